"""What calamine leaves out of an .xlsx: what is hidden, error cells, formulas without a result.

Runs in the limited process of the worker. Only a sheet in which such a thing occurs
is gone through; declarations of a document type are refused.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

BLOCK = 1 << 20
OVERLAP = 16
MOST_FAULTS = 20_000
MOST_COLUMNS = 300
IS_LAST = True
SIGNS = re.compile(rb'hidden="(?:1|true)"|[<:]f[ >/]|\bt="e"')
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
NotedFault = tuple[int, int, str, str]  # row from 1, cell from 0, kind, text


class SheetScan:
    """Goes through the XML of one sheet and keeps what is to be noted."""

    def __init__(self, struck: frozenset[str] = frozenset()) -> None:
        self.hidden: list[int] = []
        self.asides: list[NotedFault] = []  # what stands beside the cells, or is struck out
        self._struck = struck  # the styles of cells whose text is struck out
        self._is_struck = False
        self._struck_row = 0
        self.columns: list[int] = []  # hidden ones, from 0
        self.faults: list[NotedFault] = []
        self.merged: list[tuple[int, int, int, int]] = []  # where calamine does not tell
        self._row = 0
        self._cell = -1
        self._kind = ""
        self._formula = self._in_value = False
        self._value = ""

    def read(self, blocks: Iterator[bytes]) -> None:
        """Go through the whole sheet."""
        parser = make_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        for block in blocks:
            parser.Parse(block)
        parser.Parse(b"", IS_LAST)

    def _start(self, name: str, given: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "row":
            self._row = int(given.get("r", self._row + 1))
            self._cell = -1
            if given.get("hidden") in {"1", "true"}:
                self.hidden.append(self._row)
        elif name == "col" and given.get("hidden") in {"1", "true"}:
            first, last = int(given["min"]) - 1, min(int(given["max"]), MOST_COLUMNS)
            self.columns += range(first, last)
        elif name == "c":
            self._cell = column_of(given.get("r", ""), self._cell + 1)
            self._kind, self._formula, self._value = given.get("t", ""), False, ""
            self._is_struck = given.get("s") in self._struck
        elif name == "f":
            self._formula = True
        self._in_value = name in {"v", "t"}

    def _text(self, text: str) -> None:
        if self._in_value:
            self._value += text[:40]

    def _end(self, name: str) -> None:
        self._in_value = False
        if name.rpartition(":")[2] != "c" or len(self.faults) >= MOST_FAULTS:
            return
        if self._is_struck and self._value and self._struck_row != self._row:
            self._struck_row = self._row
            self.asides.append((self._row, self._cell, "struck", ""))
        if self._kind == "e":
            self.faults.append((self._row, self._cell, "error", self._value[:20]))
        elif self._formula and not self._value and self._kind != "str":
            self.faults.append((self._row, self._cell, "formula", ""))


def make_parser() -> expat.XMLParserType:
    """Return a parser that refuses what a table never needs: declarations of a document type."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        text = "document type declared"
        raise ValueError(text)

    parser.StartDoctypeDeclHandler = refuse
    parser.buffer_text = True
    return parser


def column_of(reference: str, otherwise: int) -> int:
    """Return the 0-based cell that a reference such as "C5" names."""
    found = REFERENCE.match(reference)
    if found is None:
        return otherwise
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1


def row_of(reference: str) -> int:
    """Return the row that a reference such as "C5" names, 0 if none."""
    found = REFERENCE.match(reference)
    return int(found[2]) if found else 0


def scans_of(raw: bytes) -> dict[str, SheetScan]:
    """Return what is to be noted of each sheet of an .xlsx that has any, by name."""
    found: dict[str, SheetScan] = {}
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        struck = _struck_styles(archive)
        for name, part in parts_of(archive):
            if part not in archive.namelist() or not (struck or _has_signs(archive, part)):
                continue
            found[name] = SheetScan(struck)
            found[name].read(_blocks(archive, part))
    return found


def _struck_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """Return the numbers of the styles whose font is struck through."""
    part = "xl/styles.xml"
    if part not in archive.namelist() or b"strike" not in (raw := archive.read(part)):
        return frozenset()
    fonts: list[bool] = []
    found: list[str] = []
    inside: list[str] = []
    styles = 0

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal styles
        name = name.rpartition(":")[2]
        if name == "font" and inside[-1:] == ["fonts"]:
            fonts.append(False)
        elif name == "strike" and inside[-2:] == ["fonts", "font"]:
            fonts[-1] = given.get("val") not in {"0", "false"}
        elif name == "xf" and inside[-1:] == ["cellXfs"]:
            font = given.get("fontId", "")
            if font.isdecimal() and int(font) < len(fonts) and fonts[int(font)]:
                found.append(str(styles))
            styles += 1
        inside.append(name)

    parser = make_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: inside.pop()
    parser.Parse(raw, IS_LAST)
    return frozenset(found)


def parts_of(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Give the name of each sheet and the part of the zip that holds it."""
    if "xl/workbook.xml" not in archive.namelist():
        return
    relations = {
        given.get("Id", ""): given.get("Target", "")
        for given in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    for given in _elements(archive, "xl/workbook.xml", "sheet"):
        ids = [value for key, value in given.items() if key.rpartition(":")[2] == "id"]
        target = relations.get(ids[0], "") if ids else ""
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        yield given.get("name", ""), path


def _elements(archive: zipfile.ZipFile, part: str, wanted: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    if part not in archive.namelist():
        return found

    def start(name: str, given: dict[str, str]) -> None:
        if name.rpartition(":")[2] == wanted:
            found.append(given)

    parser = make_parser()
    parser.StartElementHandler = start
    parser.Parse(archive.read(part), IS_LAST)
    return found


def _blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with archive.open(part) as member:
        while block := member.read(BLOCK):
            yield block


def _has_signs(archive: zipfile.ZipFile, part: str) -> bool:
    before = b""
    for block in _blocks(archive, part):
        if SIGNS.search(before + block):
            return True
        before = block[-OVERLAP:]
    return False
