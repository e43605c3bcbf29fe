"""Read a list of plots from Excel or CSV: a plot for every row, and every fault by its row.

All or nothing: if `Reading.problems` is not empty, nothing of the list may be saved.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from chains.allowed_words import COUNTIES
from files.errors import ProductError
from files.progress import Progress
from files.sheets.cells import UNCHANGED, is_searched, open_sheets, refuse_large_sheet
from files.sheets.heading_rows import HeadingRow
from files.sheets.list_rows import ListRow, ListRows, lost_of
from files.sheets.lists import CHUNK, is_to_be_named, only_hidden
from files.sheets.questions import Interview
from files.sheets.refusals import RowProblem, first_problems
from files.sheets.sheet import Sheet
from files.sheets.values import clean
from geodata.readers.features_to_plots import plots_from_features
from geodata.readers.identity import NamedPlots
from geodata.readers.several_sheets import joined_sheets
from geodata.readers.shaped_lists import NEVER, is_shaped, read_shaped
from geodata.reading import Reading
from geodata.rows.areas import settle_units
from geodata.rows.headings import SEARCHED, PlotHeader, find_header
from geodata.rows.missing import ask_missing
from geodata.rows.rows import PlotRowReader

ALL_SHEETS = "全部"
NO_LIST = (
    f"没有找到表头：前 {SEARCHED} 行里要有一行写着编号、名称、类型、县区等列名，{UNCHANGED}；"
    "可先下载模板对照"
)
TAKE_HIDDEN, LEAVE_HIDDEN = "导入", "不导入"
SOURCE_OF_FILE = "导入文件 "  # begins the source of rows that name none


def read_sheet(
    raw: bytes,
    name: str,
    defaults: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    interview: Interview | None = None,
) -> Reading:
    """Read the sheets of an upload that have a heading row.

    `name` is the file's name; it is the source of rows that name none. `defaults` are further
    texts by field (`{"county": "大田县"}`) for empty cells. `progress` is told how many rows are
    done, of how many. Problems and warnings stand in order of rows.
    """
    stated = {"source": source_of(name), **(defaults or {})}
    asked = interview or Interview()
    try:
        with open_sheets(raw, asked.answer("encoding")) as sheets:
            found = _SheetLists(_Told(name, stated, asked, progress))
            for sheet in sheets:
                found.take(sheet)
            return found.reading()
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


@dataclass(slots=True)
class _SheetLists:
    """Reads every sheet that is a list, or those a person chose."""

    told: _Told
    names: list[str] = field(default_factory=list)
    readings: list[tuple[str, Reading]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    largest: Sheet | None = None
    encoding: str = ""

    def take(self, sheet: Sheet) -> None:
        self.encoding = self.encoding or sheet.encoding
        _ask_encoding(sheet, self.told.interview)
        if not is_searched(sheet):
            self.largest = self.largest or sheet
            return
        top = list(islice(sheet.rows, SEARCHED))
        header = find_header(top)
        if header is None or sheet.is_hidden:
            self.unread += _why_unread(sheet, top, header)
            self.hidden += [sheet.name] * (header is not None)
            return
        self.names.append(sheet.name)
        if self.told.interview.answer("sheets") in {"", ALL_SHEETS, sheet.name}:
            among = sheet.name if len(self.names) > 1 else ""
            named = NamedPlots(self.told.name, among, self.told.interview)
            self.readings.append((sheet.name, _read(sheet, header, top, (self.told, named))))

    def reading(self) -> Reading:
        if self.largest is not None:
            if not self.readings:
                refuse_large_sheet(self.largest)
            self.unread.append(f"工作表「{self.largest.name}」太大，没有读")
        if not self.readings:
            text = only_hidden(self.hidden) if self.hidden else NO_LIST
            return Reading((), (RowProblem(0, "", text),), 0)
        if len(self.names) > 1:
            text = f"有 {len(self.names)} 个工作表是清单：{'、'.join(self.names)}。导入哪些？"
            choices = (ALL_SHEETS, *self.names)
            self.told.interview.ask("sheets", text, choices, ALL_SHEETS)
        found = joined_sheets(self.readings)
        warnings = (*(RowProblem(0, "", text) for text in self.unread), *found.warnings)
        return replace(found, warnings=warnings, encoding=self.encoding)


def _why_unread(
    sheet: Sheet, top: Sequence[Sequence[str]], header: PlotHeader | None
) -> Iterator[str]:
    if header is not None:
        yield f"隐藏的工作表「{sheet.name}」也像一份清单，没有读；要导入请先取消隐藏"
    elif is_to_be_named(sheet.name, top):
        yield f"工作表「{sheet.name}」没有认出表头，没有读"


def _ask_encoding(sheet: Sheet, interview: Interview) -> None:
    if not sheet.sure:
        text = f"文字编码可能是 {sheet.encoding}，也可能是别的；按哪一种读？"
        interview.ask("encoding", text, sheet.encodings, sheet.encoding)


def _read(
    sheet: Sheet, header: PlotHeader, top: Sequence[list[str]], about: tuple[_Told, NamedPlots]
) -> Reading:
    told, named = about
    above = [cell for row in top[: header.row - header.height] for cell in row if cell]
    title = " ".join([told.name, sheet.name, *above])
    stated = {**told.defaults, **_county_of(sheet, header, told.defaults)}
    defaults = ask_missing(header, stated, told.interview, title=title)
    following = top[header.row :]
    cells = {at: [(row[at], 0.0) for row in following if at < len(row)] for at in header.headings}
    header, settled = settle_units(header, cells, told.interview, title)
    if is_shaped(header):
        return _read_shaped(sheet, header, top, told, defaults)
    reader = PlotRowReader(header, defaults, told.interview, named.of)
    reader.warnings += settled
    if reader.problems:
        return replace(reader.reading(), problems=first_problems(reader.problems))
    rows = _rows_under(sheet, top, header)
    total, done, given = max(sheet.total - header.row, 0), 0, iter(rows)
    while batch := list(islice(given, CHUNK)):
        done += len(batch)
        reader.read(_filled(batch, reader, told.interview))
        if told.progress:
            told.progress(done, max(total, done))
    reader.warnings += [*rows.notices, *named.notice(header.row)]
    reader.finish()
    return replace(reader.reading(), headings=tuple(map(clean, header.cells)))


def _county_of(sheet: Sheet, header: PlotHeader, told: Mapping[str, str]) -> dict[str, str]:
    """Return the county that a sheet is named after, if neither a column nor a person says it."""
    if "county" in header.fields or told.get("county"):
        return {}
    return {"county": sheet.name} if sheet.name in COUNTIES else {}


def _read_shaped(
    sheet: Sheet,
    header: PlotHeader,
    top: Sequence[list[str]],
    told: _Told,
    defaults: Mapping[str, str],
) -> Reading:
    """Read a list whose rows draw their plots."""
    titles = tuple(map(clean, header.cells))
    passed = PlotRowReader(header, defaults, identify=str)  # features have identities of their own
    under = _rows_under(sheet, top, header)
    rows = _filled(under, passed, told.interview)
    found, written = read_shaped(header, titles, rows, told.interview)
    found = found.joined(
        skipped=[RowProblem(e.row, "", e.skipped) for e in passed.entries if e.skipped]
    )
    reading = plots_from_features(
        found, told.name, told.interview, defaults, local=NEVER, progress=told.progress
    )
    entries = tuple(replace(e, written=written.get(e.row, e.written)) for e in reading.entries)
    skipped = {entry.row for entry in passed.entries}
    odd = tuple(warning for warning in passed.warnings if warning.row not in skipped)
    problems = first_problems([*passed.problems, *reading.problems])
    return replace(
        reading,
        entries=entries,
        headings=titles,
        problems=problems,
        warnings=(*under.notices, *odd, *reading.warnings),
    )


def _rows_under(sheet: Sheet, top: Sequence[list[str]], header: PlotHeader) -> ListRows:
    heading = HeadingRow(header.row, header.height, header.cells)
    named = (at for at, h in header.headings.items() if h.column.field == "name")
    return ListRows(sheet, top, heading, next(named, -1))


def _filled(
    rows: Iterable[ListRow], reader: PlotRowReader, interview: Interview
) -> Iterator[tuple[int, list[str]]]:
    """Leave out, each with its reason, rows that are no plots; say what is odd about the others."""
    for row in rows:
        cells = [cell and clean(cell) for cell in row.cells]
        if row.skipped:
            reader.skip(row.number, cells, row.skipped)
        elif row.hidden and not _takes_hidden(interview):
            reader.skip(row.number, cells, "在 Excel 里被隐藏或筛选掉，按选择没有导入")
        elif swallowed := lost_of(row):
            problem = RowProblem(row.number, _title(reader, swallowed.at), swallowed.says)
            reader.refuse(row.number, cells, [problem])
        else:
            reader.warnings += [
                RowProblem(row.number, _title(reader, cell.at), cell.says) for cell in row.faults
            ]
            yield row.number, cells


def _takes_hidden(interview: Interview) -> bool:
    text = "有行被隐藏或筛选掉，也导入吗？"
    return (
        interview.ask("hidden_rows", text, (TAKE_HIDDEN, LEAVE_HIDDEN), TAKE_HIDDEN) != LEAVE_HIDDEN
    )


def _title(reader: PlotRowReader, at: int) -> str:
    heading = reader.header.headings.get(at)
    return heading.written if heading else ""
