"""The files of a trip, to be made one after the other."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from briefings.company.common import CommonPage
from briefings.company.profile import CompanyProfile
from briefings.paper_form import USUAL_FORM, PaperForm
from briefings.trip.book import EarlierVisit, TripBook
from papers.renderers.blocks import Paper
from papers.renderers.naming import file_stem
from papers.renderers.sheet import to_workbook
from papers.renderers.typeset import to_pdf
from papers.renderers.web import to_html
from papers.renderers.word import to_word
from papers.renderers.writing import Job
from papers.trip.paper import KIND, company_paper, trip_paper
from papers.trip.sheets import trip_sheets

RENDERERS: Mapping[str, Callable[[Paper], bytes]] = {
    "docx": to_word,
    "pdf": to_pdf,
    "html": to_html,
}


def book_jobs(book: TripBook) -> list[Job]:
    """Return how to make the four files of a book: Word, PDF, workbook, page for the phone."""
    paper = trip_paper(book)
    stem = file_stem(KIND, book.request.subject, book.made_on, book.version)
    title = f"{KIND} {book.request.subject}"
    workbook = partial(
        to_workbook, title, trip_sheets(book), made_on=book.made_on, version=book.version
    )
    return [
        *paper_jobs(paper, stem, ("docx", "pdf")),
        Job(f"{stem}.xlsx", workbook),
        *paper_jobs(paper, stem, ("html",)),
    ]


def company_jobs(
    profile: CompanyProfile,
    common: CommonPage,
    contacts: Sequence[EarlierVisit] = (),
    form: PaperForm = USUAL_FORM,
) -> list[Job]:
    """Return how to make the sheet of one company: Word, PDF, page for the phone."""
    paper = company_paper(profile, common, contacts, form)
    stem = file_stem(paper.title, profile.name, paper.made_on, paper.version)
    return paper_jobs(paper, stem, ("docx", "pdf", "html"))


def card_jobs(paper: Paper) -> list[Job]:
    """Return how to make the card of one gap: Word and PDF."""
    stem = file_stem(paper.title, paper.subject, paper.made_on, paper.version)
    return paper_jobs(paper, stem, ("docx", "pdf"))


def paper_jobs(paper: Paper, stem: str, endings: tuple[str, ...]) -> list[Job]:
    """Return how to make one paper in several formats."""
    return [Job(f"{stem}.{ending}", partial(RENDERERS[ending], paper)) for ending in endings]
