"""Errors of the ledger; all are `ProductError`, so a screen shows their text as a notice.

ProductError
├── NotAllowed         the role or area of the acting user does not permit it
├── NotPossible        what was asked does not go (a second undo, a restore into a full ledger)
├── StaleRecord        somebody changed the record since the form was opened
└── LedgerUnavailable  the database cannot be reached, or is damaged or too new
    └── LedgerUnwritable   it can be read, but takes nothing in now: full, read-only, busy
"""

from dataclasses import dataclass

from files.errors import ProductError


class NotAllowed(ProductError):  # noqa: N818  (a state of the world, named as the user meets it)
    """The acting user may not do this; nothing was changed."""


class NotPossible(ProductError):  # noqa: N818
    """What was asked cannot be done as things are; the text says why and what to do instead."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """改动: one field (as a form calls it), as the form began, as it stands now, as it was sent."""

    name: str
    before: str
    theirs: str
    mine: str

    def __str__(self) -> str:
        clash = f"（你填的是 {self.mine}）" if self.mine not in {self.before, self.theirs} else ""
        return f"{self.name}由 {self.before} 改为 {self.theirs}{clash}"


class StaleRecord(ProductError):  # noqa: N818
    """Somebody changed the record since the form was opened; nothing was saved, nothing is lost.

    `mine` is what was to be saved, `theirs` what stands now (its stored form, with version, name
    and time), `changes` what they changed since, in the order of the form.
    """

    def __init__(
        self,
        text: str,
        mine: object,
        theirs: object,
        changes: tuple[FieldChange, ...] = (),
    ) -> None:
        self.mine, self.theirs, self.changes = mine, theirs, changes
        super().__init__(text)


class LedgerUnavailable(ProductError):  # noqa: N818
    """The database does not answer as it should; nothing of the attempted change was kept."""


class LedgerUnwritable(LedgerUnavailable):
    """The database can be read but takes nothing in at the moment: full disk, read-only, busy."""
