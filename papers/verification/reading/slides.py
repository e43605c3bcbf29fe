"""Read a deck back: the paragraphs of each slide in the order of its shapes, then its notes."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from papers.verification.reading.package import EMBED, RELATION, OfficePackage, each, nearest
from papers.verification.reading.passages import Passage, look

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
DECK = "ppt/presentation.xml"
HIDDEN = "（这一页设成了隐藏）"
FILLED = ("slidenum", "datetime")
"""Fields that the program fills by itself."""


def read_slides(package: OfficePackage) -> list[Passage]:
    """Return the passages of every slide, in the order in which the slides are shown."""
    by_id = package.related(DECK)
    listed = package.xml(DECK).iter(f"{P}sldId")
    names = [by_id[i] for one in listed if (i := str(one.get(RELATION))) in by_id]
    return [found for at, name in enumerate(names, start=1) for found in _slide(package, name, at)]


def _slide(package: OfficePackage, name: str, at: int) -> Iterator[Passage]:
    slide = package.xml(name)
    place = f"第 {at} 页"
    if slide.get("show") == "0":
        yield Passage(place, HIDDEN)
    yield from _passages(slide, place)
    yield from _looks(package, name, slide, place)
    for target in package.related(name).values():
        if target.startswith("ppt/notesSlides/"):
            notes = package.xml(target)
            yield from (
                Passage(f"{place}备注", text)
                for shape in each(notes, f"{P}sp")
                if _is_body(shape)
                for text in _texts(shape)
            )
        elif target.startswith("ppt/comments/"):
            said = "".join(str(text) for text in package.xml(target).itertext())
            yield Passage(f"{place}批注", said)


def _looks(package: OfficePackage, name: str, slide: Element, place: str) -> Iterator[Passage]:
    """Yield the pictures, what is said of shapes for the blind, and where links lead."""
    links, held = package.links(name), package.related(name)
    for one in each(slide, f"{A}blip"):
        yield look(place, f"图片 {package.picture(held.get(str(one.get(EMBED)), ''))}")
    for one in each(slide, f"{P}cNvPr"):
        if one.get("descr"):
            yield look(place, f"说明 {one.get('descr')}")
    for one in each(slide, f"{A}hlinkClick"):
        if one.get(RELATION) in links:
            yield look(place, f"链接到 {links[str(one.get(RELATION))]}")


def _is_body(shape: Element) -> bool:
    holder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return holder is not None and holder.get("type") == "body"


def _passages(slide: Element, place: str) -> Iterator[Passage]:
    """Yield the paragraphs of a slide, those of a table with their row and column."""
    cells = dict(_cells(slide))
    for paragraph in each(slide, f"{A}p"):
        cell = nearest(paragraph, f"{A}tc")
        where = place if cell is None else f"{place}{cells.get(cell, '')}"
        yield Passage(where, _text(paragraph))


def _cells(slide: Element) -> Iterator[tuple[Element, str]]:
    for number, table in enumerate(each(slide, f"{A}tbl"), start=1):
        for row, line in enumerate(table.iterchildren(f"{A}tr"), start=1):
            for column, cell in enumerate(line.iterchildren(f"{A}tc"), start=1):
                yield cell, f"表 {number} 第 {row} 行第 {column} 列"


def _texts(shapes: Element) -> Iterator[str]:
    return map(_text, each(shapes, f"{A}p"))


def _text(paragraph: Element) -> str:
    return "".join(_piece(node) for node in paragraph.iter(f"{A}t", f"{A}br"))


def _piece(node: Element) -> str:
    if node.tag == f"{A}br":
        return " "
    field = nearest(node, f"{A}fld")
    is_filled = field is not None and str(field.get("type", "")).startswith(FILLED)
    return "" if is_filled else node.text or ""
