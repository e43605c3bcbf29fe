"""The blocks of a paper as Word has them; every text is literal."""

import io
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Twips
from lxml.etree import _Element as Element

from briefings.texts import clean, shown
from drawing.shapes.svg import to_png
from papers.renderers.blocks import (
    Bullets,
    EmptyLines,
    Facts,
    Form,
    Heading,
    Notes,
    Paragraph,
    Picture,
    QrCode,
    Runs,
    Style,
    Table,
    TextBlock,
    Tone,
    say,
)
from papers.renderers.fitting import (
    HEADING,
    HEADING_SPACE,
    OFFICIAL_SPACING,
    WRITING_LINE,
    note_size,
)
from papers.renderers.qr_codes import qr_png
from papers.renderers.word_xml import (
    LINE,
    cell,
    element,
    paragraph,
    row,
    runs,
    table,
    text_run,
)

SHADE, SHADE_BOX, SHADE_OPEN = "E8EEF5", "FBF1E3", "ECECEC"
SHADES = {Style.BOXED: SHADE_BOX, Style.SHADED: SHADE_OPEN}


class WordSetting:
    """文档设置: letter size of a part, room of its rows, width of a line (twentieths of a point).

    `spacing` is the height of a line in letter sizes, where it is given: on a sheet, and in a
    public document.
    """

    def __init__(
        self, size: float, *, spacing: float = 0, spare: float = 0, wide: int = LINE
    ) -> None:
        self.size, self.spacing, self.spare, self.wide = size, spacing, spare, wide
        self.note = note_size(size)
        self.indent = spacing == OFFICIAL_SPACING
        self.after = 0.0 if self.indent else 4.0

    def paragraph(
        self, style: str, content: list[Element], *, size: float = 0, after: float = 0
    ) -> Element:
        """Return a paragraph; `size` is that of its letters, `after` the room below it."""
        made = paragraph(style, content)
        spacing = element("w:spacing", after=round(20 * after))
        if self.spacing:
            spacing.set(qn("w:line"), str(round(20 * self.spacing * (size or self.size))))
            spacing.set(qn("w:lineRule"), "exact")
        made[0].append(spacing)
        return made


def word_block(block: TextBlock, setting: WordSetting) -> Iterator[Element]:
    """Return a block that needs nothing else of its document; lists and pictures do."""
    match block:
        case Heading(text, remark):
            yield _heading(text, remark, setting)
        case Paragraph():
            yield from _paragraph(block, setting)
        case Facts():
            yield from (word_facts(block, setting), _gap())
        case Table():
            yield from _captioned(block, setting)
        case Form():
            yield from (_form(block, setting), _gap())
        case EmptyLines(count):
            yield _lines(count, setting)
        case Notes(items, title):
            yield _heading(title, "", setting)
            yield from _notes(items, setting)


def _captioned(block: Table, setting: WordSetting) -> Iterator[Element]:
    if block.caption:
        yield paragraph("Caption", [text_run(block.caption)], keepNext="1")
    yield from (_table(block, setting), _gap())


def _heading(text: str, remark: str, setting: WordSetting) -> Element:
    words = [text_run(text, size=HEADING * setting.size)]
    if remark:
        words.append(text_run(f"  {remark}", tone=Tone.MUTED, size=setting.note))
    made = paragraph("Heading2", words)
    if setting.spacing:
        line = round(20 * setting.spacing * HEADING * setting.size)
        before = round(20 * (HEADING_SPACE - 2))
        spacing = element("w:spacing", before=before, after=40, line=line, lineRule="exact")
        made[0].append(spacing)
    return made


def _paragraph(block: Paragraph, setting: WordSetting) -> Iterator[Element]:
    if block.style in SHADES:
        yield from (word_boxed(block.runs, setting, SHADES[block.style]), _gap())
        return
    size = setting.note if block.style is Style.SMALL else setting.size
    content = _lead(block.runs) if block.style is Style.LEAD else block.runs
    made = setting.paragraph("Normal", runs(content, size), size=size, after=setting.after)
    if setting.indent:
        made[0].append(element("w:ind", firstLine=round(2 * 20 * size)))
    yield made


def _lead(content: Runs) -> Runs:
    return tuple(
        replace(run, tone=Tone.STRONG) if run.tone is Tone.PLAIN else run for run in content
    )


def word_boxed(content: Runs, setting: WordSetting, shade: str = SHADE_BOX) -> Element:
    """Return a text in a box of its own."""
    inside = setting.paragraph("Normal", runs(content, setting.size))
    return table([setting.wide], [row([cell(setting.wide, [inside], shade=shade)])])


def word_bullets(bullets: Bullets, setting: WordSetting, mark: Element) -> Iterator[Element]:
    """Return the points of one list, each with its mark (`papers.renderers.word_lists`)."""
    for item in bullets.items:
        made = setting.paragraph("ListParagraph", runs(item, setting.size), after=1)
        made[0].insert(1, deepcopy(mark))  # Word wants it right after the style
        made[0].append(element("w:rPr", element("w:sz", val=round(2 * setting.size))))
        yield made


