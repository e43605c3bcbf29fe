"""Read a list of plots from Excel or CSV: a plot for every row, and every fault by its row.

All or nothing: if `Reading.problems` is not empty, nothing of the list may be saved.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from files.errors import ProductError
from files.progress import Progress
from files.sheets.cells import UNCHANGED, Sheet, open_sheets, refuse_large_sheet
from files.sheets.lists import CHUNK, TOTALS
from files.sheets.questions import Interview
from files.sheets.refusals import RowProblem, first_problems
from files.sheets.values import clean
from geodata.readers.features_to_plots import plots_from_features
from geodata.readers.shaped_lists import NEVER, is_shaped, read_shaped
from geodata.reading import Reading
from geodata.rows.areas import settle_units
from geodata.rows.headings import SEARCHED, PlotHeader, find_header
from geodata.rows.missing import ask_missing
from geodata.rows.rows import PlotRowReader

SOURCE_OF_FILE = "导入文件 "  # begins the source of rows that name none


def read_sheet(
    raw: bytes,
    name: str,
    defaults: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    interview: Interview | None = None,
) -> Reading:
    """Read the first sheet of an upload that has a heading row.

    `name` is the file's name; it is the source of rows that name none. `defaults` are further
    texts by field (`{"county": "大田县"}`) for empty cells. `progress` is told how many rows are
    done, of how many. Problems and warnings stand in order of rows.
    """
    stated = {"source": source_of(name), **(defaults or {})}
    asked = interview or Interview()
    try:
        with open_sheets(raw) as sheets:
            return _first_list(sheets, _Told(name, stated, asked, progress))
    except ProductError as error:
        return Reading((), (RowProblem(0, "", str(error)),), 0)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of a list besides its cells."""

    name: str
    defaults: Mapping[str, str]
    interview: Interview
    progress: Progress | None


def source_of(name: str) -> str:
    """Return the source of rows that name none: the file they came in."""
    return f"{SOURCE_OF_FILE}{clean(name)[:200]}"


def _first_list(sheets: Iterator[Sheet], told: _Told) -> Reading:
    for sheet in sheets:
        refuse_large_sheet(sheet)
        top = list(islice(sheet.rows, SEARCHED))
        header = find_header(top)
        if header is not None:
            whole = replace(sheet, rows=chain(top, sheet.rows))
            return _with_others(_read(whole, header, top, told), sheet, sheets)
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
    return replace(reading, warnings=warnings + reading.warnings)


def _read(sheet: Sheet, header: PlotHeader, top: Sequence[Sequence[str]], told: _Told) -> Reading:
    above = [cell for row in top[: header.row - 1] for cell in row if cell]
    title = " ".join([told.name, sheet.name, *above])
    defaults = ask_missing(header, told.defaults, told.interview, title=title)
    following = top[header.row :]
    cells = {at: [(row[at], 0.0) for row in following if at < len(row)] for at in header.headings}
    header, settled = settle_units(header, cells, told.interview, title)
    if is_shaped(header):
        return _read_shaped(sheet, header, top, told, defaults)
    reader = PlotRowReader(header, defaults, told.interview)
    reader.warnings += settled
    if reader.problems:
        return replace(reader.reading(), problems=first_problems(reader.problems))
    total = max(sheet.total - header.row, 0)
    rows = enumerate(islice(sheet.rows, header.row, None), start=header.row + 1)
    done = 0
    while batch := list(islice(rows, CHUNK)):
        done += len(batch)
        reader.read(_filled(batch, reader))
        if told.progress:
            told.progress(done, max(total, done))
    reader.finish()
    return replace(reader.reading(), headings=tuple(clean(cell) for cell in top[header.row - 1]))


def _read_shaped(
    sheet: Sheet,
    header: PlotHeader,
    top: Sequence[Sequence[str]],
    told: _Told,
    defaults: Mapping[str, str],
) -> Reading:
    """Read a list whose rows draw their plots."""
    titles = tuple(clean(cell) for cell in top[header.row - 1])
    passed = PlotRowReader(header, defaults)
    rows = enumerate(islice(sheet.rows, header.row, None), start=header.row + 1)
    found, written = read_shaped(header, titles, _filled(rows, passed), told.interview)
    found = found.joined(skipped=[RowProblem(e.row, "", e.skipped) for e in passed.entries])
    reading = plots_from_features(
        found, told.name, told.interview, defaults, local=NEVER, progress=told.progress
    )
    entries = tuple(replace(e, written=written.get(e.row, e.written)) for e in reading.entries)
    return replace(reading, entries=entries, headings=titles)


def _filled(
    batch: Iterable[tuple[int, list[str]]], reader: PlotRowReader
) -> Iterator[tuple[int, list[str]]]:
    """Leave out empty rows and, with a warning, a row of totals."""
    for number, row in batch:
        cells = [clean(cell) for cell in row]
        first = next(filter(None, cells), "")
        if TOTALS.match(first):
            reader.skip(number, cells, f"是{first}行,没有导入")
        elif first:
            yield number, cells
