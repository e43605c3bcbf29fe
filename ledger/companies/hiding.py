"""Keep companies that were merged into others out of every list and count.

They stay in the ledger with a basis that no question asks for; their links and lists count for
the company that was kept. Both are done again whenever something was written of one of them.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, Table, func, insert, select, update
from sqlalchemy.orm import Session

from ledger.findings.merged import ONE, SAME, merged_into
from ledger.schema.same_company import SameCompanyRow
from targets.model import LinkState
from targets.stores.standing import MERGED
from targets.stores.tables import COMPANY, LINKS, LISTS


def same_version(session: Session) -> str:
    """Return a text that changes whenever two companies are made one, or apart again."""
    row = SameCompanyRow
    query = select(func.count(row.id), func.count(row.withdrawn_at))
    return "·".join(map(str, session.execute(query).one()))


def hide_merged(connection: Connection) -> None:
    """Hide every company that was merged into another, where a write has shown it again."""
    gone = sorted(merged_into(connection))
    if gone:
        shown = ~COMPANY.c.basis.contains(MERGED)
        hidden = COMPANY.c.basis + MERGED
        where = (COMPANY.c.id.in_(gone), shown)
        connection.execute(update(COMPANY).where(*where).values(basis=hidden))


def show_left(connection: Connection, removed: Collection[str]) -> None:
    """Show those again that were merged into companies which are no longer there."""
    table = SameCompanyRow.__table__.c
    left = select(table.second_id).where(
        table.verdict.in_(ONE), table.withdrawn_at.is_(None), table.first_id.in_(removed)
    )
    shown = func.replace(COMPANY.c.basis, MERGED, "")
    connection.execute(update(COMPANY).where(COMPANY.c.id.in_(left)).values(basis=shown))


def lend_all(connection: Connection, ids: Collection[str] | None = None) -> set[int]:
    """Give links and lists of merged companies to those kept; return the numbers of these.

    `ids`: only where one of them is concerned. What the kept company has stays as it is.
    """
    pairs = [
        (gone, kept)
        for gone, kept in merged_into(connection).items()
        if ids is None or {gone, kept} & set(ids)
    ]
    numbers = _numbers(connection, {company for pair in pairs for company in pair})
    alike = merged_into(connection, SAME).keys()
    return {
        numbers[kept]
        for gone, kept in pairs
        if gone in numbers
        and kept in numbers
        and lend(connection, numbers[gone], numbers[kept], with_lists=gone in alike)
    }


def lend(connection: Connection, gone: int, kept: int, *, with_lists: bool) -> bool:
    """Copy links and lists of a company to another that lacks them; tell if it lacked any.

    The lists of a branch are not those of its company: a list names whom it means.
    """
    of_links = (LINKS.c.state != LinkState.REJECTED.value,)
    lent = _lend(connection, LINKS, ("chain", "link"), (gone, kept), of_links)
    if with_lists:
        lent += _lend(connection, LISTS, ("name", "edition"), (gone, kept), ())
    return lent > 0


def _lend(
    connection: Connection,
    table: Table,
    key: tuple[str, str],
    two: tuple[int, int],
    which: Collection[ColumnElement[bool]],
) -> int:
    gone, kept = two
    held = select(*(table.c[name] for name in key)).where(table.c.company == kept)
    there = {tuple(row) for row in connection.execute(held)}
    theirs = select(table).where(table.c.company == gone, *which)
    lent = [
        {**row, "company": kept}
        for row in connection.execute(theirs).mappings()
        if tuple(row[name] for name in key) not in there
    ]
    if lent:
        connection.execute(insert(table), lent)
    return len(lent)


def _numbers(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    query = select(COMPANY.c.id, COMPANY.c.number).where(COMPANY.c.id.in_(sorted(ids)))
    return {row.id: row.number for row in connection.execute(query)}
