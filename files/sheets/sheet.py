"""What a sheet of any kind of file is to its readers: rows of text, and what must be said of them.

A text alone does not say that Excel hid its row, or that a formula has no result: that stands
beside the rows, by row and cell, so that nothing is lost without a word.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class CellFault(StrEnum):
    """格的毛病: why a cell does not say what its writer meant."""

    ERROR = "error"  # #N/A, #REF! …: Excel's own error
    FORMULA = "formula"  # a formula whose result was never saved
    BLANK = "blank"  # a formula whose result is empty, or was never saved: the file does not tell
    NOT_RUN = "not_run"  # a formula that was never reckoned; its result stands there as 0
    QUOTE = "quote"  # quotation marks of a CSV that do not pair
    SWALLOWED = "swallowed"  # a quotation mark without an end took further rows into one cell


@dataclass(frozen=True, slots=True)
class FaultyCell:
    """有毛病的格: `at` is the 0-based cell of its row, -1 if it is the whole row."""

    at: int
    fault: CellFault
    text: str = ""

    @property
    def says(self) -> str:
        """Say in Chinese what is wrong and what to do."""
        return FAULT_TEXTS[self.fault].format(text=self.text[:40])

    @property
    def is_silent(self) -> bool:
        """Whether it is told only where its row says something else: formulas below a list."""
        return self.fault is CellFault.BLANK

    @property
    def is_lost(self) -> bool:
        """Whether the row as read holds what belongs to other rows."""
        return self.fault is CellFault.SWALLOWED


FAULT_TEXTS: Mapping[CellFault, str] = {
    CellFault.ERROR: "Excel 的错误值 {text}，当作没有填写；请在 Excel 里改好公式或重新填写",
    CellFault.FORMULA: "公式单元格没有保存结果，当作没有填写；请用 Excel 打开，保存一次再导入",
    CellFault.BLANK: (
        "公式的结果是空的或没有保存，当作没有填写；请用 Excel 打开核对，保存一次再导入"
    ),
    CellFault.NOT_RUN: "公式没有算过，记着的结果是 0，按 0 读；请用 Excel 打开，保存一次再导入",
    CellFault.QUOTE: "引号没有配对，按读到的文字收下；请核对，或用 Excel 另存为 .xlsx 再导入",
    CellFault.SWALLOWED: (
        "引号没有配对，后面的行被并进了这一行（“{text}”）；"
        "请补上引号，或用 Excel 另存为 .xlsx 再导入"
    ),
}


@dataclass(frozen=True, slots=True)
class Aside:
    """格外的话: what stands beside the cells of a sheet, row 0 if of the sheet as a whole."""

    row: int
    at: int
    kind: str
    text: str = ""

    @property
    def says(self) -> str:
        """Say in Chinese that it was not read, and what it says."""
        return ASIDE_TEXTS[self.kind].format(said=f"：“{self.text}”" if self.text else "")


ASIDE_TEXTS: Mapping[str, str] = {
    "comment": "这一格有批注，没有导入{said}；有用的请写进表格里",
    "box": "表上有文字框，没有导入{said}；有用的请写进表格里",
    "picture": "表上有图片，图片里的内容没有读{said}；有用的请写进表格里",
    "printed": "页眉或页脚里的文字没有读{said}",
    "struck": "这一行有文字划了删除线，照样读了{said}；不要的请在表里删去再导入",
}


@dataclass(frozen=True, slots=True)
class MergedCells:
    """合并单元格: first and last row (as a person counts) and 0-based cell of a merged range."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class SheetNotes:
    """表外的话: what a file says of its rows beside their texts, rows as a person counts.

    `hidden` are the rows that are not shown, `columns` the 0-based columns that are not. `unsaid`
    names what there is too much of to be told here: such a sheet cannot be read as a list.
    `asides` stand beside the cells.
    The notes of a CSV grow as its rows are taken.
    """

    hidden: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    merged: tuple[MergedCells, ...] = ()
    faults: dict[int, list[FaultyCell]] = field(default_factory=dict)
    unsaid: str = ""
    asides: tuple[Aside, ...] = ()

    def add(self, row: int, cell: FaultyCell) -> None:
        """Note a fault of a row."""
        self.faults.setdefault(row, []).append(cell)


@dataclass(frozen=True, slots=True)
class Sheet:
    """工作表: its name ("" for a CSV), how large it is, and the rows, to be taken once.

    `encoding` is that of a text file, "" for a workbook; `encodings` all that would read it, and
    whether the choice is sure. `form` names the kind of file.
    """

    name: str
    total: int
    columns: int
    rows: Iterator[list[str]]
    notes: SheetNotes = field(default_factory=SheetNotes)
    is_hidden: bool = False
    encoding: str = ""
    encodings: tuple[str, ...] = ()
    sure: bool = True
    form: str = ""
