"""What stands in an .xlsx beside its cells: comments, text boxes, pictures, headers and footers.

Runs in the limited process of the worker. Nothing of it belongs to a list, and any of it may hold
what somebody meant to be read, so it is told.
"""

import html
import posixpath
import re
import zipfile
from collections.abc import Iterator

from files.sheets.workbooks.workbook_notes import (
    BLOCK,
    IS_LAST,
    NotedFault,
    column_of,
    make_parser,
    row_of,
)

MOST_ASIDES = 2000
LONGEST = 200
TAIL = 1 << 17  # bytes at the end of a sheet: what is printed on its pages stands there
PRINTED = re.compile(rb"<(?:\w+:)?headerFooter.*?</(?:\w+:)?headerFooter>", re.DOTALL)
PRINT_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z])')
TAGS = re.compile(r"<[^>]*>")
PAGE_WORDS = re.compile(r"(?i)page|of|[第页共张\d\s/|,，、\-—–]")
PICTURE = ("pic", "graphicFrame")


def asides_of(archive: zipfile.ZipFile, part: str) -> list[NotedFault]:
    """Return what stands beside the cells of the sheet that is `part`, in order of rows."""
    found = list(_printed(archive, part))
    for kind, target in _related(archive, part):
        if kind == "comments":
            found += _Comments().read(archive, target)
        elif kind == "drawing":
            found += _Drawing().read(archive, target)
    return sorted(found)[:MOST_ASIDES]


def _related(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    """Give the last word of the type, and the part, of everything a sheet refers to."""
    folder, name = posixpath.split(part)
    listed = f"{folder}/_rels/{name}.rels"
    if listed not in archive.namelist():
        return
    found: list[tuple[str, str]] = []

    def start(name: str, given: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "Relationship" and given.get("TargetMode") != "External":
            target = given.get("Target", "")
            whole = target if target.startswith("/") else posixpath.join(folder, target)
            kind = given.get("Type", "").rpartition("/")[2]
            found.append((kind, posixpath.normpath(whole).lstrip("/")))

    parser = make_parser()
    parser.StartElementHandler = start
    parser.Parse(archive.read(listed), IS_LAST)
    yield from ((kind, target) for kind, target in found if target in archive.namelist())


def _printed(archive: zipfile.ZipFile, part: str) -> Iterator[NotedFault]:
    tail = b""
    with archive.open(part) as member:
        while block := member.read(BLOCK):
            tail = (tail + block)[-TAIL:]
    for found in PRINTED.findall(tail):
        text = TAGS.sub(" ", found.decode("utf-8", "replace"))
        said = " ".join(PRINT_CODES.sub(" ", html.unescape(text)).split())
        if PAGE_WORDS.sub("", said):
            yield (0, -1, "printed", said[:LONGEST])


class _Part:
    """Goes through one part of a workbook and keeps what it found."""

    def __init__(self) -> None:
        self._found: list[NotedFault] = []

    def read(self, archive: zipfile.ZipFile, part: str) -> list[NotedFault]:
        parser = make_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take
        parser.Parse(archive.read(part), IS_LAST)
        return self._found

    def _start(self, name: str, given: dict[str, str]) -> None: ...

    def _take(self, text: str) -> None: ...

    def _end(self, name: str) -> None: ...


class _Comments(_Part):
    """Goes through the comments of a sheet."""

    def __init__(self) -> None:
        super().__init__()
        self._at = ""
        self._in_text = False
        self._text = ""

    def _start(self, name: str, given: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "comment":
            self._at, self._text = given.get("ref", ""), ""
        self._in_text = name == "t"

    def _take(self, text: str) -> None:
        if self._in_text:
            self._text += text

    def _end(self, name: str) -> None:
        self._in_text = False
        if name.rpartition(":")[2] == "comment" and len(self._found) < MOST_ASIDES:
            said = " ".join(self._text.split())[:LONGEST]
            self._found.append((row_of(self._at), column_of(self._at, -1), "comment", said))


class _Drawing(_Part):
    """Goes through what is drawn over a sheet: boxes with text, pictures."""

    def __init__(self) -> None:
        super().__init__()
        self._row = 0
        self._inside = self._text = ""

    def _start(self, name: str, _: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name.endswith("Anchor"):
            self._row, self._text = 0, ""
        elif name in {"from", "row", "t"}:
            self._inside = f"{self._inside}/{name}"
        elif name in PICTURE:
            self._add("picture", "")

    def _take(self, text: str) -> None:
        if self._inside.endswith("/from/row") and text.strip().isdecimal():
            self._row = int(text) + 1
        elif self._inside.endswith("/t"):
            self._text += text

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in {"from", "row", "t"}:
            self._inside = self._inside.removesuffix(f"/{name}")
        elif name == "p":
            self._text += " "
        elif name == "sp" and self._text.strip():
            self._add("box", " ".join(self._text.split())[:LONGEST])
            self._text = ""

    def _add(self, kind: str, text: str) -> None:
        if len(self._found) < MOST_ASIDES:
            self._found.append((self._row, -1, kind, text))
