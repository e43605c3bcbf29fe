"""Where companies lie: in the ledger, and behind it in a columnar file if there is one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection

from targets.model import Company
from targets.stores.tables import COMPANY

Store = tuple[Connection, Sequence[ColumnElement[bool]]]


@dataclass(frozen=True, slots=True)
class FoundCompany:
    """在库企业: a company, its desk ("" for none), and where it came from.

    `origin` is "shipped" or names the import; `version` counts how often it was written.
    """

    company: Company
    desk: str
    origin: str
    version: int

    @property
    def id(self) -> str:
        """Its permanent id."""
        return self.company.id


@dataclass(frozen=True, slots=True)
class Companies:
    """企业库: open connections to where companies lie, for as long as a question takes.

    A company that is in both is taken from the ledger: `hidden` are the numbers of its row in
    the columnar file.
    """

    ledger: Connection
    columnar: Connection | None = None
    hidden: tuple[int, ...] = ()

    def stores(self) -> list[Store]:
        """Return each connection with what must hold of its rows besides; the ledger first."""
        if self.columnar is None:
            return [(self.ledger, ())]
        shown = [COMPANY.c.number.not_in(self.hidden)] if self.hidden else []
        return [(self.ledger, ()), (self.columnar, shown)]
