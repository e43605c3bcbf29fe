"""Read a Word document back: paragraphs and cells in their order, headers, footers, comments."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from papers.verification.reading.package import FALLBACK, OfficePackage
from papers.verification.reading.passages import Passage

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
BODY = "word/document.xml"
ASIDE = {
    "word/header": "页眉",
    "word/footer": "页脚",
    "word/footnotes": "脚注",
    "word/endnotes": "尾注",
    "word/comments.xml": "批注",
}
TITLES = ("Title", "Heading1")
COUNTED = frozenset({"PAGE", "NUMPAGES", "PAGEREF", "SECTIONPAGES"})
"""Fields that the program fills by itself: numbers of pages, on which nothing rests."""
UNSEEN_RUNS = frozenset({f"{W}moveFrom", f"{W}del"})
CONTENTS = ("toc", "contents")
"""How the styles of lines of a table of contents begin: after the last tab stands a page number.

A program that saves such a line may put the number as text where a field was.
"""
_SPACES = {f"{W}tab": "\t", f"{W}br": " ", f"{W}cr": " "}


def read_word(package: OfficePackage) -> list[Passage]:
    """Return the passages of the body, then those of headers, footers, notes and comments."""
    body = package.xml(BODY).find(f"{W}body")
    found = [] if body is None else list(_container(body, _Here()))
    for start, name in ASIDE.items():
        said: dict[str, None] = {}
        for member in package.names(start):
            if member.endswith(".xml"):
                texts = (_text(one) for one in package.xml(member).iter(f"{W}p"))
                said.update(dict.fromkeys(filter(str.strip, texts)))
        found += [Passage(name, text) for text in said]
    return found


@dataclass
class _Here:
    """Where the reader is: under which title, in which paragraph and table."""

    title: str = ""
    paragraph: int = 0
    table: int = 0
    cell: str = ""

    def place(self) -> str:
        under = f"“{self.title[:20]}”" if self.title else "开头"
        return f"{under}{self.cell or f'第 {self.paragraph} 段'}"

    def begin(self, title: str) -> None:
        self.title, self.paragraph, self.table = title, 0, 0


def _container(node: Element, here: _Here) -> Iterator[Passage]:
    for child in node:
        if child.tag == f"{W}p":
            yield from _paragraph(child, here)
        elif child.tag == f"{W}tbl":
            yield from _table(child, here)
        elif child.tag not in UNSEEN_RUNS and child.tag != FALLBACK:
            yield from _container(child, here)


def _table(table: Element, here: _Here) -> Iterator[Passage]:
    outer = here.cell
    here.table += 1
    number = here.table
    for row, line in enumerate(table.iter(f"{W}tr"), start=1):
        for column, cell in enumerate(line.iterchildren(f"{W}tc"), start=1):
            here.cell = outer or f"表 {number} 第 {row} 行第 {column} 列"
            yield from _container(cell, here)
    here.cell = outer


def _paragraph(paragraph: Element, here: _Here) -> Iterator[Passage]:
    text = _text(paragraph)
    if text.strip():
        if not here.cell:
            if _style(paragraph) in TITLES:
                here.begin(text.strip())
            else:
                here.paragraph += 1
        yield Passage(here.place(), text)
    for inner in paragraph.iter(f"{W}txbxContent"):
        yield from _container(inner, here)


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def _text(paragraph: Element) -> str:
    """Return what a paragraph says, without the page numbers that fields put in."""
    words: list[str] = []
    fields: list[str] = []  # the codes of the fields that are open; "*" before the code is whole
    for node, inside in _pieces(paragraph):
        if node.tag == f"{W}fldChar":
            _turn(fields, str(node.get(f"{W}fldCharType")))
        elif node.tag == f"{W}instrText" and fields:
            fields[-1] += node.text or ""
        elif inside or any(_is_counted(code) for code in fields):
            continue
        elif node.tag in {f"{W}t", f"{A}t"}:
            words.append(node.text or "")
        elif node.tag in _SPACES:
            words.append(_SPACES[str(node.tag)])
    said = "".join(words)
    if _style(paragraph).lower().startswith(CONTENTS) and "\t" in said:
        said = said.rpartition("\t")[0]
    return said.replace("\t", " ")


def _turn(fields: list[str], kind: str) -> None:
    if kind == "begin":
        fields.append("")
    elif kind == "end" and fields:
        fields.pop()


def _is_counted(code: str) -> bool:
    return code.strip().partition(" ")[0].upper() in COUNTED


def _pieces(node: Element, *, counted: bool = False) -> Iterator[tuple[Element, bool]]:
    """Yield the pieces of a paragraph, and whether each lies in a simple field of page numbers."""
    for child in node:
        if child.tag in UNSEEN_RUNS or child.tag in {FALLBACK, f"{W}txbxContent", f"{W}pPr"}:
            continue
        if child.tag == f"{W}r" and child.find(f"{W}rPr/{W}vanish") is not None:
            continue
        yield child, counted
        simple = child.tag == f"{W}fldSimple" and _is_counted(str(child.get(f"{W}instr")))
        yield from _pieces(child, counted=counted or simple)
