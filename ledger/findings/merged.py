"""Which company counts for another: a merged one's for whoever still names it by its own id."""

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from ledger.schema.same_company import SameCompanyRow
from targets.stores.tables import COMPANY

SAME, BRANCH = "same", "branch"
ONE = (SAME, BRANCH)  # verdicts that make two companies one


def merged_into(connection: Connection, *verdicts: str) -> dict[str, str]:
    """Return the id of the company that was kept, by the id of the one that was not.

    Only while the one that was kept is in the ledger: an import may be undone that brought it.
    """
    table = SameCompanyRow.__table__.c
    query = select(table.second_id, table.first_id).where(
        table.verdict.in_(verdicts or ONE),
        table.withdrawn_at.is_(None),
        table.first_id.in_(select(COMPANY.c.id)),
    )
    return {row.second_id: row.first_id for row in connection.execute(query)}


def kept_instead(session: Session, company_id: str) -> str:
    """Return the id of the company that one was merged into in the end, "" if it was not."""
    into = merged_into(session.connection())
    kept = ""
    while (further := into.get(kept or company_id)) and further != company_id:
        kept = further
    return kept


def merged_under(session: Session, company_id: str) -> tuple[str, ...]:
    """Return the ids of the companies that one counts for, sorted; itself is not among them."""
    into = merged_into(session.connection())
    found: set[str] = set()
    wave = {company_id}
    while wave:
        wave = {gone for gone, kept in into.items() if kept in wave} - found - {company_id}
        found |= wave
    return tuple(sorted(found))


def counted(session: Session, company_id: str, desk: str) -> tuple[str, str]:
    """Return id and desk of the company that what is recorded of one belongs to: often itself."""
    kept = kept_instead(session, company_id)
    if not kept:
        return company_id, desk
    return kept, session.scalar(select(COMPANY.c.desk).where(COMPANY.c.id == kept)) or ""


def desks_of(session: Session, company_id: str, told: str) -> set[str]:
    """Return the desk a caller names and the one the list has: a right needs to hold for both."""
    listed = session.scalar(select(COMPANY.c.desk).where(COMPANY.c.id == company_id))
    return {told, told if listed is None else listed}
