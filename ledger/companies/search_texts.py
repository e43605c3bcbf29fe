"""Bring the texts that companies are looked for in and joined by to the rules of now."""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, RowMapping, bindparam, select, update

from ledger.schema import company_index
from targets.model import Company
from targets.stores.rows import read_companies
from targets.stores.tables import COMPANY
from targets.stores.values import Values, stated_values

AT_ONCE = 500
TOLD_AT = 10_000
WRITTEN = ("name_key", "search_text")
Tell = Callable[[int], None]


def silent(_: int) -> None:
    """Tell nobody how far it is."""


def refill_search_texts(connection: Connection, tell: Tell = silent) -> int:
    """Write search text and key of every company anew where they differ; return how many it was.

    `tell` is told now and then how many companies were looked through.
    """
    changed = seen = 0
    for rows in _stretches(connection):
        if seen and seen % TOLD_AT == 0:
            tell(seen)
        seen += len(rows)
        numbers = [row["number"] for row in rows]
        found = read_companies(connection, COMPANY.c.number.in_(numbers))
        now = [_texts(found[row["id"]].company, row["number"]) for row in rows]
        differing = [
            (before, after)
            for before, after in zip(rows, now, strict=True)
            if any(before[name] != after[name] for name in WRITTEN)
        ]
        _replace(connection, differing)
        changed += len(differing)
    return changed


def _texts(company: Company, number: int) -> Values:
    stated = stated_values(company)
    return {"is_number": number, **{name: stated[name] for name in WRITTEN}}


def _replace(connection: Connection, differing: list[tuple[RowMapping, Values]]) -> None:
    if not differing:
        return
    before = [(old["number"], old["search_text"]) for old, _ in differing]
    company_index.remove(connection, before)
    by_number = update(COMPANY).where(COMPANY.c.number == bindparam("is_number"))
    connection.execute(by_number, [new for _, new in differing])
    after = [(new["is_number"], new["search_text"]) for _, new in differing]
    company_index.add(connection, after)


def _stretches(connection: Connection) -> Iterator[list[RowMapping]]:
    query = select(COMPANY.c.number, COMPANY.c.id, *(COMPANY.c[name] for name in WRITTEN))
    last = -1
    while True:
        after = query.where(COMPANY.c.number > last).order_by(COMPANY.c.number).limit(AT_ONCE)
        rows = list(connection.execute(after).mappings())
        if not rows:
            return
        yield rows
        last = rows[-1]["number"]
