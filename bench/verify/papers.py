"""The papers that are verified: every kind in every format, of the shipped data."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefings.state.state import DataState
from briefings.targets.finding import targets_in_step
from briefings.trip.companies import best_of_desk
from briefings.trip.route import TripRule
from ledger.book.database import Ledger
from ledger.book.policy import LOCAL
from ledger.companies.reading import companies_of
from ledger.links.checks import Check, CheckOutcome, record_check
from papers.renderers.writing import Job
from papers.verification.making import PaperOrdered, make_recorded
from papers.verification.orders import (
    AnalysisOrder,
    CardOrder,
    CompanyOrder,
    DeckOrder,
    PaperOrder,
    TripOrder,
    WallMapOrder,
    request_of,
)
from papers.verification.reading.any_paper import ending_of
from papers.verification.remaking import PaperOffice, jobs_again

DESKS = ("长三角", "粤港澳")
CHAIN, LINK = "fluorine", "lithium_salt"


@dataclass(frozen=True, slots=True)
class BenchPaper:
    """样张: a paper that was made and recorded, and how it is made."""

    name: str
    ending: str
    content: bytes
    mark: str
    job: Job


def make_papers(asks: PaperOffice, state: DataState) -> Iterator[BenchPaper]:
    """Make twenty papers, those of every kind, and more trip books if more are asked for."""
    for order in _orders(asks, state):
        request = request_of(order, state.version, state.today)
        jobs = jobs_again(asks, state, request)
        made = make_recorded(asks.ledger, LOCAL, [PaperOrdered(request, job) for job in jobs])
        for job, file in zip(jobs, made.files, strict=True):
            yield BenchPaper(file.name, ending_of(file.name), file.content, request.mark, job)


def _orders(asks: PaperOffice, state: DataState) -> Iterator[PaperOrder]:
    targets, _ = targets_in_step(asks.ledger, state, asks.environment)
    with asks.ledger.reading() as session, companies_of(session, asks.environment) as companies:
        by_desk = {
            desk: [one.company.id for one in best_of_desk(session, companies, targets, desk, 40)]
            for desk in DESKS
        }
    for desk, ids in by_desk.items():
        yield TripOrder(subject=desk, made_by=LOCAL.name, rule=TripRule(), companies=tuple(ids[:3]))
    yield WallMapOrder(map=CHAIN, size="A3")
    yield WallMapOrder(map="desks", size="A0")
    yield DeckOrder()
    yield AnalysisOrder(chain=CHAIN)
    yield CardOrder(chain=CHAIN, link=LINK)
    yield from (CompanyOrder(company=by_desk[desk][0]) for desk in DESKS)
    for at in range(3, 40, 3):
        ids = by_desk[DESKS[0]][at : at + 3]
        yield TripOrder(subject=DESKS[0], made_by="", rule=TripRule(), companies=tuple(ids))


def change_the_data(ledger: Ledger) -> None:
    """Write something down, so that every paper made before is of older data."""
    check = Check(
        chain_id=CHAIN,
        link_id=LINK,
        outcome=CheckOutcome.NONE,
        checked_on=ledger.clock().date(),
        document="走访纪要",
    )
    with ledger.writing(LOCAL) as session:
        record_check(session, LOCAL, check)
