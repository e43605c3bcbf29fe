"""The preview of a list of companies as JSON, so that every row can be checked from outside."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from files.sheets.preview import ImportHint, ImportStatus
from files.sheets.refusals import RowProblem
from ledger.company_imports.comparing import ComparedCompany, values_of
from ledger.company_imports.preview import CompanyPreview, emptied_texts
from targets.vendor.model import LeftRow, VendorReading

Json = dict[str, Any]
ALWAYS = frozenset({"name", "code", "province", "city", "desk", "state"})


@dataclass(slots=True)
class PreviewRows:
    """Gathers the rows of a preview as they are compared, and what is to be said of them.

    `reading` may be set once all was read.
    Rows are kept as the text they will be: of a long list, a tenth of the memory.
    """

    reading: VendorReading
    rows: list[tuple[tuple[str, int], str]] = field(default_factory=list)
    notices: list[Json] = field(default_factory=list)

    def add(self, one: ComparedCompany) -> None:
        """Take one company."""
        told = one.told
        found: Json = {
            "row": told.row,
            "id": one.id or None,
            "status": one.status.value,
            "hints": [hint.value for hint in one.hints],
            "values": _values(one),
            "changes": {name: list(pair) for name, pair in one.changes.items()},
            "as_written": dict(told.written),
        }
        self._keep(told.sheet, told.row, found)
        self.notices += [_notice(told.row, "企业名称", kind, text) for kind, text in _said(one)]

    def left(self, row: LeftRow) -> None:
        """Take one row that is not taken."""
        found: Json = {
            "row": row.row,
            "id": None,
            "status": (ImportStatus.SKIPPED if row.skipped else ImportStatus.REFUSED).value,
            "hints": [],
            "values": {},
            "changes": {},
            "as_written": dict(row.written),
        }
        self._keep(row.sheet, row.row, found)

    def ordered(self) -> Iterator[str]:
        """Give the rows as they stand in the file, each as JSON."""
        alike = self.reading.alike_texts
        for place, row in sorted(self.rows, key=lambda pair: self._order(*pair[0])):
            yield self._with_sheet(place[0], _marked(row) if place in alike else row)

    def _keep(self, sheet: str, row: int, found: Json) -> None:
        self.rows.append(((sheet, row), json.dumps(found, ensure_ascii=False)))

    def _order(self, sheet: str, row: int) -> tuple[int, int]:
        sheets = self.reading.sheets
        return (sheets.index(sheet) if sheet in sheets else 0, row)

    def _with_sheet(self, sheet: str, row: str) -> str:
        """Name the sheet of a row where there are several: known once all of them were read."""
        if len(self.reading.sheets) <= 1:
            return row
        found = json.loads(row)
        found["as_written"] = {"工作表": sheet, **found["as_written"]}
        return json.dumps(found, ensure_ascii=False)


def preview_text(found: CompanyPreview, rows: PreviewRows, more: Json) -> Iterator[str]:
    """Give a preview as JSON, piece by piece: encoding, datum, format, questions, rows, notices.

    `more` is what stands beside them.
    """
    reading = found.reading
    for left in reading.left:
        rows.left(left)
    layout = reading.header.layout if reading.header else ""
    head: Json = {
        "encoding": reading.encoding,
        "datum": "",
        "format": "·".join(filter(None, (reading.form, layout))),
        "questions": [
            {"what": q.what, "choices": list(q.choices), "likely": q.likely}
            for q in found.questions
        ],
    }
    yield json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    yield ',\n "rows": ['
    for number, row in enumerate(rows.ordered()):
        yield f"{',' if number else ''}\n  {row}"
    yield "\n ]"
    rest: Json = {"notices": [*_notices(found), *rows.notices], **more}
    yield "," + json.dumps(rest, ensure_ascii=False, indent=1).removeprefix("{")


def _marked(row: str) -> str:
    """Return a row as JSON with the hint that another row of the list may be the same company."""
    found = json.loads(row)
    if found["id"] and ImportHint.DUPLICATE.value not in found["hints"]:
        found["hints"].append(ImportHint.DUPLICATE.value)
    return json.dumps(found, ensure_ascii=False)


def _values(one: ComparedCompany) -> Json:
    if one.company is None:
        return {}
    values: Json = {**values_of(one.company), "desk": one.desk}
    return {name: value for name, value in values.items() if value or name in ALWAYS}


def _said(one: ComparedCompany) -> Iterator[tuple[str, str]]:
    if one.skipped:
        yield "skipped", one.skipped
    if one.cut_note:
        yield "warning", one.cut_note
    for name, text in emptied_texts(one).items():
        yield "warning", f"{text}：{'未改' if one.keeps(name) else '清空'}"
    if ImportHint.RENAMED in one.hints and one.known:
        yield "warning", f"将改名：{one.known.company.name} → {one.told.name}"
    if ImportHint.MOVED in one.hints:
        yield "warning", f"将换片区：{one.desk_before} → {one.desk or '没有片区'}"
    if one.alike:
        yield "warning", f"可能就是库里的「{one.alike.name}」（{one.alike.id}）：{one.alike.why}"
    if ImportHint.NO_DESK in one.hints:
        yield "warning", "没有省市或不在片区范围内，不属于任何片区"


def _notices(found: CompanyPreview) -> Iterator[Json]:
    skipped = {(row.row, row.skipped) for row in found.skipped}
    for problem in found.reading.problems:
        yield _of(problem, "refused")
    for warning in found.reading.warnings:
        kind = "skipped" if (warning.row, warning.text) in skipped else "warning"
        yield _of(warning, kind)
    for (_, row), text in found.reading.alike_texts.items():
        yield _notice(row, "企业名称", "warning", text)
    for question in found.questions:
        yield _notice(0, question.what, "question", question.text)


def _of(problem: RowProblem, kind: str) -> Json:
    return _notice(problem.row, problem.column, kind, problem.text)


def _notice(row: int, column: str, kind: str, text: str) -> Json:
    return {"row": row, "column": column, "kind": kind, "text": text}
