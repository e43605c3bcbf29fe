"""Open the companies for reading: those of the ledger, and a columnar file behind them if any."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from chains.office import office_folder
from ledger.database import Ledger
from targets.columnar import columnar_version, current_file, open_file
from targets.stores import Companies
from targets.tables import COMPANY

AT_ONCE = 1000


@contextmanager
def open_companies(ledger: Ledger, environment: Mapping[str, str]) -> Iterator[Companies]:
    """Open what `targets.search` and `targets.facets` ask; for one answer, not across a click.

    Raises:
        LedgerUnavailable: the database does not answer.
    """
    with ledger.reading() as session, companies_of(session, environment) as companies:
        yield companies


@contextmanager
def companies_of(session: Session, environment: Mapping[str, str]) -> Iterator[Companies]:
    """Open the companies beside what else is asked in a session that is open already."""
    file = current_file(office_folder(environment))
    if file is None:
        yield Companies(session.connection())
        return
    with _engine(file).connect() as columnar:
        ids = tuple(session.scalars(select(COMPANY.c.id).order_by(COMPANY.c.id)))
        yield Companies(session.connection(), columnar, _hidden(file, ids))


def columnar_file_version(environment: Mapping[str, str]) -> str:
    """Return a text that changes whenever another columnar file counts; "" without one."""
    file = current_file(office_folder(environment))
    return columnar_version(file) if file else ""


@lru_cache(maxsize=2)
def _engine(file: Path) -> Engine:
    return open_file(file)


@lru_cache(maxsize=4)
def _hidden(file: Path, ids: tuple[str, ...]) -> tuple[int, ...]:
    """Return the numbers of the companies of `file` that the ledger has as well."""
    found: list[int] = []
    with _engine(file).connect() as connection:
        for at in range(0, len(ids), AT_ONCE):
            query = select(COMPANY.c.number).where(COMPANY.c.id.in_(ids[at : at + AT_ONCE]))
            found += connection.scalars(query)
    return tuple(sorted(found))
