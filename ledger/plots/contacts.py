"""Contacts of plots as everybody may see them: who, but no number to call."""

import re
import unicodedata

from sqlalchemy.orm import Session

from ledger.plots.rows import plot_row

_NUMBER = re.compile(r"\+?\d(?:[\s\-()]{0,2}\d){4,}")
_ADDRESS = re.compile(r"[\w.+\-]+@[\w.\-]+|[A-Za-z][\w\-]*\d[\w\-]*")
FIRST, LAST = 3, 4


def masked_contact(session: Session, plot_id: str) -> str:
    """Return the contact of a plot with every number and address covered, "" if there is none.

    Raises:
        NotFound: there is no such plot.
    """
    return masked(plot_row(session, plot_id).contact)


def masked(contact: str) -> str:
    """Cover telephone numbers (138****1234), addresses and account names in a contact."""
    plain = unicodedata.normalize("NFKC", contact)
    return _ADDRESS.sub("****", _NUMBER.sub(_covered, plain))


def _covered(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    if len(digits) <= FIRST + LAST:
        return "****"
    return f"{digits[:FIRST]}****{digits[-LAST:]}"
