"""Take companies of the columnar file into the ledger once somebody found something out of them.

The file is only read, so what was found could not count there. The ledger's row stands in its
place from then on (`targets.stores.store`), and follows every change like any other.
"""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from ledger.companies.reading import companies_of
from ledger.companies.writing import write_companies
from ledger.schema.desk_work import LookupRow, RelationRow, SignalRow
from targets.stores.search import find_companies
from targets.stores.tables import COMPANY
from targets.stores.values import Measure

ADOPTED = "columnar"
AT_ONCE = 500


def adopt(
    session: Session, environment: Mapping[str, str], ids: Collection[str], measure: Measure
) -> int:
    """Bring those of `ids` that only the columnar file has into the ledger; return how many."""
    there = session.scalars(select(COMPANY.c.id).where(COMPANY.c.id.in_(sorted(ids))))
    missing = sorted(set(ids) - set(there))
    if not missing:
        return 0
    with companies_of(session, environment) as companies:
        if len(companies.stores) == 1:
            return 0
        found = [
            one.company
            for at in range(0, len(missing), AT_ONCE)
            for one in find_companies(companies, missing[at : at + AT_ONCE]).values()
        ]
    write_companies(session, found, ADOPTED, measure)
    return len(found)


def spoken_of(session: Session, measure: Measure) -> set[str]:
    """Return the ids of all companies of which anything was ever found out."""
    return {*measure.ties, *_found(session)}


def _found(session: Session) -> Iterator[str]:
    for table in (SignalRow, RelationRow, LookupRow):
        yield from session.scalars(select(table.company_id).distinct())
