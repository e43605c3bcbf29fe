"""Render a paper as a Word document (.docx)."""

import io
from collections.abc import Iterator
from dataclasses import replace

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Cm
from lxml.etree import _Element as Element

from briefings.texts import clean, shown
from papers.renderers.blocks import (
    Bullets,
    Facts,
    Heading,
    Notes,
    Paper,
    Paragraph,
    Part,
    QrCode,
    Runs,
    Style,
    Table,
    TextBlock,
    Tone,
    say,
)
from papers.renderers.fitting import HEADING, HEADING_SPACE, NOTE, SPACING, size_of
from papers.renderers.qr_codes import qr_png
from papers.renderers.word_setup import new_document
from papers.renderers.word_xml import (
    LINE,
    bookmark,
    cell,
    element,
    link_to,
    paragraph,
    row,
    runs,
    table,
    text_run,
)

SHADE, SHADE_BOX = "E8EEF5", "FBF1E3"


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
    if paper.cover is not None:
        yield paragraph("Title", [text_run(paper.title)])
        yield paragraph("Subtitle", [text_run(paper.subject)])
        pairs = tuple((word, say(text)) for word, text in paper.cover.lines)
        yield _facts(Facts(pairs), _Setting(11))
        if paper.cover.remark:
            yield paragraph("Normal", [])
            yield _boxed(say(paper.cover.remark), _Setting(10))
    if paper.contents:
        yield paragraph("Heading2", [text_run("目录")])
        yield from (
            paragraph("ListParagraph", [link_to(at, [text_run(f"{at}  {part.title}")])])
            for at, part in enumerate(paper.parts, start=1)
        )
    for at, part in enumerate(paper.parts, start=1):
        yield from _part(part, at, document)


class _Setting:
    """Letter size of a part, and its line height if it is to stand on one page."""

    def __init__(self, size: float, *, exact: bool = False) -> None:
        self.size, self.exact = size, exact

    def paragraph(
        self, style: str, content: list[Element], *, size: float = 0, after: float = 0
    ) -> Element:
        made = paragraph(style, content)
        spacing = element("w:spacing", after=round(20 * after))
        if self.exact:
            spacing.set(qn("w:line"), str(round(20 * SPACING * (size or self.size))))
            spacing.set(qn("w:lineRule"), "exact")
        made[0].append(spacing)
        return made


def _part(part: Part, number: int, document: WordDocument) -> Iterator[Element]:
    setting = _Setting(size_of(part), exact=True) if part.one_page else _Setting(10)
    yield paragraph("Heading1", bookmark(number, [text_run(part.title)]))
    if part.subtitle:
        words = [text_run(part.subtitle, tone=Tone.MUTED, size=setting.size)]
        yield setting.paragraph("Normal", words, after=4)
    for block in part.blocks:
        if isinstance(block, QrCode):
            yield _picture(document, qr_png(block.address), block.address)
            yield setting.paragraph("Normal", [text_run(block.address, size=NOTE * setting.size)])
        else:
            yield from _block(block, setting)


def _picture(document: WordDocument, png: bytes, said: str) -> Element:
    """Return a paragraph that shows a square picture; `said` is what a screen reader reads."""
    made = document.add_paragraph()
    made.paragraph_format.keep_with_next = True
    made.add_run().add_picture(io.BytesIO(png), width=Cm(2.8))
    for about in made._p.iter(qn("wp:docPr")):  # noqa: SLF001  (python-docx sets no description)
        about.set("descr", clean(said))
    element_: Element = made._p  # noqa: SLF001
    element_.getparent().remove(element_)
    return element_


def _block(block: TextBlock, setting: _Setting) -> Iterator[Element]:
    match block:
        case Heading(text, remark):
            yield _heading(text, remark, setting)
        case Paragraph():
            yield from _paragraph(block, setting)
        case Bullets(items, numbered):
            yield from _bullets(items, setting, numbered=numbered)
        case Facts():
            yield from (_facts(block, setting), _gap())
        case Table():
            yield from _captioned(block, setting)
        case Notes(items, title):
            yield _heading(title, "", setting)
            yield from _notes(items, setting)


