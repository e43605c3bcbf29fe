"""Choices of the office that hold for everybody."""

from sqlalchemy.orm import Session

from ledger.book.audit import append
from ledger.book.policy import Action, Actor, require
from ledger.book.records import stamp
from ledger.schema.base import SwitchRow

TOPIC = "switch"
SAMPLES = "samples"


def samples_on(session: Session) -> bool:
    """Tell whether sample plots may be shown while there are no real ones; yes at first."""
    row = session.get(SwitchRow, SAMPLES)
    return row is None or row.on


def switch_samples(session: Session, actor: Actor, *, on: bool) -> None:
    """Show or hide the sample plots; nothing is written if they already are so.

    Raises:
        NotAllowed: `actor` is no administrator.
    """
    require(actor, Action.SWITCH_SAMPLES)
    if samples_on(session) == on:
        return
    row = session.get(SwitchRow, SAMPLES) or SwitchRow(name=SAMPLES)
    row.on = on
    stamp(session, actor, row)
    session.add(row)
    session.flush()
    append(session, actor, (TOPIC, "on" if on else "off", SAMPLES))
