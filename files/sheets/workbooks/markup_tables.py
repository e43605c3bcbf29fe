"""Tables that systems save as .xls although they are HTML, or the XML of Excel 2003.

Runs in the limited process of the worker. Nothing outside the text is ever fetched;
scripts and styles are passed over; declarations of a document type in XML are refused.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from files.sheets.workbooks.workbook_notes import IS_LAST, NotedFault, make_parser

MOST_ROWS = 200_001  # one more than is read: the reader then says that there are too many
MOST_COLUMNS = 300
CELLS = frozenset({"td", "th"})
APART = frozenset({"br", "p", "div", "li"})
UNSEEN = frozenset({"script", "style", "title", "head"})
Merged = tuple[int, int, int, int]  # first row and cell, last row and cell, from 0


@dataclass(slots=True)
class MarkupTable:
    """A table as found: its rows, and what stands beside them."""

    name: str
    rows: list[list[str]] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    faults: list[NotedFault] = field(default_factory=list)
    is_hidden: bool = False
    covered: dict[int, set[int]] = field(default_factory=dict)  # cells under merged ones, by row

    def begin_row(self, index: int | None = None) -> None:
        """Begin the next row, or that of 1-based `index`."""
        while index is not None and len(self.rows) < min(index - 1, MOST_ROWS):
            self.rows.append([])
        self.rows.append([])

    def put(self, text: str, across: int, down: int, index: int | None = None) -> int:
        """Put a cell of that many columns and rows beside the last one; return where it stands."""
        if not self.rows:
            self.rows.append([])
        number, row = len(self.rows) - 1, self.rows[-1]
        at = len(row) if index is None else max(len(row), min(index - 1, MOST_COLUMNS))
        while index is None and at in self.covered.get(number, ()):
            at += 1
        across = max(1, min(across, MOST_COLUMNS - at + 1))
        down = max(1, min(down, MOST_ROWS))
        row += [""] * (at - len(row)) + [text] + [""] * (across - 1)
        if down > 1 or across > 1:
            self.merged.append((number, at, number + down - 1, at + across - 1))
        for below in range(number + 1, min(number + down, number + 5000)):
            self.covered.setdefault(below, set()).update(range(at, at + across))
        return at


class HtmlTables(HTMLParser):
    """The tables of a page, one after the other; a table within a cell is part of its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[MarkupTable] = []
        self._depth = 0
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, row or cell."""
        if tag in UNSEEN:
            self._unseen += 1
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(MarkupTable(""))
        if self._depth != 1:
            return
        if tag == "tr":
            self._close_cell()
            self.tables[-1].begin_row()
        elif tag in CELLS:
            self._close_cell()
            given = dict(attrs)
            self._span = (_count(given.get("colspan")), _count(given.get("rowspan")))
            self._text = []
        elif tag in APART and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a table or cell."""
        if tag in UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if self._depth == 1 and (tag in CELLS or tag in {"tr", "table"}):
            self._close_cell()
        if tag == "table":
            self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        """Keep the text of a cell."""
        if self._text is not None and not self._unseen:
            self._text.append(data)

    def _close_cell(self) -> None:
        if self._text is not None and self.tables:
            text = "".join(self._text).replace("\xa0", " ").strip()
            self.tables[-1].put(text, *self._span)
        self._text = None


def html_tables(text: str) -> list[MarkupTable]:
    """Return the tables of a page that have rows."""
    page = HtmlTables()
    page.feed(text)
    page.close()
    found = [table for table in page.tables if any(table.rows)]
    for number, table in enumerate(found, start=1):
        table.name = f"表{number}"
    return found


class ExcelXml:
    """The sheets of an Excel 2003 XML file."""

    def __init__(self) -> None:
        self.tables: list[MarkupTable] = []
        self._cell: dict[str, str] = {}
        self._kind = ""
        self._text: list[str] = []
        self._in_data = False

    def read(self, text: str) -> None:
        """Go through the whole file."""
        parser = make_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.Parse(text.encode(), IS_LAST)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        given = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        tag = name.rpartition(":")[2]
        if tag == "Worksheet":
            self.tables.append(MarkupTable(given.get("Name", "")))
        elif tag == "Visible" or not self.tables:
            return
        elif tag == "Row":
            self.tables[-1].begin_row(_index(given))
            if given.get("Hidden") == "1":
                self.tables[-1].hidden.append(len(self.tables[-1].rows))
        elif tag == "Cell":
            self._cell, self._kind, self._text = given, "", []
        elif tag == "Data":
            self._kind, self._in_data = given.get("Type", ""), True

    def _data(self, text: str) -> None:
        if self._in_data:
            self._text.append(text)

    def _end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag == "Data":
            self._in_data = False
        elif tag == "Cell" and self.tables:
            self._put()

    def _put(self) -> None:
        table, text = self.tables[-1], "".join(self._text)
        is_error = self._kind == "Error"
        across = _count(self._cell.get("MergeAcross", "0")) + 1
        down = _count(self._cell.get("MergeDown", "0")) + 1
        shown = "" if is_error else _typed(self._kind, text)
        at = table.put(
            shown,
            across if "MergeAcross" in self._cell else 1,
            down if "MergeDown" in self._cell else 1,
            _index(self._cell),
        )
        if is_error:
            table.faults.append((len(table.rows), at, "error", text[:20]))
        elif "Formula" in self._cell and not text and not self._kind:
            table.faults.append((len(table.rows), at, "formula", ""))


def excel_xml_tables(text: str) -> list[MarkupTable]:
    """Return the sheets of an Excel 2003 XML file.

    Raises:
        ValueError, ExpatError: it is broken, or declares a document type.
    """
    found = ExcelXml()
    found.read(text)
    return found.tables


def _typed(kind: str, text: str) -> str:
    if kind == "DateTime":
        return text.partition("T00:00:00")[0]
    if kind == "Boolean":
        return "是" if text.strip() == "1" else "否"
    return text


def _count(text: str | None) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else 1  # noqa: PLR2004


def _index(given: dict[str, str]) -> int | None:
    return _count(given["Index"]) if "Index" in given else None
