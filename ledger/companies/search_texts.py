"""Bring the texts that companies are looked for in, and their index, to the rules of now."""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, RowMapping, bindparam, select, update

from ledger.schema import company_index
from targets.spelling.lines import search_text
from targets.stores.rows import read_companies
from targets.stores.tables import COMPANY

AT_ONCE = 500
TOLD_AT = 10_000
Tell = Callable[[int], None]


def silent(_: int) -> None:
    """Tell nobody how far it is."""


def refill_search_texts(connection: Connection, tell: Tell = silent) -> int:
    """Write the search text of every company anew where it differs; return how many it was.

    `tell` is told now and then how many companies were looked through.
    """
    changed = seen = 0
    for rows in _stretches(connection):
        if seen and seen % TOLD_AT == 0:
            tell(seen)
        seen += len(rows)
        numbers = [row["number"] for row in rows]
        found = read_companies(connection, COMPANY.c.number.in_(numbers))
        texts = {row["number"]: search_text(found[row["id"]].company) for row in rows}
        before = [
            (row["number"], row["search_text"])
            for row in rows
            if row["search_text"] != texts[row["number"]]
        ]
        _replace(connection, before, [(number, texts[number]) for number, _ in before])
        changed += len(before)
    return changed


def _replace(
    connection: Connection,
    before: list[company_index.Entry],
    after: list[company_index.Entry],
) -> None:
    if not before:
        return
    company_index.remove(connection, before)
    by_number = update(COMPANY).where(COMPANY.c.number == bindparam("is_number"))
    values = [{"is_number": number, "search_text": text} for number, text in after]
    connection.execute(by_number, values)
    company_index.add(connection, after)


def _stretches(connection: Connection) -> Iterator[list[RowMapping]]:
    query = select(COMPANY.c.number, COMPANY.c.id, COMPANY.c.search_text)
    last = -1
    while True:
        after = query.where(COMPANY.c.number > last).order_by(COMPANY.c.number).limit(AT_ONCE)
        rows = list(connection.execute(after).mappings())
        if not rows:
            return
        yield rows
        last = rows[-1]["number"]
