"""How many companies there are, by desk and by chain, and what was found out about them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from briefings.changes.results import MOST_NAMED, CompanyResults, SignalResult, TargetResult
from briefings.state.state import DataState
from briefings.targets.finding import targets_in_step
from briefings.targets.state import TargetState
from files.office import CHINA
from ledger.book.database import Ledger
from ledger.companies.reading import companies_of
from ledger.desks.areas import current_desks
from ledger.findings.signals import standing_signals
from targets.model import ScoreWeights
from targets.stores.facets import find_facets
from targets.stores.query import CompanyFilter
from targets.stores.search import count, find_companies, find_page
from targets.stores.store import Companies
from targets.stores.values import CLASS_RULES

EVERY = CompanyFilter()


@dataclass(frozen=True, slots=True)
class CountRequest:
    """What is asked of companies beside a reading session, and what they are scored by."""

    session: Session
    companies: Companies
    targets: TargetState

    @property
    def weights(self) -> ScoreWeights:
        """Those of the settings."""
        return self.targets.yardstick.settings.weights


@contextmanager
def asking(
    ledger: Ledger, state: DataState, environment: Mapping[str, str]
) -> Iterator[CountRequest]:
    """Open the companies, in step with `state`, beside a session that reads the ledger.

    Raises:
        DataError: a file of companies or of settings does not hold together.
        LedgerUnavailable: the ledger does not answer.
    """
    targets, _ = targets_in_step(ledger, state, environment)
    with ledger.reading() as session, companies_of(session, environment) as companies:
        yield CountRequest(session, companies, targets)


def count_companies(session: Session, companies: Companies) -> CompanyResults:
    """Return what a snapshot keeps of the companies that may be shown as targets."""
    desks = [desk.name for desk in current_desks(session).settings.desks]
    total = count(companies, EVERY)
    return CompanyResults(
        total=total,
        listed_by=CLASS_RULES,
        by_desk={desk: count(companies, CompanyFilter(desk=desk)) for desk in desks},
        by_chain=dict(find_facets(companies, EVERY).chains),
        named=_named(companies) if total <= MOST_NAMED else None,
        signals=tuple(_signals(session, companies)),
    )


def _named(companies: Companies) -> tuple[TargetResult, ...]:
    rows = find_page(companies, EVERY, limit=MOST_NAMED).rows
    targets = (
        TargetResult(id=r.id, name=r.name, desk=r.desk, origin=_origin(r.source_title, r.published))
        for r in rows
    )
    return tuple(sorted(targets, key=lambda target: target.id))


def _origin(title: str, published: str) -> str:
    return f"{title}（{published}）" if published else title


def _signals(session: Session, companies: Companies) -> Iterator[SignalResult]:
    kept = standing_signals(session)
    known = find_companies(companies, [found.record.company_id for found in kept])
    for found in kept:
        signal, record = found.signal, found.record
        company = known.get(record.company_id)
        on = record.recorded_at.astimezone(CHINA).date()
        yield SignalResult(
            company_id=record.company_id,
            company=company.company.name if company else record.company_id,
            kind=signal.kind,
            happened_on=signal.happened_on,
            says=signal.says,
            origin=f"{signal.source}（{record.recorded_by} {on} 登记）",
        )
