"""What calamine leaves out of an .ods: merged cells and hidden rows.

Runs in the limited process of the worker.
"""

import zipfile
from xml.parsers import expat

from files.sheets.workbooks.workbook_notes import IS_LAST, SheetScan, make_parser

CONTENT = "content.xml"
CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
MOST_REPEATED = 10_000  # rows repeated beyond that are the empty end of a sheet
MOST_MERGED = 50_000


class OdsScan:
    """Goes through the content of an .ods and keeps what is to be noted of each sheet."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetScan] = {}
        self._scan = SheetScan()
        self._row = self._next = self._cell = 0

    def read(self, archive: zipfile.ZipFile) -> None:
        """Go through all sheets."""
        parser: expat.XMLParserType = make_parser()
        parser.StartElementHandler = self._start
        parser.Parse(archive.read(CONTENT), IS_LAST)

    def _start(self, name: str, given: dict[str, str]) -> None:
        if name == "table:table":
            self._scan = self.sheets.setdefault(given.get("table:name", ""), SheetScan())
            self._row = self._next = 0
        elif name == "table:table-row":
            times = _number(given, "table:number-rows-repeated")
            self._row, self._cell = self._next + 1, 0
            self._next += times
            if given.get("table:visibility") in {"collapse", "filter"}:
                last = self._row + min(times, MOST_REPEATED)
                self._scan.hidden += range(self._row, last)
        elif name in CELLS:
            down = _number(given, "table:number-rows-spanned")
            across = _number(given, "table:number-columns-spanned")
            if (down > 1 or across > 1) and len(self._scan.merged) < MOST_MERGED:
                top, left = self._row - 1, self._cell
                self._scan.merged.append((top, left, top + down - 1, left + across - 1))
            self._cell += _number(given, "table:number-columns-repeated")


def _number(given: dict[str, str], name: str) -> int:
    text = given.get(name, "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 1  # noqa: PLR2004
