"""Read a deck back: the paragraphs of each slide in the order of its shapes, then its notes."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from papers.verification.reading.package import RELATION, OfficePackage, each, nearest
from papers.verification.reading.passages import Passage

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
    yield from (Passage(place, text) for text in _texts(slide))
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


def _is_body(shape: Element) -> bool:
    holder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return holder is not None and holder.get("type") == "body"


def _texts(shapes: Element) -> Iterator[str]:
    for paragraph in each(shapes, f"{A}p"):
        yield "".join(_piece(node) for node in paragraph.iter(f"{A}t", f"{A}br"))


def _piece(node: Element) -> str:
    if node.tag == f"{A}br":
        return " "
    field = nearest(node, f"{A}fld")
    is_filled = field is not None and str(field.get("type", "")).startswith(FILLED)
    return "" if is_filled else node.text or ""
