"""A chain file with planted evidence, and what it is refused for."""

from pathlib import Path

from chains.catalog import load_chain
from chains.model import Source
from files.errors import DataError, Problem
from tests.builders import write_chain

Row = dict[str, object]
SOURCES: list[Row] = [
    {"id": "T1", "title": "题一", "date": "2025-01-02", "publisher": "社", "grade": "A"},
    {"id": "T2", "title": "题二", "date": "2025-01-02", "publisher": "报", "grade": "C"},
]
SHARED = {"S1": Source.model_validate(SOURCES[0] | {"id": "S1", "title": "共用"})}


def row(proves: str = "missing", says: str = "面料全省第一", **fields: str) -> Row:
    return {"source": "T1", "proves": proves, "says": says, "as_of": "2025", **fields}


def link(link_id: str, *evidence: Row, presence: str = "missing") -> Row:
    stated = {"presence": presence, "presence_basis": "source"}
    named = {"id": link_id, "name": link_id, "stage": "midstream"}
    return {**named, **stated, "evidence": list(evidence)}


def refused(folder: Path, links: list[Row], sources: list[Row] | None = None) -> list[Problem]:
    """Return what the file is refused for; no more and no less."""
    given: list[Row] = [*SOURCES] if sources is None else sources
    cited = [{"what": "数", "value": "1", "sources": [s["id"] for s in given]}]
    path = write_chain(folder, links=links, sources=given, figures=cited)
    try:
        load_chain(path, SHARED)
    except DataError as error:
        found = list(error.problems)
    else:
        found = []
    assert all(problem.line > 0 for problem in found)
    return found
