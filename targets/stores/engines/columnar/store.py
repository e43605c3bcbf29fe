"""DuckDB: a columnar file behind the ledger. Keywords have pairs, desks have their facets."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from sqlalchemy import ColumnElement, Engine, Text, and_, case, column, false, func, select, table

from targets.stores.conditions import Conditions
from targets.stores.engine import StoreEngine, Whole
from targets.stores.engines.columnar.build import new_columnar
from targets.stores.engines.columnar.files import (
    columnar_rules,
    columnar_version,
    current_file,
    open_file,
)
from targets.stores.engines.columnar.pairs import how_often
from targets.stores.engines.columnar.planning import is_answered, pairs_of, plan
from targets.stores.engines.columnar.precounted import precounted
from targets.stores.query import CompanyFilter, FacetCounts
from targets.stores.sql_store import SqlStore
from targets.stores.store import Abilities
from targets.stores.tables import COMPANY

_PAIRS = table("company_bigram", column("pair", Text), column("company"))


@dataclass(frozen=True, slots=True)
class ColumnarStore(SqlStore):
    """列式企业库: the companies of a columnar file, which is only read."""

    abilities: ClassVar[Abilities] = Abilities(keyword_index=True, precounted_facets=True)

    def holds(self, text: ColumnElement[str], wanted: str) -> ColumnElement[bool]:
        """`contains` of DuckDB is `LIKE` between two `%`, and several times faster."""
        return func.contains(text, wanted)

    def by_index(
        self, indexed: Sequence[Sequence[str]], words: Sequence[Sequence[str]]
    ) -> Conditions:
        """Two characters are their own pair. More are looked at where their rarest pairs are.

        Pairs that many have are not asked: the numbers of who has them would not fit into memory,
        and leave most texts to be read anyway. Written as CASE, because the texts of all would be
        read first otherwise.
        """
        asked = plan(indexed, how_often(self.connection, pairs_of(indexed)))
        if asked is None:
            return [false()]
        having: Conditions = [
            COMPANY.c.number.in_(select(_PAIRS.c.company).where(_PAIRS.c.pair.in_(pairs)))
            for pairs in asked
        ]
        if not having:
            return self.by_text(words)
        text = case((and_(*having), COMPANY.c.search_text), else_="")
        open_ones = [spelt for spelt in words if not is_answered(spelt, asked)]
        return [*having, *(self.holds_one(text, spelt) for spelt in open_ones)]

    def precounted(self, asked: CompanyFilter) -> FacetCounts:
        """Return what the file carries with it."""
        return precounted(self.connection, asked)


@dataclass(frozen=True, slots=True)
class ColumnarPlace:
    """列式文件所在: the file that counts."""

    file: Path

    @property
    def version(self) -> str:
        """Name of the file, and the state its scores were worked out in."""
        return columnar_version(self.file)

    @property
    def search_rules(self) -> str:
        """By which rules its texts are looked for."""
        return columnar_rules(self.file)

    def open(self) -> Engine:
        """Return an engine that reads the file."""
        return open_file(self.file)


def place(office: Path) -> ColumnarPlace | None:
    """Return where the columnar file of an office is, None if it has none."""
    file = current_file(office)
    return ColumnarPlace(file) if file else None


ENGINE = StoreEngine("duckdb", ColumnarStore, whole=Whole(place, new_columnar))
