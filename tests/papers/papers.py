"""A paper with one of every block, and what can be read back from the files made of it."""

import io
import zipfile
from datetime import date
from html.parser import HTMLParser

import pypdfium2
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from papers.renderers.blocks import (
    Bullets,
    Cover,
    Facts,
    Heading,
    Notes,
    Paper,
    Paragraph,
    Part,
    Style,
    Table,
    say,
)
from tests.office_folder import ATTACKS

VERSION = "2026-11-23·b01194·0042"
DAY = date(2026, 11, 25)
HOSTILE = (*ATTACKS, "#set text(90pt)", "$mat(1)$ @ref <label>", "A" * 120)


def make_part(title: str = "甲公司", *texts: str, one_page: bool = True) -> Part:
    """Return a part in which every one of `texts` stands in every kind of block."""
    items = tuple(say(text, 1) for text in texts or ("做什么",))
    blocks = (
        Paragraph(items[0], Style.LEAD),
        Facts((("主营", items[0]), ("空", say("")))),
        Heading("为什么是它", "按公开来源"),
        Bullets(items),
        Paragraph(items[-1], Style.BOXED),
        Table(("名称", "面积"), tuple((item, say("12.5 亩")) for item in items), (3, 1), (1,)),
        Notes(tuple(f"来源{text}" for text in texts or ("甲报",))),
    )
    return Part(title, blocks, "上海市", one_page=one_page)


def make_paper(*parts: Part, title: str = "出访手册", subject: str = "长三角") -> Paper:
    cover = Cover((("片区", subject), ("编制人", "")), "内部参考")
    return Paper(title, subject, DAY, VERSION, parts or (make_part(),), cover, contents=True)


def squeezed(text: str) -> str:
    """Return `text` without any white space: lines break elsewhere in every format."""
    return "".join(text.split())


def word_text(content: bytes) -> str:
    """Return all text of a Word document, its tables, headers and footers included."""
    document = Document(io.BytesIO(content))
    [section] = document.sections
    parts = [document.element.body, section.header._element, section.footer._element]  # noqa: SLF001
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    return "\n".join(node.text or "" for part in parts for node in part.iter(name))


def pdf_pages(content: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def ink_of_pages(content: bytes) -> list[float]:
    """Return the share of each page that is not white."""
    pages = pypdfium2.PdfDocument(content)
    pictures = [page.render(scale=0.4, grayscale=True).to_numpy() for page in pages]
    return [float((picture < 200).mean()) for picture in pictures]


def letter_sizes(content: bytes) -> set[float]:
    """Return the sizes of all letters of a PDF that show, in points."""
    sizes: set[float] = set()
    for page in PdfReader(io.BytesIO(content)).pages:

        def seen(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
            if text.strip():
                sizes.add(round(size * abs(matrix[3]), 2))

        page.extract_text(visitor_text=seen)
    return sizes


def sheets_of(content: bytes) -> dict[str, list[list[object]]]:
    """Return the rows of every sheet of a workbook."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: [list(row) for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }


def formula_cells(content: bytes) -> int:
    """Count the cells of a workbook that are formulas or links."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = [book.read(n) for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
    return sum(
        sheet.count(b"<f>") + sheet.count(b"<f ") + sheet.count(b"<hyperlink") for sheet in sheets
    )


class Page(HTMLParser):
    """What an HTML paper holds: its text, tags and every attribute that could fetch something."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.fetching: list[str] = []
        self.handlers: list[str] = []
        self.words: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name.startswith("on"):
                self.handlers.append(name)
            is_inside = (value or "").startswith(("#", "data:image/svg+xml;base64,"))
            if name in {"src", "href", "action", "data", "srcset"} and not is_inside:
                self.fetching.append(f"{name}={value}")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """All text between the tags."""
        return "\n".join(self.words)
