"""What calamine leaves out of an .ods: merged cells, what is hidden, errors, formulas not run.

Runs in the limited process of the worker.
"""

import re
import zipfile
from xml.parsers import expat

from files.sheets.workbooks.workbook_notes import (
    IS_LAST,
    MOST_COLUMNS,
    MOST_FAULTS,
    SheetScan,
    make_parser,
)

CONTENT = "content.xml"
CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
MOST_REPEATED = 10_000  # rows repeated beyond that are the empty end of a sheet
MOST_MERGED = 50_000
ERROR = re.compile(r"#[A-Z/0]+[!?A]?|Err:\d+|错误:\d+")


class OdsScan:
    """Goes through the content of an .ods and keeps what is to be noted of each sheet."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetScan] = {}
        self._scan = SheetScan()
        self._row = self._next = self._cell = self._column = 0
        self._given: dict[str, str] | None = None  # of a cell with a formula, while inside it
        self._text = ""
        self._comment: str | None = None  # while inside one

    def read(self, archive: zipfile.ZipFile) -> None:
        """Go through all sheets."""
        parser: expat.XMLParserType = make_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take
        parser.Parse(archive.read(CONTENT), IS_LAST)

    def _start(self, name: str, given: dict[str, str]) -> None:
        if name == "table:table":
            self._scan = self.sheets.setdefault(given.get("table:name", ""), SheetScan())
            self._row = self._next = self._column = 0
        elif name == "table:table-column":
            self._begin_columns(given)
        elif name == "table:table-row":
            times = _number(given, "table:number-rows-repeated")
            self._row, self._cell = self._next + 1, 0
            self._next += times
            if given.get("table:visibility") in {"collapse", "filter"}:
                last = self._row + min(times, MOST_REPEATED)
                self._scan.hidden += range(self._row, last)
        elif name in CELLS:
            self._begin_cell(given)
        elif name == "office:annotation":
            self._comment = ""

    def _begin_columns(self, given: dict[str, str]) -> None:
        after = self._column + _number(given, "table:number-columns-repeated")
        if given.get("table:visibility") in {"collapse", "filter"}:
            self._scan.columns += range(self._column, min(after, MOST_COLUMNS))
        self._column = after

    def _begin_cell(self, given: dict[str, str]) -> None:
        down = _number(given, "table:number-rows-spanned")
        across = _number(given, "table:number-columns-spanned")
        if (down > 1 or across > 1) and len(self._scan.merged) <= MOST_MERGED:
            top, left = self._row - 1, self._cell
            self._scan.merged.append((top, left, top + down - 1, left + across - 1))
        self._given = given if "table:formula" in given else None
        self._text = ""
        self._cell += _number(given, "table:number-columns-repeated")

    def _take(self, text: str) -> None:
        if self._comment is not None:
            self._comment += text[:200]
        elif self._given is not None:
            self._text += text[:40]

    def _end(self, name: str) -> None:
        if name == "dc:date" and self._comment is not None:
            self._comment = ""  # who wrote it, and when, stands before it
        if name == "office:annotation" and self._comment is not None:
            said, self._comment = " ".join(self._comment.split()), None
            if len(self._scan.asides) < MOST_FAULTS:
                self._scan.asides.append((self._row, self._cell - 1, "comment", said[:200]))
        if name not in CELLS or self._given is None:
            return
        given, self._given = self._given, None
        at = self._cell - _number(given, "table:number-columns-repeated")
        text = self._text.strip()[:20]
        if len(self._scan.faults) >= MOST_FAULTS:
            return
        if given.get("calcext:value-type") == "error" or ERROR.fullmatch(text):
            self._scan.faults.append((self._row, at, "error", text))
        elif "office:value-type" not in given and not text:
            self._scan.faults.append((self._row, at, "blank", ""))


def _number(given: dict[str, str], name: str) -> int:
    text = given.get(name, "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 1  # noqa: PLR2004
