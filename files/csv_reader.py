"""Read one table of reference data (CSV) the strict way: every problem named with its line."""

import csv
from io import StringIO
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from files.errors import DataError, Problem, reason
from files.problems import explain, unreadable
from files.records import Record

R = TypeVar("R", bound=Record)


def read_csv(model: type[R], path: Path, *, may_be_empty: bool = False) -> list[tuple[int, R]]:
    """Return every row of `path` as `model`, with the line it begins on, in file order.

    Raises:
        DataError: the file is unreadable or not UTF-8, has other columns, no row, or a row that
            does not fit; all at once.
    """
    rows = _rows(model, path, _text_of(path))
    if not (rows or may_be_empty):
        raise unreadable(path, "表里没有数据行，请恢复原文件或补上")
    return rows


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise unreadable(path, f"读不到文件（{reason(error)}）") from error
    except UnicodeDecodeError as error:
        raise unreadable(path, "不是 UTF-8 编码，请另存为 UTF-8") from error


def _rows(model: type[R], path: Path, text: str) -> list[tuple[int, R]]:
    problems: list[Problem] = []
    rows: list[tuple[int, R]] = []
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    line = 0
    try:
        heads, line = next(reader, []), reader.line_num
        _check_heads(model, path, heads)
        for cells in reader:
            line, before = reader.line_num, line
            try:
                rows.append((before + 1, model.model_validate(_named(heads, cells))))
            except ValidationError as error:
                problems += _problems(before + 1, error)
    except csv.Error as error:
        said = "不是有效的 CSV：引号没有成对，或有不允许的字符"
        raise DataError(path, [Problem(line + 1, "", said)]) from error
    if problems:
        raise DataError(path, problems)
    return rows


def _check_heads(model: type[R], path: Path, heads: list[str]) -> None:
    names = {field.alias or name for name, field in model.model_fields.items()}
    if not heads:
        raise unreadable(path, "文件是空的，请恢复原文件")
    needed = names - set(heads) - model.spared_columns
    columns = [field.alias or name for name, field in model.model_fields.items()]
    lacking = [name for name in columns if name in needed]
    strange = [head for head in heads if head not in names]
    twice = sorted({head for head in heads if heads.count(head) > 1})
    said = {"缺少列": lacking, "不认识的列": strange, "写了两次的列": twice}
    problems = [
        Problem(1, "表头", f"{what}：{'、'.join(columns)[:200]}；应当是 {'、'.join(sorted(names))}")
        for what, columns in said.items()
        if columns
    ]
    if problems:
        raise DataError(path, problems)


def _named(heads: list[str], cells: list[str]) -> dict[str, object]:
    named: dict[str, object] = dict(zip(heads, cells, strict=False))
    if len(cells) > len(heads):  # an unquoted comma moves all that follows into wrong columns
        named["多出来的格"] = cells[len(heads) :]
    return named


def _problems(line: int, error: ValidationError) -> list[Problem]:
    return [Problem(line, ".".join(map(str, d["loc"])), explain(d)) for d in error.errors()]
