"""Trip books for tests: made-up companies in a chain with one gap and one plot."""

import hashlib
from datetime import date

from briefings.company.briefing import KnownCompany
from briefings.state.state import DataState
from briefings.trip.book import TripBook, TripRequest, write_book
from briefings.trip.route import TripRule
from targets.model import Relation, Signal
from targets.scoring.score import Findings
from tests.builders import make_chain
from tests.ledger.builders import make_plot
from tests.papers.companies import make_assignment, make_company, make_known, make_state

MONDAY = date(2026, 11, 30)


def gap_state(*, plot_name: str = "地块甲", chain_name: str = "textiles") -> DataState:
    """Return a state with a chain whose acid is missing, and one plot."""
    chain = make_chain("ore>acid:3", "acid>salt:3", acid="missing")
    chain = chain.model_copy(update={"name": chain_name})
    # What was judged is kept per version, so states that differ must not share one.
    version = f"t{hashlib.sha256(f'{plot_name}{chain_name}'.encode()).hexdigest()[:6]}"
    plot = make_plot("YX-1", name=plot_name, area_mu=120)
    return make_state(chain, plots=(plot,), version=version)


def company(number: int, name: str = "", city: str = "上海", **fields: object) -> KnownCompany:
    """Return what is known of one company that makes acid."""
    given = {"products": "酸", "city": city, "assignments": (make_assignment(),)}
    named = name or f"第{number}公司"
    return make_known(make_company(f"c{number:010}", name=named, **(given | fields)))


def known_well(number: int, text: str) -> KnownCompany:
    """Return a company of which every field, tie and event says `text`."""
    fields = {"name_en": text, "products": text, "industry": text, "note": text, "status": text}
    made = make_company(
        f"c{number:010}",
        name=text[:80],
        city="上海",
        source_title=text,
        assignments=(make_assignment(reason=text),),
        **fields,
    )
    findings = Findings(
        (Signal(kind="plant", happened_on=date(2026, 9, 1), says=text, source=text),),
        (Relation(kind="supplier", resident=text, says=text, source=text),),
    )
    return make_known(made, findings=findings)


def make_book(
    *companies: KnownCompany, state: DataState | None = None, subject: str = "长三角"
) -> TripBook:
    """Return the book for those companies, starting on a Monday."""
    request = TripRequest(subject, "王编制", TripRule(MONDAY))
    return write_book(state or gap_state(), companies, request)
