"""Contacts of plots: as everybody may see them (no number to call), how long kept, and erased."""

from sqlalchemy import ColumnElement, Table, or_, select, update
from sqlalchemy.orm import Session

from ledger.book.policy import Action, Actor, require
from ledger.book.policy.masking import masked
from ledger.book.records import KeptContact
from ledger.plots.edits import remove_contact
from ledger.plots.rows import content_values, plot_row, read_content
from ledger.plots.writing import HISTORY, PLOTS
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

    So are the telephone numbers that its texts have from before. The audit log keeps that it was
    erased, by whom and when; it never held the contact.

    Raises:
        NotAllowed: `actor` is no administrator.
    """
    if plot_id not in {kept.id for kept in kept_plot_contacts(session, actor)}:
        return False
    remove_contact(session, actor, plot_id, plot_row(session, plot_id).version)
    for table, key in ((PLOTS, PLOTS.c.id), (HISTORY, HISTORY.c.plot_id)):
        _erase_numbers(session, table, key == plot_id)
    session.expire_all()
    return True


def _erase_numbers(session: Session, table: Table, which: ColumnElement[bool]) -> None:
    for version, content in session.execute(select(table.c.version, table.c.content).where(which)):
        values = content_values(read_content(content))
        kept = {name: values[name] for name in ("content", "name", "park") if name in table.c}
        if values["content"] != content:
            these = (which, table.c.version == version)
            session.execute(update(table).where(*these).values(kept))
