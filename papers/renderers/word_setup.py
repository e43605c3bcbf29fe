"""A Word document ready for Chinese: A4, fonts of every style, page numbers, data version."""

import re
from copy import deepcopy
from datetime import datetime, time

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor, Twips
from lxml.etree import _Element as Element

from briefings.texts import PRODUCT, clean
from drawing.shapes import colours
from papers.renderers.blocks import Paper
from papers.renderers.fitting import OFFICIAL_SIZE, SMALLEST, USUAL, is_flowing
from papers.renderers.fonts import OFFICE_FONT, OFFICIAL_IN_WORD
from papers.renderers.word_xml import LINE, element, field, paragraph, text_run

ACCENT = RGBColor.from_string(colours.ACCENT.lstrip("#"))
GREY = RGBColor(0x5A, 0x64, 0x72)
BLACK = RGBColor(0, 0, 0)
OFFICIAL_FONTS = {
    "Title": "title",
    "Heading 1": "title",
    "Part Continued": "title",
    "Heading 2": "heading",
    "Subtitle": "remark",
    "Caption": "remark",
}
OFFICIAL_LINE = 8844  # twentieths of a point: 156 mm
FONT_KEYS = ("ascii", "hAnsi", "eastAsia", "cs")
THEME_KEYS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
CONTENTS_STYLE = "TOC1"
CONTINUED_STYLE = "PartContinued"
TEMPLATE_TABS = (4680, 9360)  # of the footer in Word's own template: centre and right
# size, space before and after in points, bold, colour
STYLES = {
    "Normal": (USUAL, 0, 4, False, None),
    "Title": (26, 90, 10, True, ACCENT),
    "Subtitle": (15, 0, 24, False, GREY),
    "Heading 1": (17, 0, 4, True, ACCENT),
    "Heading 2": (11.5, 8, 3, True, ACCENT),
    "Header": (SMALLEST, 0, 0, False, GREY),
    "Footer": (SMALLEST, 0, 0, False, GREY),
    "List Bullet": (USUAL, 0, 2, False, None),
    "List Number": (USUAL, 0, 2, False, None),
    "List Paragraph": (USUAL, 0, 1, False, None),
    "Caption": (SMALLEST, 2, 6, False, GREY),
}
_TYPEFACE = re.compile(rb'(<a:(?:latin|ea)\b[^>]*?typeface=")[^"]*(")')


def new_document(paper: Paper) -> WordDocument:
    """Return an empty document for `paper`: its styles, header and footer are set."""
    document = Document()
    _set_properties(document, paper)
    _set_page(document)
    set_fonts(document)
    for name, look in STYLES.items():
        _set_style(document, name, look)
    heading = document.styles["Heading 1"].paragraph_format
    heading.page_break_before, heading.keep_with_next = True, True
    document.styles["Heading 2"].paragraph_format.keep_with_next = True
    document.styles["List Paragraph"].paragraph_format.left_indent = Pt(0)
    _add_styles(document)
    if paper.form.is_official:
        _make_official(document, paper)
    _set_margins_of_pages(document, paper)
    return document


