"""PostgreSQL: the ledger on a server. Keywords stand in arrays of pairs under a GIN index."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import Text, column, or_, select, table
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import TypeCompiler

from targets.stores.conditions import Conditions
from targets.stores.engine import IndexStatements, StoreEngine
from targets.stores.keywords import bigrams
from targets.stores.sql_store import SqlStore
from targets.stores.store import Abilities
from targets.stores.tables import COMPANY, InBytes

SCHEME = "postgresql"
_PAIRS = table("company_bigram", column("company"), column("bigrams", ARRAY(Text)))


@dataclass(frozen=True, slots=True)
class PostgresqlStore(SqlStore):
    """PostgreSQL 企业库: the companies of a ledger on a server."""

    abilities: ClassVar[Abilities] = Abilities(keyword_index=True)

    def by_index(
        self, indexed: Sequence[Sequence[str]], words: Sequence[Sequence[str]]
    ) -> Conditions:
        """Return that all pairs of one spelling are there, and the text itself."""
        having = (
            or_(*(_PAIRS.c.bigrams.contains(bigrams(one)) for one in spelt)) for spelt in indexed
        )
        narrowed = select(_PAIRS.c.company).where(*having)
        return [COMPANY.c.number.in_(narrowed), *self.by_text(words)]


@compiles(InBytes, SCHEME)
def _sorted_by_bytes(element: InBytes, _: TypeCompiler, **__: object) -> str:
    return f'VARCHAR({element.length}) COLLATE "C"'


ENGINE = StoreEngine(
    SCHEME,
    PostgresqlStore,
    index=IndexStatements(
        # One text is sent in a third of the time of an array of hundreds.
        add=(
            "INSERT INTO company_bigram(company, bigrams) "
            "VALUES (:number, string_to_array(:pairs, ' '))"
        ),
        remove="DELETE FROM company_bigram WHERE company = :number",
        clear="DELETE FROM company_bigram",
    ),
)
