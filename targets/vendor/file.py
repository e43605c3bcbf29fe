"""Read a bought list of companies (企查查, 天眼查 …), Excel or CSV: every company and every fault.

All or nothing: if `VendorReading.problems` is not empty, nothing of the list may be saved.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import chain, islice
from pathlib import Path

from files.errors import ProductError
from files.progress import Progress
from files.sheets.cells import (
    MOST_BYTES,
    MOST_ROWS,
    UNCHANGED,
    Sheet,
    csv_sheet,
    open_sheets,
    refuse_large_sheet,
)
from files.sheets.lists import CHUNK, TOTALS
from files.sheets.refusals import RowProblem, first_problems
from targets.vendor.columns import PERSONAL
from targets.vendor.headings import SEARCHED, VendorHeader, find_header
from targets.vendor.model import ImportRequest, Sink, VendorReading
from targets.vendor.rows import VendorRowReader
from targets.vendor.spool import Spool

MOST_STREAMED = 50_000_000  # rows of a CSV: it is never in memory as a whole
NO_HEADER = (
    f"没有找到表头:前 {SEARCHED} 行里要有一行写着列名,如企业名称、统一社会信用代码,{UNCHANGED}"
)


def read_vendor(
    raw: bytes, asked: ImportRequest, today: date, progress: Progress | None = None
) -> VendorReading:
    """Read the first sheet of an upload that has a heading row.

    `progress` is told how many rows are done, of how many; `today` bounds what days are possible.
    """
    try:
        with open_sheets(raw) as sheets:
            return _first_list(sheets, asked, today, progress)
    except ProductError as error:
        return refused(str(error))


def read_vendor_file(
    path: Path,
    asked: ImportRequest,
    today: date,
    progress: Progress | None = None,
    sink: Sink | None = None,
) -> VendorReading:
    """Read a file on disk; a CSV of any length is streamed, a workbook may have 50 MB.

    With a `sink` every company goes there as it is read, and none is kept; whether a company
    comes twice is then for the sink to find out.
    """
    try:
        with _sheets_of(path) as sheets:
            return _first_list(sheets, asked, today, progress, sink)
    except ProductError as error:
        return refused(str(error))
    except OSError as error:
        return refused(f"文件打不开({error.strerror}),{UNCHANGED};请检查路径和权限")


def refused(text: str) -> VendorReading:
    """Return the reading of a file that as a whole cannot be used."""
    return VendorReading(None, Spool(), problems=(RowProblem(0, "", text),))


@contextmanager
def _sheets_of(path: Path) -> Iterator[Iterator[Sheet]]:
    with path.open("rb") as file:
        if path.suffix.lower() == ".csv":
            yield iter([csv_sheet(file)])
            return
        with open_sheets(file.read(MOST_BYTES + 1)) as sheets:
            yield sheets


def _first_list(
    sheets: Iterator[Sheet],
    asked: ImportRequest,
    today: date,
    progress: Progress | None,
    sink: Sink | None = None,
) -> VendorReading:
    unusable: VendorReading | None = None
    for sheet in sheets:
        refuse_large_sheet(sheet, MOST_ROWS if sheet.name else MOST_STREAMED)
        top = list(islice(sheet.rows, SEARCHED))
        header = find_header(top, asked.remembered, asked.mapping)
        if header is not None and header.is_usable:
            whole = replace(sheet, rows=chain(top, sheet.rows))
            reader = VendorRowReader(
                header, asked.with_contacts, today, is_streamed=sink is not None
            )
            return _read(whole, reader, progress, sink)
        if header is not None and unusable is None:
            unusable = VendorReading(header, Spool(), problems=(_no_name(header),))
    return unusable or refused(NO_HEADER)


def _no_name(header: VendorHeader) -> RowProblem:
    text = "认不出哪一列是企业名称;请在下面为各列选择含义"
    return RowProblem(header.row, "企业名称", text)


def _read(
    sheet: Sheet, reader: VendorRowReader, progress: Progress | None, sink: Sink | None
) -> VendorReading:
    spool, header = Spool(), reader.header
    into = spool if sink is None else sink
    total = max(sheet.total - header.row, 0)
    rows = enumerate(islice(sheet.rows, header.row, None), start=header.row + 1)
    done = 0
    while batch := list(islice(rows, CHUNK)):
        done += len(batch)
        for company in reader.read(_filled(batch, reader)):
            if not reader.problems:
                into.add(company)
        if progress:
            progress(done, max(total, done))
    if progress:
        progress(done, done)  # the lines of a CSV are more than its rows
    return _reading(reader, spool, header)


def _filled(
    batch: list[tuple[int, list[str]]], reader: VendorRowReader
) -> Iterator[tuple[int, list[str]]]:
    """Leave out empty rows and, with a warning, a row of totals."""
    for number, cells in batch:
        first = next(filter(str.strip, cells), "").strip()
        if TOTALS.match(first):
            reader.warnings.append(RowProblem(number, "", f"是{first[:10]}行,没有导入"))
        elif first:
            yield number, cells


def _reading(reader: VendorRowReader, spool: Spool, header: VendorHeader) -> VendorReading:
    if not reader.rows:
        reader.problems.append(RowProblem(0, "", "没有数据:表头下面没有填写任何一行"))
    unknown = [RowProblem(header.row, name, "不认识的列,没有导入") for name in header.unknown]
    personal = () if reader.with_contacts else PERSONAL
    return VendorReading(
        header,
        Spool() if reader.problems else spool,
        reader.rows,
        first_problems(reader.problems),
        first_problems([*unknown, *reader.warnings]),
        tuple(reader.unmatched),
        tuple(h.written for h in header.headings if h.field in personal),
    )
