"""The preview of an import as JSON, so that every row can be checked from outside."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from files.sheets.preview import ImportStatus
from files.sheets.refusals import RowProblem
from geodata.model import DATUM_NAMES
from geodata.reading import Reading
from ledger.plots.comparing import plot_values
from ledger.plots.preview import PlotPreview, PlotPreviewRow

Json = dict[str, Any]


def preview_json(found: PlotPreview) -> Iterator[str]:
    """Give encoding, datum, format, questions, rows and notices as JSON, piece by piece.

    As one object, a hundred thousand rows would take more than two gigabytes.
    """
    reading = found.reading
    head = {
        "encoding": reading.encoding,
        "datum": reading.datum or _datum_of_rows(found),
        "format": reading.format,
        "questions": [
            {"what": q.what, "choices": list(q.choices), "likely": q.likely}
            for q in found.questions
        ],
    }
    yield _text(head)[:-1]
    yield from _list("rows", (_row(row, reading) for row in found.rows))
    yield from _list("notices", _notices(found))
    yield "}"


def _list(name: str, items: Iterable[Json]) -> Iterator[str]:
    yield f', "{name}": ['
    for at, item in enumerate(items):
        yield f"{',' if at else ''}\n {_text(item)}"
    yield "]"


def _text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False)


def _row(row: PlotPreviewRow, reading: Reading) -> Json:
    compared = row.compared
    changes = compared.changes if compared else {}
    return {
        "row": row.entry.row,
        "id": compared.plot.id if compared else None,
        "status": row.status.value,
        "hints": [hint.value for hint in compared.hints] if compared else [],
        "values": plot_values(compared.plot) if compared else {},
        "changes": {name: list(pair) for name, pair in changes.items()},
        "as_written": _as_written(row, reading),
    }


def _as_written(row: PlotPreviewRow, reading: Reading) -> dict[str, str]:
    first = row.entry.written[0] if row.entry.written else ()
    return {
        name or f"第{at + 1}列": cell
        for at, (name, cell) in enumerate(zip(reading.headings, first, strict=False))
        if name or cell
    }


def _datum_of_rows(found: PlotPreview) -> str:
    compared = (row.compared.plot.position for row in found.rows if row.compared is not None)
    datums = {position.datum for position in compared if position is not None}
    return DATUM_NAMES[datums.pop()] if len(datums) == 1 else ""


def _notices(found: PlotPreview) -> Iterator[Json]:
    skipped = {row.entry.row for row in found.rows if row.status is ImportStatus.SKIPPED}
    listed: set[RowProblem] = set()
    for row in found.rows:
        for problem in row.entry.problems:
            listed.add(problem)
            yield _notice(problem, "refused")
    for problem in found.reading.problems:
        if problem not in listed:
            yield _notice(problem, "refused")
    for warning in found.reading.warnings:
        yield _notice(warning, "skipped" if warning.row in skipped else "warning")
    for kept in found.notices:
        yield _notice(kept, "warning")
    for question in found.questions:
        yield _notice(RowProblem(0, question.what, question.text), "question")


def _notice(problem: RowProblem, kind: str) -> Json:
    return {"row": problem.row, "column": problem.column, "kind": kind, "text": problem.text}
