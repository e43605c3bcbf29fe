"""SQLite: the ledger in a file. Keywords stand in an FTS5 table that keeps no texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import Text, column, select, table

from targets.stores.conditions import Conditions
from targets.stores.engine import IndexStatements, StoreEngine
from targets.stores.keywords import bigrams
from targets.stores.sql_store import SqlStore
from targets.stores.store import Abilities
from targets.stores.tables import COMPANY

PAIRS_TABLE = "company_bigram"
MOST_PAIRS = 60  # of one spelling: so many narrow down enough, and a question has its depth
_PAIRS = table(PAIRS_TABLE, column("rowid"), column(PAIRS_TABLE, Text))


@dataclass(frozen=True, slots=True)
class SqliteStore(SqlStore):
    """SQLite 企业库: the companies of a ledger in a file."""

    abilities: ClassVar[Abilities] = Abilities(keyword_index=True)

    def by_index(
        self, indexed: Sequence[Sequence[str]], words: Sequence[Sequence[str]]
    ) -> Conditions:
        """Return the match of all pairs of one spelling, and the text itself."""
        having = (
            " OR ".join(f"({' '.join(bigrams(one)[:MOST_PAIRS])})" for one in spelt)
            for spelt in indexed
        )
        matching = _PAIRS.c[PAIRS_TABLE].match(" AND ".join(f"({one})" for one in having))
        narrowed = select(_PAIRS.c.rowid).where(matching)
        return [COMPANY.c.number.in_(narrowed), *self.by_text(words)]


ENGINE = StoreEngine(
    "sqlite",
    SqliteStore,
    index=IndexStatements(
        add="INSERT INTO company_bigram(rowid, bigrams) VALUES (:number, :pairs)",
        # An index without texts must be told what it was given.
        remove=(
            "INSERT INTO company_bigram(company_bigram, rowid, bigrams) "
            "VALUES ('delete', :number, :pairs)"
        ),
        clear="INSERT INTO company_bigram(company_bigram) VALUES ('delete-all')",
    ),
)