def _captioned(block: Table, setting: _Setting) -> Iterator[Element]:
    if block.caption:
        yield paragraph("Caption", [text_run(block.caption)], keepNext="1")
    yield from (_table(block, setting), _gap())


def _heading(text: str, remark: str, setting: _Setting) -> Element:
    words = [text_run(text, size=HEADING * setting.size)]
    if remark:
        words.append(text_run(f"  {remark}", tone=Tone.MUTED, size=setting.size * NOTE))
    made = paragraph("Heading2", words)
    if setting.exact:
        line = round(20 * SPACING * HEADING * setting.size)
        before = round(20 * (HEADING_SPACE - 2))
        spacing = element("w:spacing", before=before, after=40, line=line, lineRule="exact")
        made[0].append(spacing)
    return made


def _paragraph(block: Paragraph, setting: _Setting) -> Iterator[Element]:
    if block.style is Style.BOXED:
        yield from (_boxed(block.runs, setting), _gap())
        return
    size = setting.size * NOTE if block.style is Style.SMALL else setting.size
    content = _lead(block.runs) if block.style is Style.LEAD else block.runs
    yield setting.paragraph("Normal", runs(content, size), size=size, after=4)


def _lead(content: Runs) -> Runs:
    return tuple(
        replace(run, tone=Tone.STRONG) if run.tone is Tone.PLAIN else run for run in content
    )


def _boxed(content: Runs, setting: _Setting) -> Element:
    inside = setting.paragraph("Normal", runs(content, setting.size))
    return table([LINE], [row([cell(LINE, [inside], shade=SHADE_BOX)])])


def _bullets(items: tuple[Runs, ...], setting: _Setting, *, numbered: bool) -> Iterator[Element]:
    for at, item in enumerate(items, start=1):
        mark = f"{at}. " if numbered else "· "
        line = [text_run(mark, size=setting.size), *runs(item, setting.size)]
        made = setting.paragraph("Normal", line, after=1)
        made[0].append(element("w:ind", left=260, hanging=260))
        yield made


def _facts(facts: Facts, setting: _Setting) -> Element:
    label = round(facts.label * LINE)
    widths = (label, LINE - label)
    rows = []
    for word, content in facts.pairs:
        named = setting.paragraph("Normal", runs(say(word, tone=Tone.STRONG), setting.size))
        known = setting.paragraph("Normal", runs(_never_empty(content), setting.size))
        rows.append(row([cell(label, [named], shade=SHADE), cell(widths[1], [known])]))
    return table(widths, rows)


def _table(block: Table, setting: _Setting) -> Element:
    whole = sum(block.widths)
    widths = [round(share / whole * LINE) for share in block.widths]
    heads = [say(text, tone=Tone.STRONG) for text in block.headings]
    rows = [row(_cells(block, heads, widths, setting, shade=SHADE), is_heading=True)]
    rows += [row(_cells(block, list(line), widths, setting)) for line in block.rows]
    return table(widths, rows)


def _cells(
    block: Table, line: list[Runs], widths: list[int], setting: _Setting, *, shade: str = ""
) -> Iterator[Element]:
    for at, (content, width) in enumerate(zip(line, widths, strict=True)):
        inside = setting.paragraph("Normal", runs(_never_empty(content), setting.size))
        if at in block.figures:
            inside[0].append(element("w:jc", val="right"))
        yield cell(width, [inside], shade=shade)


def _notes(items: tuple[str, ...], setting: _Setting) -> Iterator[Element]:
    size = setting.size * NOTE
    for at, item in enumerate(items, start=1):
        words = [text_run(f"[{at}] {item}", size=size, tone=Tone.MUTED)]
        made = setting.paragraph("Normal", words, size=size)
        made[0].append(element("w:ind", left=360, hanging=360))
        yield made


def _never_empty(content: Runs) -> Runs:
    return content if any(run.text.strip() for run in content) else say(shown(""), tone=Tone.MUTED)


def _gap() -> Element:
    """Keep tables apart: Word joins two that touch."""
    made = paragraph("Normal", [])
    made[0].append(element("w:spacing", after=0, line=80, lineRule="exact"))
    return made
