"""Read a list of plots from Excel or CSV: a plot for every row, and every fault by its row.

All or nothing: if `Reading.problems` is not empty, nothing of the list may be saved.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice

from files.errors import ProductError
from files.progress import Progress
from files.sheets.cells import UNCHANGED, Sheet, open_sheets, refuse_large_sheet
from files.sheets.lists import CHUNK, TOTALS
from files.sheets.refusals import RowProblem, first_problems
from files.sheets.values import clean
from geodata.model import Reading
from geodata.readers.headings import SEARCHED, PlotHeader, find_header
from geodata.readers.rows import PlotRowReader


def read_sheet(
    raw: bytes,
    name: str,
    defaults: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read the first sheet of an upload that has a heading row.

    `name` is the file's name; it is the source of rows that name none. `defaults` are further
    texts by field (`{"county": "大田县"}`) for empty cells. `progress` is told how many rows are
    done, of how many. Problems and warnings stand in order of rows.
    """
    stated = {"source": source_of(name), **(defaults or {})}
    try:
        with open_sheets(raw) as sheets:
            return _first_list(sheets, stated, progress)
    except ProductError as error:
        return Reading((), (RowProblem(0, "", str(error)),), 0)


def source_of(name: str) -> str:
    """Return the source of rows that name none: the file they came in."""
    return f"导入文件 {clean(name)[:200]}"


def _first_list(
    sheets: Iterator[Sheet], defaults: Mapping[str, str], progress: Progress | None
) -> Reading:
    for sheet in sheets:
        refuse_large_sheet(sheet)
        top = list(islice(sheet.rows, SEARCHED))
        header = find_header(top)
        if header is not None:
            whole = replace(sheet, rows=chain(top, sheet.rows))
            return _with_others(_read(whole, header, defaults, progress), sheet, sheets)
    what = f"没有找到表头:前 {SEARCHED} 行里要有一行写着编号、名称、类型、县区等列名"
    text = f"{what},{UNCHANGED};可先下载模板对照"
    return Reading((), (RowProblem(0, "", text),), 0)


def _with_others(reading: Reading, read: Sheet, others: Iterator[Sheet]) -> Reading:
    """Warn of further sheets that look like lists: only one is read."""
    also = [s.name for s in others if find_header(list(islice(s.rows, SEARCHED))) is not None]
    warnings = tuple(
        RowProblem(0, "", f"工作表「{name}」也像一份清单,没有读;只读了「{read.name}」")
        for name in also
    )
    return Reading(reading.plots, reading.problems, reading.rows, warnings + reading.warnings)


def _read(
    sheet: Sheet, header: PlotHeader, defaults: Mapping[str, str], progress: Progress | None
) -> Reading:
    reader = PlotRowReader(header, defaults)
    if reader.problems:
        return Reading((), first_problems(reader.problems), 0)
    total = max(sheet.total - header.row, 0)
    rows = enumerate(islice(sheet.rows, header.row, None), start=header.row + 1)
    done = 0
    while batch := list(islice(rows, CHUNK)):
        done += len(batch)
        reader.read(_filled(batch, reader.warnings))
        if progress:
            progress(done, max(total, done))
    reader.finish()
    return reader.reading()


def _filled(
    batch: Iterable[tuple[int, list[str]]], warnings: list[RowProblem]
) -> Iterator[tuple[int, list[str]]]:
    """Leave out empty rows and, with a warning, a row of totals."""
    for number, row in batch:
        cells = [clean(cell) for cell in row]
        first = next(filter(None, cells), "")
        if TOTALS.match(first):
            warnings.append(RowProblem(number, "", f"是{first}行,没有导入"))
        elif first:
            yield number, cells
