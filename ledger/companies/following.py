"""What follows when a company is merged into another, and how it goes back."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping, Select, Table, delete, func, select, update
from sqlalchemy.orm import Session

from ledger.schema.baskets import BasketRow
from ledger.schema.desk_work import LookupRow, RelationRow, SignalRow
from ledger.schema.visits import VisitRow
from targets.stores.tables import LINKS, LISTS

FOLLOWING = (SignalRow, RelationRow, LookupRow, VisitRow)
OWN = {"own_links": (LINKS, ("chain", "link")), "own_lists": (LISTS, ("name", "edition"))}
SIGNS = {"own_links": ("basis", "reason"), "own_lists": ()}  # by which a row is known besides
Moved = dict[str, Any]  # by table the numbers of the rows that followed; baskets as they were


def follow(session: Session, kept: RowMapping, gone: RowMapping) -> Moved:
    """Give what was found out of one company to another; return what it was, to go back."""
    moved: Moved = {}
    for table in FOLLOWING:
        mine = select(table.id).where(table.company_id == gone["id"]).order_by(table.id)
        moved[table.__tablename__] = list(session.scalars(mine))
        _give(session, table, moved[table.__tablename__], kept["id"])
    moved["baskets"] = _follow_baskets(session, kept, gone)
    return moved


def unfollow(session: Session, kept: str, gone: str, moved: Mapping[str, Any]) -> None:
    """Give back what followed; what was found out since stays with the company that was kept."""
    for table in FOLLOWING:
        _give(session, table, moved.get(table.__tablename__, ()), gone)
    for entry in moved.get("baskets", ()):
        key = {"owner": entry["owner"]}
        now = session.get(BasketRow, {**key, "company": kept})
        if now is None and not entry["both"]:
            continue  # taken out meanwhile: it was this place
        values = {name: entry[name] for name in ("name", "desk")}
        if entry["both"]:
            _put_back(session, now, key | {"company": gone} | values)
        elif now is not None:
            _rename(session, entry["owner"], kept, {"company": gone, **values})


def own_rows(session: Session, company: int) -> Moved:
    """Return the links a company has as [chain, link], and its lists as [name, edition]."""
    return {
        name: sorted(list(row) for row in session.execute(_keys(table, key, company)))
        for name, (table, key) in OWN.items()
    }


def take_rows_back(session: Session, two: tuple[int, int], moved: Mapping[str, Any]) -> None:
    """Take away the links and lists that the first company has from the second, but for its own.

    A link that somebody decided on since stays.
    """
    kept, gone = two
    for name, (table, key) in OWN.items():
        for row in session.execute(select(table).where(table.c.company == gone)).mappings().all():
            if name not in moved or [row[part] for part in key] in moved[name]:
                continue
            alike = [table.c[part] == row[part] for part in (*key, *SIGNS[name])]
            untouched = [table.c.decided_by == ""] if table is LINKS else []
            session.execute(delete(table).where(table.c.company == kept, *untouched, *alike))


def _keys(table: Table, key: tuple[str, str], company: int) -> Select[Any]:
    return select(*(table.c[part] for part in key)).where(table.c.company == company)


def _give(session: Session, table: Any, ids: Sequence[int], company: str) -> None:  # noqa: ANN401
    """A bulk change: the version counts up by itself, and nobody's name is put to it."""
    if ids:
        values = {"company_id": company, "version": table.version + 1}
        session.execute(update(table).where(table.id.in_(ids)).values(values))
        session.expire_all()


def _follow_baskets(session: Session, kept: RowMapping, gone: RowMapping) -> list[Moved]:
    query = select(BasketRow).where(BasketRow.company == gone["id"]).order_by(BasketRow.owner)
    before: list[Moved] = []
    for row in list(session.scalars(query)):
        both = session.get(BasketRow, {"owner": row.owner, "company": kept["id"]}) is not None
        told = {"owner": row.owner, "name": row.name, "desk": row.desk, "both": both}
        before.append(told)
        if both:
            session.delete(row)
        else:
            values = {"company": kept["id"], "name": kept["name"], "desk": kept["desk"]}
            _rename(session, row.owner, gone["id"], values)
    session.flush()
    return before


def _rename(session: Session, owner: str, company: str, values: Mapping[str, str]) -> None:
    mine = (BasketRow.owner == owner, BasketRow.company == company)
    changed = {**values, "version": BasketRow.version + 1}
    session.execute(update(BasketRow).where(*mine).values(changed))
    session.expire_all()


def _put_back(session: Session, beside: BasketRow | None, values: Mapping[str, str]) -> None:
    """Put a company into a basket again where both had been; not if it was emptied meanwhile."""
    if beside is None or session.scalar(_is_there(values)):
        return
    row = BasketRow(**values)
    row.added_at, row.changed_at = beside.added_at, beside.changed_at
    row.changed_by, row.changed_name = beside.changed_by, beside.changed_name
    session.add(row)
    session.flush()


def _is_there(values: Mapping[str, str]) -> Any:  # noqa: ANN401
    mine = (BasketRow.owner == values["owner"], BasketRow.company == values["company"])
    return select(func.count()).select_from(BasketRow).where(*mine)
