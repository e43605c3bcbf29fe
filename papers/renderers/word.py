"""Render a paper as a Word document (.docx)."""

import io
import math
from collections.abc import Iterator, Sequence

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from papers.renderers.blocks import (
    Bullets,
    Facts,
    Paper,
    Part,
    Picture,
    QrCode,
    Tone,
    say,
)
from papers.renderers.fitting import (
    CONTENTS_LINE,
    OFFICIAL_SPACING,
    PAGE,
    SPACING,
    TITLE,
    USUAL,
    contents_apart,
    is_flowing,
    usual_size,
)
from papers.renderers.naming import signed_on, signs
from papers.renderers.typeset import PageSetting, page_settings
from papers.renderers.word_blocks import (
    WordSetting,
    word_block,
    word_boxed,
    word_bullets,
    word_code,
    word_facts,
    word_picture,
)
from papers.renderers.word_lists import WordLists
from papers.renderers.word_setup import CONTENTS_STYLE, CONTINUED_STYLE, line_width, new_document
from papers.renderers.word_xml import (
    bookmark,
    element,
    field,
    field_mark,
    link_to,
    paragraph,
    text_run,
)

CODE = r'TOC \o "1-1" \h \z'  # the headings of the parts, as links; Word refreshes it with F9


def to_word(paper: Paper) -> bytes:
    """Return the document: cover, then every part on a new page."""
    document = new_document(paper)
    body = document.element.body
    end = body.find(qn("w:sectPr"))
    for made in _content(paper, document):
        end.addprevious(made)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _content(paper: Paper, document: WordDocument) -> Iterator[Element]:
    setting = _usual(paper)
    top = False
    if paper.form.secrecy and (paper.cover is not None or is_flowing(paper)):
        top = paper.cover is None
        yield paragraph("Normal", [text_run(paper.form.secrecy, tone=Tone.STRONG, size=16)])
    if paper.cover is not None:
        yield paragraph("Title", [text_run(paper.title)])
        yield paragraph("Subtitle", [text_run(paper.subject)])
        pairs = tuple((word, say(text)) for word, text in paper.cover.lines)
        yield word_facts(Facts(pairs), WordSetting(11, wide=setting.wide))
        if paper.cover.remark:
            yield paragraph("Normal", [])
            yield word_boxed(say(paper.cover.remark), WordSetting(USUAL, wide=setting.wide))
        yield from _signature(paper, setting)
    settings, lists = page_settings(paper), WordLists(document)
    if paper.contents:
        yield from _contents(paper, settings)
    for at, (part, found) in enumerate(zip(paper.parts, settings, strict=True), start=1):
        opens = _usual(paper, found, is_sheet=part.one_page)
        yield from _part(part, at, opens, document, lists, begins_page=at > 1 or not top)
    if paper.cover is None and is_flowing(paper):
        yield from _signature(paper, setting)


def _signature(paper: Paper, setting: WordSetting) -> Iterator[Element]:
    """Return the unit and the day at the end (落款), to the right."""
    if signs(paper):
        for text in ("", paper.form.unit, signed_on(paper)):
            words = [text_run(text, size=setting.size)]
            made = setting.paragraph("Normal", words)
            made[0].append(element("w:ind", right=640))
            made[0].append(element("w:jc", val="right"))
            yield made


def _usual(
    paper: Paper, found: PageSetting | None = None, *, is_sheet: bool = False
) -> WordSetting:
    """Return how a part is set; without `found` what stands outside of every part."""
    spacing = OFFICIAL_SPACING if is_flowing(paper) else SPACING if is_sheet else 0
    size, spare = (found.size, found.spare) if found else (usual_size(paper), 0)
    return WordSetting(size, spacing=spacing, spare=spare, wide=line_width(paper))


def _part(
    part: Part,
    number: int,
    setting: WordSetting,
    document: WordDocument,
    lists: WordLists,
    *,
    begins_page: bool,
) -> Iterator[Element]:
    style = CONTINUED_STYLE if part.continues else "Heading1"
    title = paragraph(style, bookmark(number, [text_run(part.title)]))
    if not begins_page:
        title[0].append(element("w:pageBreakBefore", val=0))
    if part.one_page:  # as high as the typesetter has it
        line = round(20 * SPACING * TITLE)
        title[0].append(element("w:spacing", before=0, after=80, line=line, lineRule="exact"))
    yield title
    if part.subtitle:
        words = [text_run(part.subtitle, tone=Tone.MUTED, size=setting.size)]
        yield setting.paragraph("Normal", words, after=4)
    for at, block in enumerate(part.blocks):
        match block:
            case Picture():
                yield word_picture(block, document, setting)
            case QrCode():
                yield from word_code(block, document, setting)
            case Bullets():
                yield from word_bullets(block, setting, lists.mark(numbered=block.numbered))
            case _:
                made = word_block(block, setting)
                yield from map(_kept_with_next, made) if part.leads_on(at) else made


def _kept_with_next(made: Element) -> Element:
    if made.tag == qn("w:p"):
        made[0].insert(1, element("w:keepNext"))  # Word wants it right after the style
    return made


def _contents(paper: Paper, settings: Sequence[PageSetting]) -> Iterator[Element]:
    """Return heading and lines of the contents, each line with the page its part begins on."""
    heading = paragraph("Heading2", [text_run("目录")])
    if contents_apart(paper):
        heading[0].append(element("w:pageBreakBefore"))
    yield heading
    begins = _first_pages(paper, settings)
    listed = [at for at, part in enumerate(paper.parts) if not part.continues]
    for number, at in enumerate(listed, start=1):
        place = at + 1
        words = [text_run(f"{number}  {paper.parts[at].title}"), element("w:r", element("w:tab"))]
        page = field(rf"PAGEREF part{place} \h", str(begins[at]))
        made = paragraph(CONTENTS_STYLE, [link_to(place, [*words, *page])])
        if number == 1:
            for mark in reversed(field_mark(CODE)):
                made.insert(1, mark)
        if number == len(listed):
            made.append(element("w:r", element("w:fldChar", fldCharType="end")))
        yield made


def _first_pages(paper: Paper, settings: Sequence[PageSetting]) -> list[int]:
    """Return the page on which each part begins, counted from 1."""
    listed = sum(not part.continues for part in paper.parts)
    page = 2 + contents_apart(paper) * math.ceil(listed * CONTENTS_LINE / PAGE)
    begins = []
    for setting in settings:
        begins.append(page)
        page += setting.pages
    return begins