def word_facts(facts: Facts, setting: WordSetting) -> Element:
    """Return a table of words and what is known of them."""
    label = round(facts.label * setting.wide)
    widths = (label, setting.wide - label)
    rows = []
    for word, content in facts.pairs:
        named = setting.paragraph("Normal", runs(say(word, tone=Tone.STRONG), setting.size))
        known = setting.paragraph("Normal", runs(_never_empty(content), setting.size))
        rows.append(row([cell(label, [named], shade=SHADE), cell(widths[1], [known])]))
    return table(widths, rows)


def _table(block: Table, setting: WordSetting) -> Element:
    whole = sum(block.widths)
    widths = [round(share / whole * setting.wide) for share in block.widths]
    heads = [say(text, tone=Tone.STRONG) for text in block.headings]
    rows = [row(_cells(block, heads, widths, setting, shade=SHADE), is_heading=True)]
    rows += [row(_cells(block, list(line), widths, setting)) for line in block.rows]
    return table(widths, rows)


def _form(form: Form, setting: WordSetting) -> Element:
    whole = sum(form.widths)
    widths = [round(share / whole * setting.wide) for share in form.widths]
    heads = [
        cell(width, [_in_form(say(text, tone=Tone.STRONG), setting)], shade=SHADE)
        for text, width in zip(form.headings, widths, strict=bool(form.headings))
    ]
    rows = [row(heads, is_heading=True)] if heads else []
    for line in form.rows:
        cells = [
            cell(width, [_in_form(content or (), setting)])
            for content, width in zip(line, widths, strict=True)
        ]
        rows.append(row(cells, height=form.height + setting.spare))
    return table(widths, rows)


def _in_form(content: Runs, setting: WordSetting) -> Element:
    return setting.paragraph("Normal", runs(content, setting.size))


def _lines(count: int, setting: WordSetting) -> Element:
    """Return rows with nothing but a line below each."""
    empty = _in_form((), setting)
    height = WRITING_LINE + setting.spare
    made = table(
        [setting.wide],
        [row([cell(setting.wide, [deepcopy(empty)])], height=height) for _ in range(count)],
    )
    for border in made.iter(*(qn(f"w:{side}") for side in ("top", "left", "right", "insideV"))):
        border.set(qn("w:val"), "nil")
    return made


def _cells(
    block: Table, line: list[Runs], widths: list[int], setting: WordSetting, *, shade: str = ""
) -> Iterator[Element]:
    for at, (content, width) in enumerate(zip(line, widths, strict=True)):
        inside = setting.paragraph("Normal", runs(_never_empty(content), setting.size))
        if at in block.figures:
            inside[0].append(element("w:jc", val="right"))
        yield cell(width, [inside], shade=shade)


def _notes(items: tuple[str, ...], setting: WordSetting) -> Iterator[Element]:
    size = setting.note
    for at, item in enumerate(items, start=1):
        words = [text_run(f"[{at}] {item}", size=size, tone=Tone.MUTED)]
        made = setting.paragraph("Normal", words, size=size)
        made[0].append(element("w:ind", left=360, hanging=360))
        yield made


def word_code(code: QrCode, document: WordDocument, setting: WordSetting) -> Iterator[Element]:
    """Return the square code of an address, and the address below it."""
    made = _shown(document, qr_png(code.address), code.address, Cm(2.8))
    made[0].append(element("w:keepNext"))
    yield made
    yield setting.paragraph("Normal", [text_run(code.address, size=setting.note)])


def word_picture(picture: Picture, document: WordDocument, setting: WordSetting) -> Element:
    """Return the figure as a picture over the whole line, and told in words beside it."""
    return _shown(document, to_png(picture.svg), picture.says, Twips(setting.wide))


def _shown(document: WordDocument, png: bytes, said: str, width: Length) -> Element:
    """Return a paragraph that holds a picture; `said` is what a screen reader reads."""
    placed = document.add_paragraph()
    shape = placed.add_run().add_picture(io.BytesIO(png), width=width)
    shape._inline.docPr.set("descr", clean(said))  # noqa: SLF001  (python-docx has no other way)
    placed.paragraph_format.line_spacing = 1.0  # more would make room above the figure
    made: Element = placed._p  # noqa: SLF001
    made.getparent().remove(made)
    return made


def _never_empty(content: Runs) -> Runs:
    return content if any(run.text.strip() for run in content) else say(shown(""), tone=Tone.MUTED)


def _gap() -> Element:
    """Keep tables apart: Word joins two that touch."""
    made = paragraph("Normal", [])
    made[0].append(element("w:spacing", after=0, line=80, lineRule="exact"))
    return made
