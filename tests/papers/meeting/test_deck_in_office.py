"""The deck as an office suite opens it: every slide there, its text readable, nothing empty."""

from pathlib import Path

import pytest

from briefings.meeting.content import Meeting
from briefings.meeting.now import meeting_now
from briefings.state.composing import office
from papers.meeting.deck import deck_job
from papers.renderers.writing import make_files, write_files
from tests.office_suite import to_pdf
from tests.papers.papers import ink_of_pages, pdf_pages, squeezed

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Meeting, bytes]:
    """The shipped chains as slides, as LibreOffice prints them."""
    folder: Path = tmp_path_factory.mktemp("deck")
    environment = {"SANMING_DATA": str(folder / "office")}
    with office(environment) as (ledger, state):
        meeting = meeting_now(ledger, state, environment)
    written = write_files(folder / "out", make_files([deck_job(meeting)]))
    [pdf] = to_pdf(written, folder / "pdf")
    return meeting, pdf.read_bytes()


def test_every_slide_is_printed_with_its_figures_and_the_data_version(
    printed: tuple[Meeting, bytes],
) -> None:
    meeting, content = printed
    pages = [squeezed(page) for page in pdf_pages(content)]

    assert len(pages) == 2 + 2 * len(meeting.chains)
    assert all(squeezed(meeting.version) in page for page in pages)
    for chain, figure, lists in zip(meeting.chains, pages[2::2], pages[3::2], strict=True):
        assert squeezed(chain.headline) in figure
        for word, value in chain.figures:
            assert squeezed(f"{word} {value}") in figure
        for point in (*chain.first, *chain.checks):
            assert squeezed(point.note) in lists


def test_every_link_of_a_chain_is_printed(printed: tuple[Meeting, bytes]) -> None:
    meeting, content = printed
    pages = [squeezed(page) for page in pdf_pages(content)]

    for chain, page in zip(meeting.chains, pages[2::2], strict=True):
        signs = sum(page.count(sign) for sign in "优有弱建旧缺?")
        assert signs >= len(chain.drawing.boxes)


def test_no_slide_is_blank(printed: tuple[Meeting, bytes]) -> None:
    _, content = printed

    assert min(ink_of_pages(content)) > 0.002
