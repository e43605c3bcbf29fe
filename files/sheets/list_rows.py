"""The rows of a list under its headings: filled where cells are merged, each with its notes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress, islice

from files.sheets.heading_rows import HeadingRow
from files.sheets.lists import BODY, REPEATED, heading_key, passed_over
from files.sheets.refusals import RowProblem, UploadRefused
from files.sheets.sheet import CellFault, FaultyCell, MergedCells, Sheet
from files.sheets.values import unprotected

NUMBER_HEADINGS = frozenset({"序号", "行号", "No", "NO", "no"})
NAMED = 5
FEWEST_AGAIN = 3  # headings that stand again, in other columns
FEWEST_ABOVE = 3  # cells that make a row above the headings an entry, and no title
SAYS_A_THING = re.compile(rf"\d|{BODY.pattern}", re.IGNORECASE)
ABOVE = "在表头的上方，没有导入；要导入请移到表头下面"


@dataclass(frozen=True, slots=True)
class ListRow:
    """清单的一行: its number (as a person counts), its cells, and what must be said of it.

    `skipped` says why it is no entry, "" if it is one. A cell of `faults` says nothing. `hidden`:
    Excel does not show the row.
    """

    number: int
    cells: list[str]
    skipped: str = ""
    faults: tuple[FaultyCell, ...] = ()
    hidden: bool = False


@dataclass(slots=True)
class ListRows:
    """The rows of one sheet under its headings, to be gone through once, with what to say of them.

    `top` are its first rows, already taken. `name_at` is the cell of the names, -1 if unknown.
    """

    sheet: Sheet
    top: Sequence[list[str]]
    heading: HeadingRow
    name_at: int = -1
    notices: list[RowProblem] = field(default_factory=list)
    _above: dict[MergedCells, str] = field(default_factory=dict)
    _waiting: list[MergedCells] = field(default_factory=list)  # the last begins first
    _merged: list[MergedCells] = field(default_factory=list)  # those of the row now read
    _beside: dict[int, str] = field(default_factory=dict)
    _keys: dict[str, int] = field(default_factory=dict)  # of the headings, with their cells
    _another: int = 0  # the row in which another table begins
    _without_title: list[bool] = field(default_factory=list)  # by cell

    def __iter__(self) -> Iterator[ListRow]:
        if unsaid := self.sheet.notes.unsaid:
            msg = (
                f"工作表「{self.sheet.name}」{unsaid}，库里的数据没有改动；请在 Excel 里改好再导入"
            )
            raise UploadRefused(msg)
        merged = self.sheet.notes.merged
        self._waiting = sorted(merged, key=lambda cells: cells.top, reverse=True)
        self._keys = {heading_key(text): at for at, text in enumerate(self.heading.cells)}
        self._keys.pop("", None)
        yield from self._above_the_headings()
        rows = enumerate(chain(self.top, self.sheet.rows), start=1)
        for number, row in islice(rows, self.heading.row, None):
            self._look_at_merged(number)
            filled = self._filled(number, [cell and unprotected(cell) for cell in row])
            faults = tuple(self.sheet.notes.faults.get(number, ()))
            if _says_anything(filled) or not all(f.is_silent for f in faults):
                yield self._row(number, filled, faults)
        self._say_what_was_left_out()

    def _above_the_headings(self) -> Iterator[ListRow]:
        """Give the rows above the headings that look like entries, each with why it is none."""
        for number, row in enumerate(self.top[: self.heading.row - self.heading.height], start=1):
            filled = [cell for cell in row if cell.strip()]
            if len(filled) < FEWEST_ABOVE or passed_over(row, self.heading.cells):
                continue
            if any(map(SAYS_A_THING.search, filled)):
                yield ListRow(number, list(row), ABOVE)

    def _look_at_merged(self, number: int) -> None:
        """Note which merged cells the next row is part of."""
        while self._waiting and self._waiting[-1].top <= number:
            self._merged.append(self._waiting.pop())
        self._merged = [cells for cells in self._merged if cells.bottom >= number]

    def _row(self, number: int, cells: list[str], faults: tuple[FaultyCell, ...]) -> ListRow:
        width = max((m.right - m.left + 1 for m in self._merged), default=1)
        why = passed_over(cells, self.heading.cells, name_at=self.name_at, width=width)
        why = why or self._under_another(number, cells)
        if why == REPEATED:
            self._another = 0
        if not why:
            self._look_beside(number, cells)
        return ListRow(number, cells, why, faults, number in self.sheet.notes.hidden)

    def _under_another(self, number: int, cells: Sequence[str]) -> str:
        """Say that a row belongs to a table with other columns that begins lower on the sheet."""
        first = next((cell for cell in cells if cell), "")
        if heading_key(first) in self._keys:
            stand = {at: self._keys.get(heading_key(cell), -1) for at, cell in enumerate(cells)}
            again = [(at, was) for at, was in stand.items() if was >= 0]
            if len(again) >= FEWEST_AGAIN and any(at != was for at, was in again):
                self._another = number
        if not self._another:
            return ""
        return (
            f"在第{self._another}行起的另一张表里（列的顺序不同），没有导入；请放到单独的工作表里"
        )

    def _filled(self, number: int, cells: list[str]) -> list[str]:
        """Put into every row of a vertically merged cell what stands in its first row."""
        for merged in self._merged:
            if merged.bottom == merged.top or merged.left >= len(cells):
                continue
            if number == merged.top:
                self._above[merged] = cells[merged.left]
                self._tell(merged, cells[merged.left])
            elif not cells[merged.left].strip():
                cells[merged.left] = self._above.get(merged, "")
        return cells

    def _tell(self, merged: MergedCells, text: str) -> None:
        title = self._title(merged.left)
        if text.strip() and title and title not in NUMBER_HEADINGS:
            what = f"合并单元格：第{merged.top}行到第{merged.bottom}行都按“{text.strip()[:30]}”读"
            self.notices.append(RowProblem(merged.top, title, what))

    def _title(self, at: int) -> str:
        return self.heading.cells[at].strip() if at < len(self.heading.cells) else ""

    def _look_beside(self, number: int, cells: Sequence[str]) -> None:
        if len(cells) > len(self._without_title):
            more = range(len(self._without_title), len(cells))
            self._without_title += [not self._title(at) for at in more]
        for at in compress(range(len(cells)), self._without_title):
            cell = cells[at]
            if cell.strip() and at not in self._beside:
                self._beside[at] = (
                    f"第 {at + 1} 列没有列名，没有导入（如第{number}行“{cell.strip()[:20]}”）"
                )

    def _say_what_was_left_out(self) -> None:
        columns = sorted(self.sheet.notes.columns)
        if hidden := [title for at in columns if (title := self._title(at))]:
            named = "、".join(f"“{title[:20]}”" for title in hidden[:NAMED])
            text = f"Excel 里隐藏的 {len(hidden)} 列也读了（如{named}）；请核对"
            self.notices.append(RowProblem(self.heading.row, "", text))
        for text in self._beside.values():
            self.notices.append(RowProblem(self.heading.row, "", text))
        for aside in self.sheet.notes.asides:
            title = self._title(aside.at) if aside.at >= 0 else ""
            self.notices.append(RowProblem(aside.row, title, aside.says))


def _says_anything(cells: Iterable[str]) -> bool:
    return any(cell and not cell.isspace() for cell in cells)


def lost_of(row: ListRow) -> FaultyCell | None:
    """Return the fault by which a row holds what belongs to others, None if it does not."""
    return next((cell for cell in row.faults if cell.fault is CellFault.SWALLOWED), None)
