"""Make a paper again from what was asked for, on the data as they are now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefings.analysis.now import analysis_now
from briefings.company.common import common_page
from briefings.meeting.now import meeting_now
from briefings.state.state import DataState
from briefings.targets.finding import targets_in_step
from briefings.trip.book import TripBook, TripRequest, paper_profile, starred, write_book
from briefings.trip.companies import contacts_of, known_companies
from briefings.trip.persons import with_persons
from briefings.wallmap_settings import load_settings
from briefings.wallmaps.listing import find_map, list_maps
from briefings.wallmaps.state import open_wall_state
from briefings.wallmaps.targets import desk_counts
from chains.settings import Weights
from files.errors import NotFound
from files.office import office_folder
from ledger.book.database import Ledger
from ledger.book.policy import Actor
from ledger.companies.reading import companies_of
from ledger.papers.cards import standing_card
from papers.analysis import analysis_job
from papers.card import card_paper
from papers.meeting.deck import deck_job
from papers.renderers.writing import Job
from papers.trip.files import book_jobs, card_jobs, company_jobs
from papers.verification.orders import (
    ORDERS,
    AnalysisOrder,
    CardOrder,
    CompanyOrder,
    DeckOrder,
    TripOrder,
    WallMapOrder,
)
from papers.verification.reading.any_paper import ending_of
from papers.verification.request import PaperKind, PaperRequest
from papers.wallmaps.making import wall_jobs
from papers.wallmaps.paper import Size
from targets.stores.query import CompanyFilter
from targets.stores.search import count


@dataclass(frozen=True, slots=True)
class PaperOffice:
    """制作处: whose ledger, with which settings of the environment, and who asks."""

    ledger: Ledger
    environment: Mapping[str, str]
    actor: Actor


def remake(office: PaperOffice, state: DataState, request: PaperRequest, ending: str) -> bytes:
    """Return the file that answers `request` in `state`, without a mark.

    Raises:
        NotFound: something it speaks of is not there any more, or it was never made in that form.
        ValidationError: the options are none of that kind of paper.
    """
    jobs = jobs_again(office, state, request)
    made = next((job for job in jobs if ending_of(job.name) == ending), None)
    if made is None:
        text = f"这种材料没有 {ending} 格式。"
        raise NotFound(text)
    return made.make()


def jobs_again(office: PaperOffice, state: DataState, request: PaperRequest) -> list[Job]:
    """Return how to make every file that answers `request`.

    Raises:
        NotFound: something it speaks of is not there any more.
        ValidationError: the options are none of that kind of paper.
    """
    order = ORDERS[request.kind].model_validate(request.options)
    return _WAYS[request.kind](office, state, order)


def book_of(office: PaperOffice, state: DataState, order: TripOrder) -> TripBook:
    """Return the trip book that was asked for."""
    targets, _ = targets_in_step(office.ledger, state, office.environment)
    with (
        office.ledger.reading() as session,
        companies_of(session, office.environment) as companies,
    ):
        known = known_companies(session, companies, targets, order.companies)
        contacts = contacts_of(session, office.actor, known)
        listed = count(companies, CompanyFilter())
    request = TripRequest(
        order.subject,
        order.made_by,
        order.rule,
        contacts,
        targets=listed,
        left_out=order.left_out,
        travel=order.travel,
        form=order.form,
    )
    book = write_book(state, known, request)
    if not order.with_contacts:
        return book
    with office.ledger.writing(office.actor) as session:
        return with_persons(session, office.actor, book)


def _trip(office: PaperOffice, state: DataState, order: TripOrder) -> list[Job]:
    return book_jobs(book_of(office, state, order))


def _company(office: PaperOffice, state: DataState, order: CompanyOrder) -> list[Job]:
    targets, _ = targets_in_step(office.ledger, state, office.environment)
    with (
        office.ledger.reading() as session,
        companies_of(session, office.environment) as companies,
    ):
        [known] = known_companies(session, companies, targets, [order.company])
        contacts = contacts_of(session, office.actor, [known]).get(known.company.id, ())
    common = starred(common_page(state))
    return company_jobs(paper_profile(state, known), common, contacts, order.form)


def _card(office: PaperOffice, state: DataState, order: CardOrder) -> list[Job]:
    with office.ledger.reading() as session:
        filled = standing_card(session, order.chain, order.link)
    content = filled.content if filled else None
    return card_jobs(card_paper(state, order.chain, order.link, content))


def _deck(office: PaperOffice, state: DataState, order: DeckOrder) -> list[Job]:
    return [deck_job(meeting_now(office.ledger, state, office.environment, order.since))]


def _analysis(office: PaperOffice, state: DataState, order: AnalysisOrder) -> list[Job]:
    names = ("density", "broken_paths", "unlock", "policy")
    given = order.weights
    weights = Weights(**dict(zip(names, given, strict=True))) if given else None
    found = analysis_now(office.ledger, state, office.environment, order.chain, weights)
    return [analysis_job(found, order.form)]


def _wall_map(office: PaperOffice, state: DataState, order: WallMapOrder) -> list[Job]:
    maps = list_maps(state, load_settings(office_folder(office.environment)).views)
    counted = desk_counts(office.ledger, state, office.environment)
    wall = open_wall_state(state, office.environment, counted)
    return list(wall_jobs(wall, [find_map(maps, order.map)], len(maps), [Size(order.size)]))


# Each takes the order of its own kind; `ORDERS` sees to that.
_WAYS: Mapping[PaperKind, Callable[..., list[Job]]] = {
    PaperKind.TRIP: _trip,
    PaperKind.COMPANY: _company,
    PaperKind.CARD: _card,
    PaperKind.DECK: _deck,
    PaperKind.ANALYSIS: _analysis,
    PaperKind.WALL_MAP: _wall_map,
}
