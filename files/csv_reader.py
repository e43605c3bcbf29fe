"""Read one table of reference data (CSV) the strict way: every problem named with its line."""

import csv
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from files.errors import DataError, Problem
from files.problems import explain
from files.records import Record

R = TypeVar("R", bound=Record)


def read_csv(model: type[R], path: Path) -> list[tuple[int, R]]:
    """Return every row of `path` as `model`, with the line it begins on, in file order.

    Raises:
        DataError: the file is unreadable or not UTF-8, or a row does not fit; all at once.
    """
    problems: list[Problem] = []
    rows: list[tuple[int, R]] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            heads, line = next(reader, []), reader.line_num
            for cells in reader:
                line, before = reader.line_num, line
                try:
                    rows.append((before + 1, model.model_validate(_named(heads, cells))))
                except ValidationError as error:
                    problems += _problems(before + 1, error)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(path, [Problem(0, "", f"读不出来({error})")]) from error
    if problems:
        raise DataError(path, problems)
    return rows


def _named(heads: list[str], cells: list[str]) -> dict[str, object]:
    named: dict[str, object] = dict(zip(heads, cells, strict=False))
    if len(cells) > len(heads):  # an unquoted comma moves all that follows into wrong columns
        named["多出来的格"] = cells[len(heads) :]
    return named


def _problems(line: int, error: ValidationError) -> list[Problem]:
    return [Problem(line, ".".join(map(str, d["loc"])), explain(d)) for d in error.errors()]
