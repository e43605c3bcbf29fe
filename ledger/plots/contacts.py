"""Contacts of plots as everybody may see them: who, but no number to call."""

from sqlalchemy.orm import Session

from ledger.book.policy.masking import masked
from ledger.plots.rows import plot_row


def masked_contact(session: Session, plot_id: str) -> str:
    """Return the contact of a plot with every number and address covered, "" if there is none.

    Raises:
        NotFound: there is no such plot.
    """
    return masked(plot_row(session, plot_id).contact)
