"""What a paper is made of, whatever its format: cover, headings, paragraphs, tables, notes.

Every text is data: no renderer reads markup in it. A figure or statement cites the numbered
sources of its part (`Run.cites`), which `Notes` lists at the end of that part.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefings.paper_form import USUAL_FORM, PaperForm
from briefings.texts import INTERNAL, PRODUCT

Cites = tuple[int, ...]
LABEL = 0.17


class Tone(StrEnum):
    """字样: how a piece of text is set; the meaning never rests on colour alone."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    WARNING = "warning"


class Style(StrEnum):
    """段落样式."""

    BODY = "body"
    LEAD = "lead"  # the sentence to be read first
    SMALL = "small"
    BOXED = "boxed"  # a reminder that must not be overlooked
    SHADED = "shaded"  # what is still open, gathered


@dataclass(frozen=True, slots=True)
class Run:
    """文字: a piece of text in one tone, and the notes it rests on, by their numbers."""

    text: str
    tone: Tone = Tone.PLAIN
    cites: Cites = ()

    def __post_init__(self) -> None:
        """Put the notes in order, however they were found."""
        object.__setattr__(self, "cites", tuple(sorted(set(self.cites))))


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """小标题 inside a part: it stays with what follows it. `remark` stands beside it, small."""

    text: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """段落."""

    runs: Runs
    style: Style = Style.BODY


@dataclass(frozen=True, slots=True)
class Bullets:
    """条目: short points, one per line."""

    items: tuple[Runs, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """情况表: pairs of a word and what is known; a pair without anything says 未核实.

    `label` is the share of the line that the words take.
    """

    pairs: tuple[tuple[str, Runs], ...]
    label: float = LABEL


@dataclass(frozen=True, slots=True)
class Table:
    """表: the header row repeats on each page, a row is never torn apart.

    `widths` are shares of the line, one per column; `figures` are the columns set to the right.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[float, ...]
    figures: tuple[int, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """填写表: a table to write into by hand; a cell that is None is left blank for that.

    A row is at least `height` points high, and higher where its page has room to spare.
    """

    rows: tuple[tuple[Runs | None, ...], ...]
    widths: tuple[float, ...]
    headings: tuple[str, ...] = ()
    height: float = 18.0


@dataclass(frozen=True, slots=True)
class EmptyLines:
    """横线: empty lines to write on, at least `count`."""

    count: int


@dataclass(frozen=True, slots=True)
class Picture:
    """插图: a figure as the text of an SVG file, over the whole line; `says` tells it in words."""

    svg: str
    says: str
    height: float  # points, at the width of the line


@dataclass(frozen=True, slots=True)
class Notes:
    """来源注: the numbered sources of the part it closes, from 1."""

    items: tuple[str, ...]
    title: str = "来源"


@dataclass(frozen=True, slots=True)
class QrCode:
    """二维码: the square code of a web address, with the address below it."""

    address: str


TextBlock = Heading | Paragraph | Bullets | Facts | Table | Form | EmptyLines | Notes
Block = TextBlock | Picture | QrCode


@dataclass(frozen=True, slots=True)
class Part:
    """部分: begins a new page. With `one_page` its letters shrink, within reason, to fit one.

    One that `continues` is the other side of the sheet of the part before it: it is not in the
    contents, and the notes of both stand there.
    With `large` they begin larger than elsewhere: a page of few words, to be handed out.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    one_page: bool = False
    continues: bool = False
    large: bool = False

    def __post_init__(self) -> None:
        """Leave out a list of sources that names none: its heading would stand over nothing."""
        kept = (one for one in self.blocks if not isinstance(one, Notes) or one.items)
        object.__setattr__(self, "blocks", tuple(kept))

    def leads_on(self, at: int) -> bool:
        """Whether the block of that number is a sentence that belongs to the list below it."""
        following = self.blocks[at + 1 : at + 2]
        is_text = isinstance(self.blocks[at], Paragraph)
        return is_text and any(isinstance(one, Bullets) for one in following)


@dataclass(frozen=True, slots=True)
class Cover:
    """封面: a page of its own: what the paper is, for whom, as of when."""

    lines: tuple[tuple[str, str], ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """纸面: one paper, to be rendered as Word, PDF or a page for the phone.

    `version` is the data version at the foot of every page. `contents` lists the parts after the
    cover, with links. A paper for outsiders says `outward` at its foot, where others say that they
    are internal, and has no line on top. `form` is who signs it, and in which layout it is set.
    """

    title: str
    subject: str
    made_on: date
    version: str
    parts: tuple[Part, ...]
    cover: Cover | None = None
    contents: bool = False
    outward: str = ""
    form: PaperForm = USUAL_FORM

    @property
    def foot(self) -> str:
        """The line at the foot of every page."""
        if self.outward:
            return f"{self.outward} · {self.version}"
        return f"{PRODUCT} · 数据版本 {self.version} · {INTERNAL}"

    @property
    def head(self) -> str:
        """The line on top of every page."""
        return "" if self.outward else " · ".join(filter(None, (self.title, self.subject)))


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """工作表: one table of a workbook; every cell text, number or None (printed as 未核实)."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]
    widths: tuple[int, ...] = ()
    note: str = ""


def say(text: str, *cites: int, tone: Tone = Tone.PLAIN) -> Runs:
    """Return one piece of text as a paragraph or cell takes it."""
    return (Run(text, tone, cites),)
