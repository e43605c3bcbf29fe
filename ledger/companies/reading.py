"""Open the companies for reading: those of the ledger, and a store behind them if any."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from files.office import office_folder
from ledger.book.audit import topic_version
from ledger.book.database import Ledger
from targets.spelling.lines import search_rules
from targets.stores.engine import StorePlace
from targets.stores.registry import behind, store_on
from targets.stores.store import Companies
from targets.stores.tables import COMPANY, STATE

AT_ONCE = 1000
SEARCHED_AS_BEFORE = (
    "还不能按简繁、拼音和简称查到（文件是以前建的），请运行 python -m targets rebuild"
)


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
    ledger, found = store_on(session.connection()), behind(office_folder(environment))
    if found is None:
        yield Companies((ledger,))
        return
    place, _ = found
    with _engine(place).connect() as connection:
        hidden = _hidden(_Both(place, _companies_state(session), session))
        yield Companies((ledger, store_on(connection, hidden)))


def columnar_file_version(environment: Mapping[str, str]) -> str:
    """Return a text that changes whenever other companies lie behind the ledger; "" for none."""
    found = behind(office_folder(environment))
    return found[0].version if found else ""


def is_searched_as_before(environment: Mapping[str, str]) -> bool:
    """Tell whether a store behind the ledger knows less spellings than this program looks for."""
    found = behind(office_folder(environment))
    return found is not None and found[0].search_rules != search_rules()


@lru_cache(maxsize=2)
def _engine(place: StorePlace) -> Engine:
    return place.open()


@dataclass(frozen=True)
class _Both:
    """A place and a state of the ledger's companies; the session reads them if nobody has yet."""

    place: StorePlace
    state: str
    session: Session = field(compare=False)


def _companies_state(session: Session) -> str:
    """Return a text that changes whenever companies come into a ledger or leave it."""
    states = [f"{row.name}={row.value}" for row in session.execute(select(STATE))]
    entries = topic_version(session, "company", "finding")
    return f"{session.get_bind().engine.url}·{entries}·{hash(tuple(sorted(states)))}"


@lru_cache(maxsize=4)
def _hidden(both: _Both) -> tuple[int, ...]:
    """Return the numbers of the companies that both the place and the ledger have."""
    ids = both.session.scalars(select(COMPANY.c.id))
    found: list[int] = []
    with _engine(both.place).connect() as connection:
        store = store_on(connection)
        while chunk := list(islice(ids, AT_ONCE)):
            found += store.numbers(chunk)
    return tuple(sorted(found))
