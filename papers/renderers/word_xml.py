"""Pieces of a Word document as XML: quick to build for hundreds of pages, every text literal."""

from collections.abc import Iterable

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from briefings.texts import clean
from papers.renderers.blocks import Run, Runs, Tone
from papers.renderers.fitting import SMALLEST

COLOURS = {Tone.MUTED: "5A6472", Tone.WARNING: "9C2B1B"}
BOLD = frozenset({Tone.STRONG, Tone.WARNING})
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
RAISED = 4  # half points
LINE = 9638  # twentieths of a point between the margins of an A4 page


def element(tag: str, /, *children: Element, **attributes: str | int) -> Element:
    """Return `<tag>` in Word's namespace; attributes are given without their prefix."""
    made: Element = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made


def text_run(
    text: str, *, tone: Tone = Tone.PLAIN, size: float = 0, raised: bool = False
) -> Element:
    """Return a run; `size` in points, 0 for the size of the style.

    A raised one keeps its size: Word's own superscript would be too small to read.
    """
    looks = []
    if tone in BOLD:
        looks.append(element("w:b"))
    if tone in COLOURS:
        looks.append(element("w:color", val=COLOURS[tone]))
    if raised:
        looks.append(element("w:position", val=RAISED))
    if size:
        looks.append(element("w:sz", val=round(2 * size)))
        looks.append(element("w:szCs", val=round(2 * size)))
    words = element("w:t")
    words.text = clean(text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("w:r", *([element("w:rPr", *looks)] if looks else []), words)


def runs(parts: Runs, size: float = 0) -> list[Element]:
    """Return the runs of `parts`, each followed by the numbers of its notes."""
    made = []
    for part in parts:
        made.append(text_run(part.text, tone=part.tone, size=size))
        if part.cites:
            made.append(text_run(numbers(part), size=SMALLEST, raised=True))
    return made


def numbers(part: Run) -> str:
    """Print the notes of a run: "[1][3]"."""
    return "".join(f"[{number}]" for number in part.cites)


def paragraph(style: str, content: Iterable[Element], **looks: str) -> Element:
    """Return a paragraph; `looks` are properties with one value, such as `jc="right"`."""
    settings = [element("w:pStyle", val=style)]
    settings += [element(f"w:{name}", val=value) for name, value in looks.items()]
    return element("w:p", element("w:pPr", *settings), *content)


def field_mark(code: str) -> list[Element]:
    """Return what opens a field that Word works out itself; what it shows follows."""
    instruction = element("w:instrText")
    instruction.text = f" {code} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        element("w:r", element("w:fldChar", fldCharType="begin")),
        element("w:r", instruction),
        element("w:r", element("w:fldChar", fldCharType="separate")),
    ]


def field(code: str, shown: str = "1", *, size: float = 0) -> list[Element]:
    """Return the runs of a field, such as PAGE; `shown` stands there until Word looks."""
    closing = element("w:r", element("w:fldChar", fldCharType="end"))
    return [*field_mark(code), text_run(shown, size=size), closing]


def cell(width: int, content: Iterable[Element], *, shade: str = "") -> Element:
    """Return a cell of that width holding paragraphs."""
    looks = [element("w:tcW", w=width, type="dxa")]
    if shade:
        looks.append(element("w:shd", val="clear", color="auto", fill=shade))
    return element("w:tc", element("w:tcPr", *looks), *content)


def row(cells: Iterable[Element], *, is_heading: bool = False, height: float = 0) -> Element:
    """Return a row that is never torn apart; a heading row repeats on every page.

    It is at least `height` points high.
    """
    looks = [element("w:cantSplit")]
    if height:
        looks.append(element("w:trHeight", val=round(20 * height), hRule="atLeast"))
    if is_heading:
        looks.append(element("w:tblHeader"))
    return element("w:tr", element("w:trPr", *looks), *cells)


def _border(side: str) -> Element:
    return element(f"w:{side}", val="single", sz=4, space=0, color="9AA7B5")


def bookmark(number: int, content: Iterable[Element]) -> list[Element]:
    """Return `content` as a place that `link_to` leads to."""
    begin = element("w:bookmarkStart", id=number, name=f"part{number}")
    return [begin, *content, element("w:bookmarkEnd", id=number)]


def link_to(number: int, content: Iterable[Element]) -> Element:
    """Return a link inside the document to the bookmark of that number."""
    return element("w:hyperlink", *content, anchor=f"part{number}")


def table(widths: Iterable[int], rows: Iterable[Element]) -> Element:
    """Return a table of fixed column widths over the whole line."""
    widths = list(widths)
    looks = element(
        "w:tblPr",
        element("w:tblStyle", val="TableGrid"),
        element("w:tblW", w=sum(widths), type="dxa"),
        element("w:jc", val="center"),
        element("w:tblBorders", *(_border(side) for side in SIDES)),
        element("w:tblLayout", type="fixed"),
    )
    grid = element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths))
    return element("w:tbl", looks, grid, *rows)
