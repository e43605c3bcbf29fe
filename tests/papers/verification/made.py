"""Papers to alter: one in each kind of file, with its mark, of dull content."""

import io
import zipfile
from collections.abc import Callable

from papers.meeting.deck import deck_bytes
from papers.renderers.blocks import WorkbookSheet
from papers.renderers.sheet import to_workbook
from papers.renderers.typeset import to_pdf
from papers.renderers.web import to_html
from papers.renderers.word import to_word
from papers.verification.marks import with_mark
from papers.verification.reading.any_paper import read_paper
from papers.verification.reading.passages import Passage
from papers.verification.request import PaperKind, PaperRequest
from tests.papers.meetings import make_meeting
from tests.papers.papers import DAY, VERSION, make_paper, make_part

OFFICE = ("docx", "pptx", "xlsx")
ENDINGS = (*OFFICE, "pdf", "html")
REQUEST = PaperRequest(
    kind=PaperKind.CARD, options={"chain": "氟", "link": 'a"(<&'}, version=VERSION, day=DAY
)


def make_file(ending: str, said: str = "补链方向 68 处", mark: str = REQUEST.mark) -> bytes:
    """Return a file that says `said`, with its mark."""
    return with_mark(ending, _MAKERS[ending](said), mark)


def _workbook(said: str) -> bytes:
    rows = tuple((said, float(at)) for at in (68, 12.5))
    sheet = WorkbookSheet("行程", ("事", "公里"), rows)
    return to_workbook("题", [sheet], made_on=DAY, version=VERSION)


_MAKERS: dict[str, Callable[[str], bytes]] = {
    "docx": lambda said: to_word(make_paper(make_part("甲公司", said))),
    "pdf": lambda said: to_pdf(make_paper(make_part("甲公司", said))),
    "html": lambda said: to_html(make_paper(make_part("甲公司", said))),
    "pptx": lambda _: deck_bytes(make_meeting()),
    "xlsx": _workbook,
}


def passages(ending: str, content: bytes) -> tuple[Passage, ...]:
    """Return what a file says."""
    return read_paper(ending, content).passages


def replaced(content: bytes, member: str, old: str, new: str) -> bytes:
    """Return an office file in which one text of a member is another."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            raw = source.read(name)
            if name == member:
                assert old.encode() in raw
                raw = raw.replace(old.encode(), new.encode(), 1)
            made.writestr(name, raw)
    return target.getvalue()
