"""Read a bought list of companies (企查查, 天眼查 …), Excel or CSV: every company and every fault.

All or nothing unless a person says otherwise: if `VendorReading.problems` is not empty, the list
may not be saved as a whole; its good rows may, where that was chosen.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path

from files.errors import ProductError, reason
from files.progress import Progress
from files.sheets.cells import (
    MOST_BYTES,
    MOST_ROWS,
    UNCHANGED,
    csv_sheet,
    is_searched,
    open_sheets,
    refuse_large_sheet,
)
from files.sheets.list_rows import ListRows
from files.sheets.lists import CHUNK, is_to_be_named, only_hidden
from files.sheets.questions import Interview
from files.sheets.refusals import RowProblem, first_problems, first_warnings
from files.sheets.sheet import Sheet
from targets.vendor.alike_rows import AlikeNames
from targets.vendor.columns import PERSONAL
from targets.vendor.headings import SEARCHED, VendorHeader, find_header
from targets.vendor.model import (
    AlikeRows,
    ImportRequest,
    LeftRow,
    Obstacle,
    Sink,
    Unmatched,
    VendorReading,
)
from targets.vendor.repeats import Repeats
from targets.vendor.rows import LEAVE_HIDDEN, TAKE_HIDDEN, VendorRowReader
from targets.vendor.spool import Spool

MOST_STREAMED = 50_000_000  # rows of a CSV: it is never in memory as a whole
TEXT_ENDINGS = frozenset({".csv", ".txt", ".tsv"})
SheetProblem = tuple[str, RowProblem]  # by the name of its sheet
ALL_SHEETS = "全部"
NO_HEADER = (
    f"没有找到表头：前 {SEARCHED} 行里要有一行写着列名，如企业名称、统一社会信用代码，{UNCHANGED}"
)


def read_vendor(
    raw: bytes,
    asked: ImportRequest,
    today: date,
    progress: Progress | None = None,
    sink: Sink | None = None,
) -> VendorReading:
    """Read every list of an upload.

    `progress` is told how many rows are done, of how many; `today` bounds what days are possible.
    With a `sink` every company goes there as it is read, and none is kept.
    """
    try:
        with open_sheets(raw, asked.answers.get("encoding", "")) as sheets:
            return VendorListReader(asked, today, progress, sink).read(sheets)
    except ProductError as error:
        return refused(str(error))


def read_vendor_file(
    path: Path,
    asked: ImportRequest,
    today: date,
    progress: Progress | None = None,
    sink: Sink | None = None,
    *,
    is_streamed: bool = False,
) -> VendorReading:
    """Read a file on disk; a CSV of any length is streamed, a workbook may have 50 MB.

    With a `sink` every company goes there as it is read, and none is kept. `is_streamed`: there
    may be too many rows to remember each; whether a company comes twice is then for the sink to
    find out, and of the rows that are left out only the first are kept.
    """
    try:
        with _sheets_of(path, asked.answers.get("encoding", "")) as sheets:
            reader = VendorListReader(asked, today, progress, sink, is_streamed=is_streamed)
            return reader.read(sheets)
    except ProductError as error:
        return refused(str(error))
    except OSError as error:
        return refused(f"文件打不开（{reason(error)}），{UNCHANGED}；请检查路径和权限")


def refused(text: str) -> VendorReading:
    """Return the reading of a file that as a whole cannot be used."""
    return VendorReading(None, Spool(), problems=(RowProblem(0, "", text),))


@contextmanager
def _sheets_of(path: Path, encoding: str) -> Iterator[Iterator[Sheet]]:
    with path.open("rb") as file:
        if path.suffix.lower() in TEXT_ENDINGS and path.stat().st_size > MOST_BYTES:
            yield iter([csv_sheet(file, encoding)])
            return
        with open_sheets(file.read(MOST_BYTES + 1), encoding) as sheets:
            yield sheets


@dataclass(slots=True)
class VendorListReader:
    """Reads every sheet of a file that is a list, one after the other."""

    asked: ImportRequest
    today: date
    progress: Progress | None = None
    sink: Sink | None = None
    is_streamed: bool = False
    interview: Interview = field(init=False)
    repeats: Repeats = field(default_factory=Repeats)
    names: AlikeNames = field(default_factory=AlikeNames)
    spool: Spool = field(default_factory=Spool)
    header: VendorHeader | None = None
    unusable: VendorHeader | None = None
    too_large: Sheet | None = None
    lists: list[str] = field(default_factory=list)
    out_of_sight: list[str] = field(default_factory=list)
    problems: list[SheetProblem] = field(default_factory=list)
    warnings: list[SheetProblem] = field(default_factory=list)
    unmatched: list[Unmatched] = field(default_factory=list)
    left: list[LeftRow] = field(default_factory=list)
    alike: list[AlikeRows] = field(default_factory=list)
    rows: int = 0
    hidden: int = 0
    without_class: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    encoding: str = ""
    form: str = ""
    held: set[Obstacle] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.interview = Interview(self.asked.answers)

    def read(self, sheets: Iterator[Sheet]) -> VendorReading:
        """Read the sheets and return what was found."""
        for sheet in sheets:
            self._look_at(sheet)
        self._say_too_large()
        if self.header is None:
            if self.unusable is None:
                hidden = self.out_of_sight
                return refused(only_hidden(hidden) if hidden else NO_HEADER)
            return VendorReading(self.unusable, Spool(), problems=(_no_name(self.unusable),))
        self._ask()
        return self._reading()

    def _say_too_large(self) -> None:
        """Refuse a file that is nothing but too large; beside a list, say what was not read."""
        if self.too_large is None:
            return
        if self.header is None:
            refuse_large_sheet(self.too_large, MOST_ROWS if self.too_large.name else MOST_STREAMED)
        text = f"工作表「{self.too_large.name}」太大，没有读"
        self.warnings.append(("", RowProblem(0, "", text)))

    def _look_at(self, sheet: Sheet) -> None:
        if not is_searched(sheet, MOST_ROWS if sheet.name else MOST_STREAMED):
            self.too_large = self.too_large or sheet
            return
        self._note_encoding(sheet)
        top = list(islice(sheet.rows, SEARCHED))
        header = find_header(top, self.asked.remembered, self.asked.mapping)
        if header is None or (not header.is_usable and self.header is not None):
            self._say_unread(sheet, top)
        elif not header.is_usable:
            self.unusable = self.unusable or header
        elif sheet.is_hidden:
            self.out_of_sight.append(sheet.name)
            text = f"隐藏的工作表「{sheet.name}」也像一份清单，没有读；要导入请先取消隐藏"
            self.warnings.append(("", RowProblem(0, "", text)))
        else:
            if self.header is None:
                self.header = header
                if self.sink is not None:
                    self.sink.begin(header.layout)
            self.lists.append(sheet.name)
            if self._is_wanted(sheet):
                self._read_list(sheet, top, header)

    def _note_encoding(self, sheet: Sheet) -> None:
        self.encoding = self.encoding or sheet.encoding
        self.form = self.form or sheet.form
        if not sheet.sure and not self.asked.answers.get("encoding"):
            text = f"文字编码可能是 {sheet.encoding}，也可能是别的；按哪一种读？"
            self.interview.ask("encoding", text, sheet.encodings, sheet.encoding)

    def _say_unread(self, sheet: Sheet, top: Sequence[Sequence[str]]) -> None:
        if is_to_be_named(sheet.name, top):
            text = f"工作表「{sheet.name}」没有认出企业清单的表头，没有读"
            self.warnings.append(("", RowProblem(0, "", text)))

    def _is_wanted(self, sheet: Sheet) -> bool:
        said = self.interview.answer("sheets")
        return said in {"", ALL_SHEETS, sheet.name}

    def _read_list(self, sheet: Sheet, top: list[list[str]], header: VendorHeader) -> None:
        reader = VendorRowReader(
            header,
            self.asked.with_contacts,
            self.today,
            self.interview,
            self.repeats,
            self.names,
            sheet.name,
            is_streamed=self.is_streamed,
        )
        name_at = next((h.at for h in header.headings if h.field == "name"), -1)
        rows = ListRows(sheet, top, header.heading_row, name_at)
        self._take(sheet, rows, reader)
        unknown = [RowProblem(header.row, name, "不认识的列，没有导入") for name in header.unknown]
        self.problems += [(sheet.name, problem) for problem in reader.problems]
        said = [*unknown, *rows.notices, *reader.warnings]
        self.warnings += [(sheet.name, warning) for warning in said]
        self.unmatched += reader.unmatched
        self.left += reader.left
        self.alike += reader.alike
        self.rows += reader.rows
        self.hidden += reader.hidden
        self.without_class += reader.without_class
        self.dropped += reader.dropped

    def _take(self, sheet: Sheet, rows: ListRows, reader: VendorRowReader) -> None:
        into = self.spool if self.sink is None else self.sink
        total, done, given = max(sheet.total - reader.header.row, 0), 0, iter(rows)
        while batch := list(islice(given, CHUNK)):
            done += len(batch)
            for company in reader.read(batch):
                into.add(company)
            self._tell_obstacles(reader)
            if self.progress:
                self.progress(done, max(total, done))
        for company in reader.finish():
            into.add(company)
        if self.progress:
            self.progress(done, done)  # the lines of a CSV are more than its rows

    def _tell_obstacles(self, reader: VendorRowReader) -> None:
        """Tell who takes the companies once there is a question, and once there is a fault."""
        found = {Obstacle.QUESTION: self.interview.open, Obstacle.FAULT: reader.problems}
        for what in (what for what, there in found.items() if there and what not in self.held):
            self.held.add(what)
            if self.sink is not None:
                self.sink.hold(what)

    def _ask(self) -> None:
        """Ask what concerns the file as a whole, now that all of it was seen."""
        if len(self.lists) > 1:
            names = "、".join(f"「{name}」" for name in self.lists)
            text = f"有 {len(self.lists)} 个工作表是企业清单：{names}。导入哪些？"
            self.interview.ask("sheets", text, (ALL_SHEETS, *self.lists), ALL_SHEETS)
        if self.hidden:
            text = f"有 {self.hidden} 行被隐藏或筛选掉，也导入吗？"
            self.interview.ask("hidden_rows", text, (TAKE_HIDDEN, LEAVE_HIDDEN), TAKE_HIDDEN)

    def _reading(self) -> VendorReading:
        if not self.rows and not self.left:
            text = "没有数据：表头下面没有填写任何一行"
            self.problems.append(("", RowProblem(0, "", text)))
        header = self.header
        personal = () if self.asked.with_contacts else PERSONAL
        dropped = [h.written for h in header.headings if h.field in personal] if header else []
        return VendorReading(
            header,
            self.spool,
            self.rows,
            first_problems(self._said(self.problems), self.dropped["problems"]),
            first_warnings(self._said(self.warnings), self.dropped["warnings"]),
            tuple(self.unmatched),
            tuple(dropped),
            tuple(self.left),
            tuple(self.interview.open.values()),
            self.encoding,
            tuple(self.lists),
            self.form,
            self.dropped["refused"],
            self.without_class,
            tuple(self.alike),
        )

    def _said(self, problems: Iterable[SheetProblem]) -> Iterator[RowProblem]:
        """Give what is said of the sheets, each named where there are several."""
        for sheet, problem in problems:
            several = f"工作表「{sheet}」：" if sheet and len(self.lists) > 1 else ""
            yield replace(problem, text=f"{several}{problem.text}")


def _no_name(header: VendorHeader) -> RowProblem:
    text = "认不出哪一列是企业名称；请在下面为各列选择含义"
    return RowProblem(header.row, "企业名称", text)
