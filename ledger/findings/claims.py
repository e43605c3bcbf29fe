"""首招: which desk holds a company, read off the visits that stand (docs/methods.md 8)."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from files.office import CHINA
from files.personal.phones import without_phones
from ledger.schema.visits import VisitRow
from targets.scoring.claims import Claim, Lead, claim_of


def claim_on(session: Session, company_id: str, today: date, silent_days: int) -> Claim | None:
    """Return who holds a company; None if nobody does.

    A day of which a visit is recorded has been, whatever a clock that was set back says of
    `today`.
    """
    query = select(VisitRow).where(VisitRow.company_id == company_id, _stands())
    return _claim(session.scalars(query.order_by(VisitRow.id)).all(), today, silent_days)


def claims_by_company(
    session: Session, today: date, silent_days: int
) -> dict[str, tuple[str, Claim]]:
    """Return by company id how a visit named the company, and who holds it; by id."""
    query = select(VisitRow).where(_stands()).order_by(VisitRow.company_id, VisitRow.id)
    found: dict[str, tuple[str, Claim]] = {}
    for company_id, of_one in groupby(session.scalars(query), lambda row: row.company_id):
        visits = list(of_one)
        claim = _claim(visits, today, silent_days)
        if claim is not None:
            found[company_id] = (visits[0].company_name, claim)
    return found


def claim_words(claim: Claim) -> str:
    """Say which visit holds it, and who came later; not who holds it, nor a telephone number."""
    lead = claim.lead
    late = f"（{lead.entered} 登记）" if lead.entered != lead.on else ""
    later = f"；后有{'、'.join(claim.helpers)}协助" if claim.helpers else ""
    return without_phones(f"{lead.on} 拟投{lead.product}{late}{later}")


def _stands() -> ColumnElement[bool]:
    return VisitRow.withdrawn_at.is_(None)


def _claim(visits: Sequence[VisitRow], today: date, silent_days: int) -> Claim | None:
    leads = list(_leads(visits))
    return claim_of(leads, max([today, *(lead.on for lead in leads)]), silent_days)


def _leads(visits: Iterable[VisitRow]) -> Iterable[Lead]:
    for row in visits:
        entered = max(row.recorded_at.astimezone(CHINA).date(), row.visited_on)
        yield Lead(row.desk, row.visited_on, entered, row.product, row.witness)
