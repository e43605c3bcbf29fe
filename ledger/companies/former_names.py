"""曾用名: what companies of a ledger are called now, by the names that they had before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from ledger.book.audit import topic_version
from targets.names import name_key
from targets.spelling.folding import folded_name
from targets.stores.standing import bases_asked
from targets.stores.tables import COMPANY
from targets.stores.values import MANY

BASES = bases_asked(with_memory=False, with_closed=True, with_apart=True)
"""Those of a source; a resident is no target, and a company that was merged has another row."""


def renamed(session: Session, names: frozenset[str]) -> Mapping[str, str]:
    """Return the name of today of each of `names` that just one company gave up.

    A name that a company bears now is not one that was given up.
    """
    entries = topic_version(session, "company", "finding")
    return _renamed(_Asked(f"{session.get_bind().engine.url}·{entries}", session), names)


@dataclass(frozen=True)
class _Asked:
    """A state of the companies of a ledger; the session reads them if nobody has yet."""

    state: str
    session: Session = field(compare=False)


@lru_cache(maxsize=2)
def _renamed(asked: _Asked, names: frozenset[str]) -> Mapping[str, str]:
    wanted: dict[str, set[str]] = {name_key(name): set() for name in names}
    told = select(COMPANY.c.name, COMPANY.c.former_names).where(COMPANY.c.basis.in_(BASES))
    for row in asked.session.execute(told.where(COMPANY.c.former_names != "")):
        for key in map(name_key, filter(None, row.former_names.split(MANY))):
            if key in wanted and key != name_key(row.name):
                wanted[key].add(row.name)
    left = {name: today for name in names if len(today := wanted[name_key(name)]) == 1}
    folded = {folded_name(name): name for name in left}
    bears = select(COMPANY.c.name_key).where(COMPANY.c.name_key.in_(sorted(folded)))
    borne = {folded[key] for key in asked.session.scalars(bears.where(COMPANY.c.basis.in_(BASES)))}
    return {name: next(iter(today)) for name, today in left.items() if name not in borne}
