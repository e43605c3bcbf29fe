"""Contacts of plots: as everybody may see them (no number to call), how long kept, and erased."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ledger.book.policy import Action, Actor, require
from ledger.book.policy.masking import masked
from ledger.book.records import KeptContact
from ledger.plots.edits import remove_contact
from ledger.plots.rows import plot_row
from ledger.schema.base import PlotHistoryRow, PlotRow


def masked_contact(session: Session, plot_id: str) -> str:
    """Return the contact of a plot with every number and address covered, "" if there is none.

    Raises:
        NotFound: there is no such plot.
    """
    return masked(plot_row(session, plot_id).contact)


def kept_plot_contacts(session: Session, actor: Actor) -> list[KeptContact]:
    """List the plots that have a contact, now or in an earlier version, by id.

    Since when is told by the last change of the plot: a contact is confirmed with it.

    Raises:
        NotAllowed: `actor` is no administrator.
    """
    require(actor, Action.ERASE_CONTACT)
    earlier = select(PlotHistoryRow.plot_id).where(PlotHistoryRow.contact != "")
    query = select(PlotRow.id, PlotRow.changed_at).order_by(PlotRow.id)
    query = query.where(or_(PlotRow.contact != "", PlotRow.id.in_(earlier)))
    return [KeptContact(*row) for row in session.execute(query)]


def erase_plot_contact(session: Session, actor: Actor, plot_id: str) -> bool:
    """Erase the contact of a plot, in every version of it; False if none is kept.

    The audit log keeps that it was erased, by whom and when; it never held the contact.

    Raises:
        NotAllowed: `actor` is no administrator.
    """
    if plot_id not in {kept.id for kept in kept_plot_contacts(session, actor)}:
        return False
    remove_contact(session, actor, plot_id, plot_row(session, plot_id).version)
    return True
