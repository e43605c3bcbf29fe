"""Read a PDF back: the lines of each page, and how much is drawn or stuck on it beside them."""

import ctypes
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from papers.verification.marks import NAME
from papers.verification.reading.package import PaperUnreadable
from papers.verification.reading.passages import Passage, look, picture_hash

MOST_PAGES = 3000
LINK = raw.FPDF_ANNOT_LINK
PICTURE = raw.FPDF_PAGEOBJ_IMAGE
MOST_PICTURE = 200 * 2**20
WORDS = raw.FPDF_PAGEOBJ_TEXT


def read_pdf(content: bytes) -> tuple[str, list[Passage]]:
    """Return the mark and the passages of a PDF.

    Raises:
        PaperUnreadable: it is no PDF that opens, or has too many pages.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        text = "文件损坏、加了密码，或不是 PDF，没有读。"
        raise PaperUnreadable(text) from error
    with document:
        if len(document) > MOST_PAGES:
            text = f"文件超过 {MOST_PAGES} 页，不是本系统做的材料，没有读。"
            raise PaperUnreadable(text)
        found: list[Passage] = []
        for at in range(len(document)):
            found += _page(document, at)
        return document.get_metadata_value(NAME), found


def _page(document: pypdfium2.PdfDocument, at: int) -> Iterator[Passage]:
    place = f"第 {at + 1} 页"
    page = document[at]
    try:
        words = page.get_textpage()
        try:
            text = words.get_text_range()
        finally:
            words.close()
        yield from (Passage(place, line) for line in text.splitlines())
        yield Passage(place, f"（图形 {_drawn(page)} 个）")
        width, height = page.get_size()
        yield look(place, f"纸 {width:.0f}×{height:.0f} 点")
        yield from (look(place, f"图片 {one}") for one in _pictures(page))
        yield from (look(place, f"链接到 {one}") for one in _links(document, page))
        stuck = _stuck(page)
        if stuck:
            yield Passage(place, f"（批注 {stuck} 处）")
    finally:
        page.close()


def _drawn(page: pypdfium2.PdfPage) -> int:
    """Count what is drawn beside the letters: a picture laid over a figure shows here."""
    count = raw.FPDFPage_CountObjects(page)
    kinds = (raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, at)) for at in range(count))
    return sum(kind != WORDS for kind in kinds)


def _pictures(page: pypdfium2.PdfPage) -> Iterator[str]:
    """Yield what stands for each picture: its bytes as they lie in the file."""
    for at in range(raw.FPDFPage_CountObjects(page)):
        one = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(one) == PICTURE:
            size = min(raw.FPDFImageObj_GetImageDataDecoded(one, None, 0), MOST_PICTURE)
            held = ctypes.create_string_buffer(size)
            raw.FPDFImageObj_GetImageDataDecoded(one, held, size)
            yield picture_hash(held.raw)


def _links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[str]:
    """Yield the addresses that links of a page lead to, in their order."""
    place, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, place, link):
        action = raw.FPDFLink_GetAction(link)
        size = raw.FPDFAction_GetURIPath(document, action, None, 0)
        if size > 1:
            held = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(document, action, held, size)
            yield held.value.decode(errors="replace")


def _stuck(page: pypdfium2.PdfPage) -> int:
    """Count notes and stamps; links are none."""
    stuck = 0
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, at)
        stuck += raw.FPDFAnnot_GetSubtype(note) != LINK
        raw.FPDFPage_CloseAnnot(note)
    return stuck
