"""Files taken out of the screens: who takes which, and when, is written down."""

from collections.abc import Callable

from components.frame.ledger_access import open_ledger
from files.office import CHINA
from ledger.book.audit import record_export
from ledger.book.database import utc_now
from ledger.book.errors import LedgerUnwritable
from ledger.book.policy import Actor

Content = bytes | str


def exported(
    actor: Actor, what: str, make: Callable[[], Content], rows: int | None = None
) -> Callable[[], Content]:
    """Return what makes the file `what` when its button is pressed, and writes the export down.

    Where the ledger takes nothing in at all (a full disk, a folder that may only be read), the
    file is given out all the same: none of these files holds a telephone number.

    Raises:
        LedgerUnavailable: when pressed, while the ledger is away.
        NotAllowed: when pressed by a role that may not.
    """

    def content() -> Content:
        made = make()
        ledger = open_ledger()
        if ledger.unwritable():
            return made
        try:
            with ledger.writing(actor) as session:
                record_export(session, actor, what, rows)
        except LedgerUnwritable:
            return made
        return made

    return content


def export_note(actor: Actor) -> str:
    """Return who exports and when, for the head of a list."""
    now = utc_now().astimezone(CHINA)
    return f"{actor.name or actor.id} 导出于 {now:%Y-%m-%d %H:%M}"
