"""The index of keywords in the ledger: pairs of characters, written by ourselves.

How it is kept and asked is for each engine to say (`targets.stores.registry`). It holds nothing
that is not in `company`: copies leave it out and `rebuild` makes it anew.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, select, text

from targets.stores.engine import IndexStatements
from targets.stores.keywords import bigrams
from targets.stores.registry import engine_of
from targets.stores.tables import COMPANY

AT_ONCE = 1000
Entry = tuple[int, str]  # number of the company, its search text


def add(connection: Connection, entries: Iterable[Entry]) -> None:
    """Put companies into the index that are not in it."""
    _run(connection, _statements(connection).add, entries)


def remove(connection: Connection, entries: Iterable[Entry]) -> None:
    """Take companies out, with the search text each was put in with."""
    _run(connection, _statements(connection).remove, entries)


def rebuild(connection: Connection) -> None:
    """Make the whole index anew from the companies there are."""
    connection.execute(text(_statements(connection).clear))
    query = select(COMPANY.c.number, COMPANY.c.search_text)
    last = -1
    while True:
        after = query.where(COMPANY.c.number > last).order_by(COMPANY.c.number).limit(AT_ONCE)
        rows = [(number, texts) for number, texts in connection.execute(after)]
        if not rows:
            return
        add(connection, rows)
        last = rows[-1][0]


def _run(connection: Connection, query: str, entries: Iterable[Entry]) -> None:
    with_pairs = ":pairs" in query  # they take longest, and not every statement wants them
    values = [
        {"number": number} | ({"pairs": " ".join(bigrams(texts))} if with_pairs else {})
        for number, texts in entries
    ]
    if values:
        connection.execute(text(query), values)


def _statements(connection: Connection) -> IndexStatements:
    """Return how the engine of this ledger keeps the index."""
    engine = engine_of(connection)
    if engine.index is None:
        msg = f"{engine.scheme} is no engine of a ledger: it keeps no index"
        raise ValueError(msg)
    return engine.index
