"""One file through its door: no exception, and every text came back or was told."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from bench.fuzz.inputs import FuzzedFile, Rows
from files.records import UNSEEN
from files.sheets import cells
from files.sheets.refusals import RowProblem
from files.sheets.values import clean, unprotected
from files.sheets.workbooks import worker
from files.sheets.workbooks.kinds import FileForm
from geodata.model import Plot
from geodata.readers import apart as plots_apart
from geodata.readers.any_file import read_upload
from geodata.reading import Reading
from targets.vendor.apart import reading_of_text, text_of_reading
from targets.vendor.file import read_vendor
from targets.vendor.model import ImportRequest, VendorReading
from targets.vendor.values import is_empty

TODAY = date(2026, 11, 29)
ANSWERS = {"county": "大田县", "kind": "闲置土地", "datum": "CGCS2000", "zone": "39"}
# By heading, where its texts go: whatever they are, they come back as written or are told.
COMPANY_TEXTS = {
    "企业名称": "name",
    "登记状态": "status",
    "主营产品": "products",
    "经营范围": "scope",
}
PLOT_TEXTS = {"名称": "name", "备注": "note", "来源": "source"}


@contextmanager
def workbooks_here() -> Iterator[None]:
    """Read workbooks in this process for a while: a process for each would be most of the time."""
    kept = cells._worker  # noqa: SLF001
    cells._worker = _read_here  # noqa: SLF001  # type: ignore[assignment]
    try:
        yield
    finally:
        cells._worker = kept  # noqa: SLF001


@contextmanager
def _read_here(raw: bytes, form: FileForm) -> Iterator[Iterator[object]]:
    lines: list[str] = []
    kept, worker.write = worker.write, lambda line: lines.append(json.dumps(line))
    try:
        worker.give(form.value, raw)
        whole = True
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001  (a panic of its library is no Exception)
        whole = False  # its process ends, and the file is refused
    finally:
        worker.write = kept

    def given() -> Iterator[object]:
        yield from map(json.loads, lines)
        if not whole:
            cells._refuse_broken()  # noqa: SLF001

    yield given()


def try_out(trial: FuzzedFile) -> list[str]:
    """Return what is wrong: texts that became others without a word, and what cannot be handed on.

    Whatever is raised is a fault of its own.
    """
    if trial.is_company_list:
        listed = read_vendor(trial.raw, ImportRequest(), TODAY)
        again: Any = reading_of_text(text_of_reading(listed))
        same = again.problems == listed.problems and again.left == listed.left
        faults = [] if same else ["handed on, it is another reading"]
        return faults + (_company_texts(listed, trial.rows) if trial.rows else [])
    reading = read_upload(trial.raw, trial.name, ANSWERS)
    text = plots_apart._READING.dump_json(reading)  # noqa: SLF001
    faults = [] if plots_apart._READING.validate_json(text) == reading else ["handed on, another"]  # noqa: SLF001
    return faults + (_plot_texts(reading, trial) if trial.rows else [])


def _company_texts(reading: VendorReading, rows: Rows) -> list[str]:
    if reading.of_the_file or reading.needs_mapping:
        return []
    said = _told_rows((*reading.problems, *reading.warnings))
    accounted = {company.row for company in reading.companies} | {left.row for left in reading.left}
    faults = []
    for number, row in enumerate(rows[1:], start=2):
        if any(map(_visible, row)) and number not in accounted | said:
            faults.append(f"row {number} is lost: {row}")
    for company in reading.companies:
        cells = dict(zip(rows[0], rows[company.row - 1], strict=False))
        for title, field in COMPANY_TEXTS.items():
            text, found = clean(unprotected(cells.get(title, ""))), company.said(field)
            if clean(found) != text and company.row not in said and not is_empty(text):
                faults.append(f"row {company.row}: {text!r} became {found!r}")
    return faults


def _plot_texts(reading: Reading, trial: FuzzedFile) -> list[str]:
    rows = trial.rows or []
    if any(p.row == 0 and not p.rest for p in reading.problems):
        return []
    first = trial.first
    said = _told_rows((*reading.problems, *reading.warnings))
    by_row = {entry.row: entry for entry in reading.entries}
    faults = []
    lines = range(first, first + len(rows) * trial.step, trial.step)
    for number, row in zip(lines, rows[1:], strict=False):
        entry = by_row.get(number)
        if entry is None:
            if any(map(_visible, row)) and number not in said:
                faults.append(f"row {number} is lost: {row}")
            continue
        if entry.plot is not None and number not in said:
            cells = {t: c for t, c in zip(rows[0], row, strict=False) if t not in trial.lacking}
            faults += _changed(entry.plot, cells, number, first)
    return faults


def _changed(plot: Plot, cells: dict[str, str], number: int, first: int) -> Iterator[str]:
    """Say which texts of a plot are others than its cells; `first` is the row of the first one."""
    for title, field in PLOT_TEXTS.items():
        written = cells.get(title, "")
        text, found = clean(unprotected(written) if first != 1 else written), getattr(plot, field)
        if found != text and text:
            yield f"row {number}: {text!r} became {found!r}"


def _visible(text: str) -> bool:
    return bool(UNSEEN.sub("", text).strip())


def _told_rows(said: tuple[RowProblem, ...]) -> set[int]:
    return {problem.row for problem in said}
