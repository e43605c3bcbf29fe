"""The index of keywords in the ledger: pairs of characters, written by ourselves.

FTS5 without its texts on SQLite, an array under GIN on PostgreSQL; asked by
`targets.stores.conditions`. It holds nothing that is not in `company`: copies leave it out and
`rebuild` makes it anew.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, select, text

from targets.stores.keywords import bigrams
from targets.stores.tables import COMPANY

AT_ONCE = 1000
Entry = tuple[int, str]  # number of the company, its search text


def add(connection: Connection, entries: Iterable[Entry]) -> None:
    """Put companies into the index that are not in it."""
    if connection.dialect.name == "sqlite":
        query = "INSERT INTO company_bigram(rowid, bigrams) VALUES (:number, :pairs)"
    else:
        # One text is sent in a third of the time of an array of hundreds.
        query = (
            "INSERT INTO company_bigram(company, bigrams) "
            "VALUES (:number, string_to_array(:pairs, ' '))"
        )
    _run(connection, query, entries)


def remove(connection: Connection, entries: Iterable[Entry]) -> None:
    """Take companies out; an index without texts must be told what it was given."""
    if connection.dialect.name == "sqlite":
        query = (
            "INSERT INTO company_bigram(company_bigram, rowid, bigrams) "
            "VALUES ('delete', :number, :pairs)"
        )
        _run(connection, query, entries)
        return
    numbers = [{"number": number} for number, _ in entries]
    if numbers:
        connection.execute(text("DELETE FROM company_bigram WHERE company = :number"), numbers)


def rebuild(connection: Connection) -> None:
    """Make the whole index anew from the companies there are."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO company_bigram(company_bigram) VALUES ('delete-all')"))
    else:
        connection.execute(text("DELETE FROM company_bigram"))
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
    values = [{"number": number, "pairs": " ".join(bigrams(texts))} for number, texts in entries]
    if values:
        connection.execute(text(query), values)
