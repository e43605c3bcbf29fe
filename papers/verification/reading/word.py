"""Read a Word document back: paragraphs and cells in their order, headers, footers, comments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from papers.verification.reading.package import EMBED, FALLBACK, RELATION, OfficePackage, each
from papers.verification.reading.passages import Passage, look

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
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
STRUCK = "（删除线）"
OFF = ("0", "false", "off")
_SPACES = {f"{W}tab": "\t", f"{W}br": " ", f"{W}cr": " "}


def read_word(package: OfficePackage) -> list[Passage]:
    """Return the passages of the body, then those of headers, footers, notes and comments."""
    body = package.xml(BODY).find(f"{W}body")
    here = _Here(package=package, links=package.links(BODY), pictures=package.related(BODY))
    found = [] if body is None else list(_container(body, here))
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
    """Where the reader is: under which title, in which paragraph and table, of which package."""

    package: OfficePackage
    links: Mapping[str, str]
    pictures: Mapping[str, str]
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
                here.begin(text.strip().removesuffix(STRUCK))
            else:
                here.paragraph += 1
        yield Passage(here.place(), text)
    yield from _looks(paragraph, here)
    for inner in paragraph.iter(f"{W}txbxContent"):
        yield from _container(inner, here)


def _looks(paragraph: Element, here: _Here) -> Iterator[Passage]:
    """Yield where links of a paragraph lead, and its pictures with what is said for the blind."""
    for node, _ in _pieces(paragraph):
        if node.tag == f"{W}hyperlink" and node.get(RELATION) in here.links:
            yield look(here.place(), f"链接到 {here.links[str(node.get(RELATION))]}")
        elif node.tag == f"{W}drawing":
            said = "".join(str(one.get("descr") or "") for one in node.iter(f"{WP}docPr"))
            held = (here.pictures.get(str(one.get(EMBED)), "") for one in each(node, f"{A}blip"))
            pictures = " ".join(here.package.picture(one) for one in held)
            yield look(here.place(), f"图片 {pictures}")
            yield from [look(here.place(), f"图片说明 {said}")] if said else ()


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
        else:
            words.append(_word(node))
    said = "".join(words)
    if _style(paragraph).lower().startswith(CONTENTS) and "\t" in said:
        said = said.rpartition("\t")[0]
    return said.replace("\t", " ")


def _word(node: Element) -> str:
    """Return what one piece of a paragraph says, "" for one that says nothing."""
    if node.tag in {f"{W}t", f"{A}t"}:
        return f"{node.text or ''}{STRUCK if _is_struck(node) else ''}"
    if node.tag == f"{W}sym":
        return f"（符号 {node.get(f'{W}char')}）"
    return _SPACES.get(str(node.tag), "")


def _is_struck(text: Element) -> bool:
    run = text.getparent()
    found = None if run is None else run.find(f"{W}rPr/{W}strike")
    return found is not None and found.get(f"{W}val") not in OFF


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