def _add_styles(document: WordDocument) -> None:
    """Add the style of the contents, and that of the title on the other side of a sheet."""
    line = document.styles.add_style("TOC 1", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    tabs = line.paragraph_format.tab_stops
    tabs.add_tab_stop(Twips(LINE), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    continued = document.styles.add_style("Part Continued", WD_STYLE_TYPE.PARAGRAPH)
    continued.base_style = document.styles["Heading 1"]
    for style in (line, continued):
        _name_font(style.element.get_or_add_rPr())


def set_fonts(document: WordDocument) -> None:
    """Name a Chinese font in every style, in the defaults and in the theme."""
    styles = document.styles.element
    for looks in styles.iter(qn("w:rPr")):
        _name_font(looks)
    for style in document.styles:
        if style.type is not WD_STYLE_TYPE.LIST:
            _name_font(style.element.get_or_add_rPr())
    for part in document.part.package.iter_parts():
        if str(part.partname).startswith("/word/theme/"):
            part._blob = theme_with_font(part.blob)  # noqa: SLF001  (python-docx has no other way)


def theme_with_font(theme: bytes) -> bytes:
    """Return a theme (of Word or PowerPoint) whose Latin and East Asian font is a Chinese one."""
    return _TYPEFACE.sub(rb"\g<1>" + OFFICE_FONT.encode() + rb"\g<2>", theme)


def _make_official(document: WordDocument, paper: Paper) -> None:
    """Set fonts, title and margins of a public document (GB/T 9704)."""
    for name in (*STYLES, "TOC 1", "Part Continued"):
        font = OFFICIAL_IN_WORD[OFFICIAL_FONTS.get(name, "body")]
        _name_font(document.styles[name].element.get_or_add_rPr(), font)
    for name in ("Title", "Subtitle", "Heading 1"):
        document.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2"):
        document.styles[name].font.color.rgb = BLACK
    if is_flowing(paper):
        document.styles["Heading 1"].font.size = Pt(22)
        document.styles["Heading 2"].font.size = Pt(OFFICIAL_SIZE)
        section = document.sections[0]
        section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
        section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
        section.header_distance, section.footer_distance = Cm(1.5), Cm(2.5)


def line_width(paper: Paper) -> int:
    """Return how wide a line is, in twentieths of a point."""
    return OFFICIAL_LINE if is_flowing(paper) else LINE


def _name_font(looks: Element, font: str = OFFICE_FONT) -> None:
    fonts = looks.find(qn("w:rFonts"))
    if fonts is None:
        fonts = element("w:rFonts")
        looks.insert(0, fonts)
    for key in THEME_KEYS:
        fonts.attrib.pop(qn(f"w:{key}"), None)
    for key in FONT_KEYS:
        fonts.set(qn(f"w:{key}"), font)
    language = looks.find(qn("w:lang"))
    if language is not None:
        language.set(qn("w:eastAsia"), "zh-CN")


def _set_style(
    document: WordDocument, name: str, look: tuple[float, float, float, bool, RGBColor | None]
) -> None:
    style = document.styles[name]
    size, before, after, bold, colour = look
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    if colour is not None:
        style.font.color.rgb = colour
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.15
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:  # the line under the title of Word's own template
        borders.getparent().remove(borders)


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin, section.bottom_margin = Cm(2.0), Cm(1.9)
    section.header_distance, section.footer_distance = Cm(1.0), Cm(0.9)


def _set_margins_of_pages(document: WordDocument, paper: Paper) -> None:
    section = document.sections[0]
    wide = line_width(paper)
    if paper.cover is None and paper.form.secrecy and not is_flowing(paper):
        head = _two_ends("Header", [text_run(paper.form.secrecy)], [text_run(paper.head)], wide)
    else:
        head = paragraph("Header", [text_run(paper.head)], jc="right")
    _replace(section.header, head)
    told, number = [text_run(paper.foot)], _page_number(paper)
    _replace(section.footer, _two_ends("Footer", told, number, wide))
    if paper.form.is_official:  # the number stands on the outer side
        document.settings.odd_and_even_pages_header_footer = True
        _replace(section.even_page_header, deepcopy(head))
        told, number = [text_run(paper.foot)], _page_number(paper)
        _replace(section.even_page_footer, _two_ends("Footer", number, told, wide))


def _page_number(paper: Paper) -> list[Element]:
    if paper.form.is_official:
        return [text_run("— ", size=14), *field("PAGE", size=14), text_run(" —", size=14)]
    return [
        text_run("第 "),
        *field("PAGE"),
        text_run(" 页 共 "),
        *field("NUMPAGES"),
        text_run(" 页"),
    ]


def _two_ends(style: str, left: list[Element], right: list[Element], wide: int) -> Element:
    """Return a line whose two texts stand at both ends."""
    tabs = [element("w:tab", val="clear", pos=pos) for pos in TEMPLATE_TABS]
    line = paragraph(style, [*left, element("w:r", element("w:tab")), *right])
    line[0].append(element("w:tabs", *tabs, element("w:tab", val="right", pos=wide)))
    return line


def _replace(margin: object, line: Element) -> None:
    content: Element = margin._element  # type: ignore[attr-defined]  # noqa: SLF001
    for old in list(content):
        content.remove(old)
    content.append(line)


def _set_properties(document: WordDocument, paper: Paper) -> None:
    about = document.core_properties
    about.title = clean(f"{paper.title} {paper.subject}".strip())[:255]
    about.author, about.last_modified_by = PRODUCT, PRODUCT
    about.comments = clean(f"数据版本 {paper.version}")[:255]
    about.created = about.modified = datetime.combine(paper.made_on, time())
    about.language = "zh-CN"
