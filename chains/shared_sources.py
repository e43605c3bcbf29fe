"""The sources that more than one chain cites (`sources.yaml`), and those of tables (CSV)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from chains.model import Grade, Source, SourceId
from files.csv_reader import read_csv
from files.errors import DataError, Problem
from files.opening import opened_or
from files.problems import problem_at, validate
from files.records import Record
from files.yaml_reader import YamlFile, read_yaml

SOURCES = "sources.yaml"
CLOSED_SOURCES = "引用其中来源的内容暂写“来源表没有打开”，按未核实处理；各条链照常打开"


def split_list(value: object) -> object:
    """Split a cell that holds several values with ; between them."""
    return tuple(filter(None, value.split(";"))) if isinstance(value, str) else value


SourceIds = Annotated[tuple[SourceId, ...], BeforeValidator(split_list), Field(min_length=1)]


class Cited(Record):
    """A row of a table, with the sources it rests on."""

    sources: SourceIds


class SourceList(Record):
    """来源表: the sources that more than one chain cites (the file holds the bare list)."""

    sources: tuple[Source, ...] = ()


def load_sources(path: Path) -> dict[str, Source]:
    """Read one list of sources, by id.

    Raises:
        DataError: the file is not a plain list of sources, or an id is used twice.
    """
    file = read_yaml(path)
    lines = {("sources", *place): line for place, line in file.lines.items()}
    wrapped = YamlFile(file.path, {"sources": file.content}, lines)
    listed = validate(SourceList, wrapped, wrapped.content).sources
    ids = [source.id for source in listed]
    twice = [i for i, source_id in enumerate(ids) if source_id in ids[:i]]
    if twice:
        text = "编号用了两次，每个编号只能用一次"
        raise DataError(path, [problem_at(wrapped, ("sources", i, "id"), text) for i in twice])
    return {source.id: source for source in listed}


def open_sources(folders: Sequence[Path]) -> tuple[dict[str, Source], list[DataError]]:
    """Return the sources of the first folder and of those after it that have a list.

    A later one replaces an earlier one of the same id. A list that does not open is in the
    second part.
    """
    shared: dict[str, Source] = {}
    closed: list[DataError] = []
    for folder in folders:
        path = folder / SOURCES
        if folder is not folders[0] and not path.exists():
            continue
        try:
            shared |= load_sources(path)
        except DataError as error:
            closed.append(DataError(path, list(error.problems), CLOSED_SOURCES))
    return shared, closed


@lru_cache(4096)
def unseen_source(source_id: str) -> Source:
    """Return what stands for a source whose list is closed: of the grade that proves nothing."""
    return Source(id=source_id, title=f"来源 {source_id}（来源表没有打开）", grade=Grade.D)


def read_source_table(path: Path) -> dict[str, Source]:
    """Read the sources of a folder of tables, by id.

    Raises:
        DataError: the table is missing, a value does not fit, or an id is used twice.
    """
    found: dict[str, Source] = {}
    problems = [
        Problem(line, "id", "编号用了两次，每个编号只能用一次")
        for line, row in read_csv(Source, path)
        if found.setdefault(row.id, row) is not row
    ]
    if problems:
        raise DataError(path, problems)
    return found


def refuse_unlisted(path: Path, rows: Iterable[tuple[int, Cited]], listed: Path) -> None:
    """See that every source of a table stands in `listed`; a closed list says nothing.

    Raises:
        DataError: naming every row that cites another.
    """
    known = opened_or(None, partial(read_source_table, listed))
    problems = [
        Problem(line, "sources", f"来源表 {listed.name} 里没有编号 {source}，请补上或改正")
        for line, row in rows
        for source in row.sources
        if known is not None and source not in known
    ]
    if problems:
        raise DataError(path, problems)
