"""Open the companies for reading: those of the ledger, and a columnar file behind them if any."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from files.office import office_folder
from ledger.book.audit import topic_version
from ledger.book.database import Ledger
from targets.stores.columnar import columnar_version, current_file, open_file
from targets.stores.store import Companies
from targets.stores.tables import COMPANY, STATE

AT_ONCE = 1000


@contextmanager
def open_companies(ledger: Ledger, environment: Mapping[str, str]) -> Iterator[Companies]:
    """Open what `targets.stores` asks; for one answer, not across a click.

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
        hidden = _hidden(_Both(file, _companies_state(session), session))
        yield Companies(session.connection(), columnar, hidden)


def columnar_file_version(environment: Mapping[str, str]) -> str:
    """Return a text that changes whenever another columnar file counts; "" without one."""
    file = current_file(office_folder(environment))
    return columnar_version(file) if file else ""


@lru_cache(maxsize=2)
def _engine(file: Path) -> Engine:
    return open_file(file)


@dataclass(frozen=True)
class _Both:
    """A file and a state of the ledger's companies; the session reads them if nobody has yet."""

    file: Path
    state: str
    session: Session = field(compare=False)


def _companies_state(session: Session) -> str:
    """Return a text that changes whenever companies come into a ledger or leave it."""
    states = [f"{row.name}={row.value}" for row in session.execute(select(STATE))]
    entries = topic_version(session, "company", "finding")
    return f"{session.get_bind().engine.url}·{entries}·{hash(tuple(sorted(states)))}"


@lru_cache(maxsize=4)
def _hidden(both: _Both) -> tuple[int, ...]:
    """Return the numbers of the companies of the file that the ledger has as well."""
    ids = both.session.scalars(select(COMPANY.c.id))
    found: list[int] = []
    with _engine(both.file).connect() as connection:
        while chunk := list(islice(ids, AT_ONCE)):
            found += connection.scalars(select(COMPANY.c.number).where(COMPANY.c.id.in_(chunk)))
    return tuple(sorted(found))
