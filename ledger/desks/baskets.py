"""出访清单: the companies a person means to visit; kept over sessions, everything undoable."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ledger.book.audit import append
from ledger.book.database import moment
from ledger.book.errors import NotPossible
from ledger.book.policy import Action, Actor, require
from ledger.findings.merged import kept_instead
from ledger.schema.baskets import BasketRow
from targets.stores.tables import COMPANY

TOPIC = "basket"
MOST = 200  # of one person: a trip book of more would be a directory


@dataclass(frozen=True, slots=True)
class BasketEntry:
    """清单一项: a company in a basket, its name and desk as of then, who put it there and when.

    `added_at` is never before that of a company added earlier, also after a clock was set back.
    """

    company: str
    name: str
    desk: str
    owner: str
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """待加入的企业: what is put into a basket: id, name and desk of a company."""

    company: str
    name: str
    desk: str


def add_to_basket(session: Session, actor: Actor, wanted: Iterable[Wanted]) -> tuple[str, ...]:
    """Put companies into the actor's own basket; return the ids that were not in it yet.

    In place of one that was merged into another goes that one.

    Raises:
        NotAllowed: `actor` may not prepare trips.
        NotPossible: the basket would hold more than `MOST`; nothing is added.
    """
    require(actor, Action.KEEP_BASKET)
    entries = basket(session, actor)
    held = {entry.company for entry in entries}
    meant = [_meant(session, want) for want in wanted]
    new = {want.company: want for want in meant if want.company not in held}
    if len(held) + len(new) > MOST:
        text = f"出访清单最多放 {MOST} 家（已有 {len(held)} 家），这次没有加入。请先移出一些。"
        raise NotPossible(text)
    added_at = _after(entries, moment(session))
    for want in new.values():
        row = BasketRow(owner=actor.id, company=want.company, desk=want.desk, name=want.name)
        row.added_at, row.changed_at = added_at, moment(session)
        row.changed_by, row.changed_name = actor.id, actor.name
        session.add(row)
    session.flush()
    if new:
        append(session, actor, (TOPIC, "add", actor.id), {"companies": sorted(new)})
    return tuple(new)


def _meant(session: Session, want: Wanted) -> Wanted:
    kept = kept_instead(session, want.company)
    query = select(COMPANY.c.name, COMPANY.c.desk).where(COMPANY.c.id == kept)
    found = session.execute(query).one_or_none() if kept else None
    return Wanted(kept, found.name, found.desk) if found else want


def take_from_basket(
    session: Session, actor: Actor, companies: Iterable[str]
) -> tuple[BasketEntry, ...]:
    """Take companies out of the actor's own basket; return those that were in it, for an undo.

    Raises:
        NotAllowed: `actor` may not prepare trips.
    """
    require(actor, Action.KEEP_BASKET)
    named = list(dict.fromkeys(companies))[:MOST]
    mine = (BasketRow.owner == actor.id, BasketRow.company.in_(named))
    rows = list(session.scalars(select(BasketRow).where(*mine).order_by(BasketRow.company)))
    taken = tuple(_entry(row) for row in rows)
    for row in rows:
        session.delete(row)
    session.flush()
    if taken:
        ids = [entry.company for entry in taken]
        append(session, actor, (TOPIC, "remove", actor.id), {"companies": ids})
    return taken


def basket(session: Session, actor: Actor, *, desk: str = "") -> tuple[BasketEntry, ...]:
    """Return the actor's own basket, or what of it belongs to `desk`; first added first."""
    require(actor, Action.READ)
    query = select(BasketRow).where(BasketRow.owner == actor.id)
    if desk:
        query = query.where(BasketRow.desk == desk)
    rows = session.scalars(query.order_by(BasketRow.added_at, BasketRow.company))
    return tuple(_entry(row) for row in rows)


def basket_counts(session: Session, actor: Actor) -> dict[str, int]:
    """Return how many companies of each desk are in the actor's own basket."""
    require(actor, Action.READ)
    query = (
        select(BasketRow.desk, func.count())
        .where(BasketRow.owner == actor.id)
        .group_by(BasketRow.desk)
        .order_by(BasketRow.desk)
    )
    return {str(desk): int(count) for desk, count in session.execute(query)}


def _after(entries: Sequence[BasketEntry], now: datetime) -> datetime:
    """Return `now`, or the first moment after all `entries` where the clock is behind them."""
    return max(now, entries[-1].added_at + timedelta(microseconds=1)) if entries else now


def _entry(row: BasketRow) -> BasketEntry:
    return BasketEntry(
        row.company,
        row.name,
        row.desk,
        row.owner,
        row.changed_name or row.changed_by,
        row.added_at,
    )
