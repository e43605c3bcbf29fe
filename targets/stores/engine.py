"""What an engine brings with it: how it is asked, how it is written, where it lies."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from files.errors import ProductError
from targets.model import Company
from targets.scoring.score import Findings
from targets.stores.store import Store
from targets.stores.values import Measure


class BuildError(ProductError):
    """A store behind the ledger could not be made; the one before is unchanged."""


@dataclass(frozen=True, slots=True)
class IndexStatements:
    """索引语句: how the ledger keeps the index of keywords in step, a company at a time.

    `add` and `remove` are given `:number` and `:pairs` (hex digits with spaces between), as far
    as they name them; `clear` empties the index.
    """

    add: str
    remove: str
    clear: str


class StorePlace(Hashable, Protocol):
    """企业库所在: where a whole store lies; the same place is equal, and can be hashed."""

    @property
    def version(self) -> str:
        """A text that changes whenever other companies lie there."""

    @property
    def search_rules(self) -> str:
        """By which rules its texts are looked for (`targets.spelling.lines.search_rules`)."""

    def open(self) -> Engine:
        """Return an engine that reads it; threads may share it."""


class StoreBuilder(Protocol):
    """建库者: takes companies as they come; the last of one id stands."""

    rows: int

    def add(
        self,
        companies: Iterable[Company],
        origin: str,
        measure: Measure,
        findings: Mapping[str, Findings] | None = None,
    ) -> None:
        """Put companies in; `origin` names the import they come from."""


class Building(Protocol):
    """建一个新企业库: it counts once the block ends without an error."""

    def __call__(
        self, office: Path, state: str = "", *, keep: bool = True
    ) -> AbstractContextManager[StoreBuilder]:
        """Begin one; `keep`: with what is there. `state`: what the scores are worked out in."""


@dataclass(frozen=True, slots=True)
class Whole:
    """整库: a store behind the ledger is written as a whole, and then only read.

    `place` gives where that of an office lies, None if it has none.
    """

    place: Callable[[Path], StorePlace | None]
    building: Building


@dataclass(frozen=True, slots=True)
class StoreEngine:
    """引擎: `scheme` is how its addresses begin; `store` asks a connection, but for hidden rows.

    An engine of the ledger has an `index` that is kept in step; one behind it is `whole`.
    """

    scheme: str
    store: Callable[[Connection, tuple[int, ...]], Store]
    index: IndexStatements | None = None
    whole: Whole | None = None
