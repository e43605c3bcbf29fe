"""Native shapes of a slide: boxes, texts, tables, lines. Every text is literal.

Units are those of a sheet; a slide is 16:9 and a unit half a point, so letters of 28 are 14 pt.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from briefings.texts import clean
from papers.meeting.sheet import LINE, SheetArea, SheetTable, TextRun
from papers.renderers.fonts import OFFICE_FONT

EMU = 6350
HALF = 0.5
ALIGNS = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # of tables: no style, no grid
Shape = Any  # python-pptx ships no types
Lines = Sequence[Sequence[TextRun]]


def emu(units: float) -> Emu:
    """Return a length of the sheet as the slide measures it."""
    return Emu(round(units * EMU))


def place(area: SheetArea) -> tuple[Emu, Emu, Emu, Emu]:
    """Return left, top, width and height."""
    return emu(area.x), emu(area.y), emu(area.width), emu(area.height)


def colour(text: str) -> RGBColor:
    """Return "#1e6f4c" as a colour."""
    return RGBColor(*bytes.fromhex(text.lstrip("#")))  # type: ignore[no-untyped-call]


def add_words(
    shapes: Shape, area: SheetArea, lines: Lines, size: float, align: str = "left"
) -> Shape:
    """Add a text box with one paragraph per line."""
    box = shapes.add_textbox(*place(area))
    write(box.text_frame, lines, size, align)
    return box


def write(frame: Shape, lines: Lines, size: float, align: str = "left") -> None:
    """Put `lines` into a text frame, from its top."""
    frame.word_wrap = True  # unwrapped, LibreOffice centres what should stand at the left
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for at, pieces in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = ALIGNS[align]
        paragraph.line_spacing = Pt(LINE * size * HALF)
        add_runs(paragraph, pieces, size)


def add_runs(paragraph: Shape, pieces: Iterable[TextRun], size: float) -> None:
    """Add text to a paragraph; a line feed inside a piece breaks the line."""
    for piece in pieces:
        for row, text in enumerate(piece.text.split("\n")):
            if row:
                paragraph.add_line_break()
            run = paragraph.add_run()
            run.text = clean(text)
            set_font(run.font, size, piece)


def set_font(font: Shape, size: float, piece: TextRun) -> None:
    """Set size, weight, colour, and the Chinese font for Latin and East Asian letters alike."""
    font.size, font.bold = Pt(round(2 * size * HALF) / 2), piece.bold
    font.color.rgb = colour(piece.ink)
    font.name = OFFICE_FONT
    properties = font._element  # noqa: SLF001  (python-pptx knows no East Asian font)
    for old in properties.findall(qn("a:ea")):
        properties.remove(old)
    latin = properties.find(qn("a:latin"))
    latin.addnext(etree.Element(qn("a:ea"), typeface=OFFICE_FONT))


def add_box(
    shapes: Shape, area: SheetArea, look: Mapping[str, str], *, rounded: float = 0
) -> Shape:
    """Add a box drawn as `look` says (names as in figure.css); `rounded` is the corner's radius."""
    kind = MSO_SHAPE.ROUNDED_RECTANGLE if rounded else MSO_SHAPE.RECTANGLE
    box = shapes.add_shape(kind, *place(area))
    if rounded:
        box.adjustments[0] = min(0.5, rounded / max(min(area.width, area.height), 1))
    plain_shape(box)
    set_fill(box.fill, look.get("fill", "none"))
    set_line(box.line, look)
    return box


def plain_shape(shape: Shape) -> None:
    """Take the theme's colours and shadow off a shape: what is set by hand is all there is."""
    style = shape.element.find(qn("p:style"))
    if style is not None:
        shape.element.remove(style)


def set_fill(fill: Shape, value: str) -> None:
    """Fill with a colour, the hatching of planned links, or nothing."""
    if value.startswith("url("):
        fill.patterned()
        fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = colour("#d3e0f2"), colour("#eff4fb")
    elif value == "none":
        fill.background()
    else:
        fill.solid()
        fill.fore_color.rgb = colour(value)


def set_line(line: Shape, look: Mapping[str, str]) -> None:
    """Draw the border or line as `look` says; widths are in layout units of the figure."""
    stroke = look.get("stroke", "none")
    if stroke == "none":
        line.fill.background()
        return
    line.color.rgb = colour(stroke)
    line.width = Pt(float(look.get("stroke-width", "1").removesuffix("px")) * 5 / 3 * HALF)
    dashes = look.get("stroke-dasharray", "none")
    if dashes != "none":
        dotted = float(dashes.split()[0]) < 2  # noqa: PLR2004  (shorter than wide)
        line.dash_style = MSO_LINE_DASH_STYLE.ROUND_DOT if dotted else MSO_LINE_DASH_STYLE.DASH


def centre(box: Shape, piece: TextRun, size: float) -> None:
    """Write one short text into the middle of a box."""
    write(box.text_frame, [[piece]], size, "center")
    box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def add_table(shapes: Shape, table: SheetTable, size: float, inks: tuple[str, str]) -> None:
    """Add a native table: a quiet heading row, a thin rule under every row."""
    frame = shapes.add_table(len(table.rows), len(table.widths), *place(table.area))
    made = frame.table
    made.first_row = made.horz_banding = False
    properties = made._tbl.tblPr  # noqa: SLF001
    properties.find(qn("a:tableStyleId")).text = NO_STYLE
    for column, width in zip(made.columns, table.widths, strict=True):
        column.width = emu(width)
    for at, texts in enumerate(table.rows):
        made.rows[at].height = emu(table.heights[at])
        for place_, text in enumerate(texts):
            bold = bool(at) and place_ == 0
            piece = TextRun(text.replace("\n", ""), bold, inks[0] if at else inks[1])
            _fill_cell(made.cell(at, place_), piece, size, table.aligns[place_])


def _fill_cell(cell: Shape, piece: TextRun, size: float, align: str) -> None:
    cell.margin_left = cell.margin_right = emu(10)
    cell.margin_top = cell.margin_bottom = 0
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = ALIGNS[align]
    add_runs(paragraph, [piece], size)
    rule = etree.SubElement(cell._tc.get_or_add_tcPr(), qn("a:lnB"), w="6350")  # noqa: SLF001
    fill = etree.SubElement(rule, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val="D5DBE1")
