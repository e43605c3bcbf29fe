"""Keep companies that were merged into others out of every list and count.

They stay in the ledger with a basis that no question asks for; their links count for the company
that was kept. Both are done again whenever something was written of one of them.
"""

from collections.abc import Collection

from sqlalchemy import Connection, RowMapping, func, insert, select, update
from sqlalchemy.orm import Session

from ledger.schema.same_company import SameCompanyRow
from targets.model import LinkState
from targets.stores.standing import MERGED
from targets.stores.tables import COMPANY, LINKS

ONE = ("same", "branch")  # verdicts that make two companies one


def merged_into(connection: Connection) -> dict[str, str]:
    """Return the id of the company that was kept, by the id of the one that was not.

    Only while the one that was kept is in the ledger: an import may be undone that brought it.
    """
    table = SameCompanyRow.__table__.c
    query = select(table.second_id, table.first_id).where(
        table.verdict.in_(ONE),
        table.withdrawn_at.is_(None),
        table.first_id.in_(select(COMPANY.c.id)),
    )
    return {row.second_id: row.first_id for row in connection.execute(query)}


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


def lend_links(connection: Connection, ids: Collection[str] | None = None) -> set[int]:
    """Give the links of merged companies to those that were kept; return the numbers of these.

    `ids`: only where one of them is concerned. A link that the kept company has stays as it is.
    """
    pairs = [
        (gone, kept)
        for gone, kept in merged_into(connection).items()
        if ids is None or {gone, kept} & set(ids)
    ]
    numbers = _numbers(connection, {company for pair in pairs for company in pair})
    return {
        numbers[kept]
        for gone, kept in pairs
        if gone in numbers and kept in numbers and lend(connection, numbers[gone], numbers[kept])
    }


def lend(connection: Connection, gone: int, kept: int) -> list[RowMapping]:
    """Copy the links of a company to another that lacks them; return the rows that were copied."""
    held = select(LINKS.c.chain, LINKS.c.link).where(LINKS.c.company == kept)
    there = {(row.chain, row.link) for row in connection.execute(held)}
    theirs = select(LINKS).where(LINKS.c.company == gone, LINKS.c.state != LinkState.REJECTED.value)
    lent = [
        row
        for row in connection.execute(theirs).mappings()
        if (row["chain"], row["link"]) not in there
    ]
    if lent:
        rows = [{**row, "company": kept} for row in lent]
        connection.execute(insert(LINKS), rows)
    return lent


def _numbers(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    query = select(COMPANY.c.id, COMPANY.c.number).where(COMPANY.c.id.in_(sorted(ids)))
    return {row.id: row.number for row in connection.execute(query)}
