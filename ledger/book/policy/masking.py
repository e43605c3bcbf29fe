"""A contact as everybody may see it: its telephone numbers and addresses covered.

Of texts that are no contact only telephone numbers are covered (`files.personal.phones`).
"""

import re
import unicodedata

from files.personal.phones import FIRST, LAST

_NUMBER = re.compile(r"\+?\d(?:[\s\-()]{0,2}\d){4,}")
_ADDRESS = re.compile(r"[\w.+\-]+@[\w.\-]+|[A-Za-z][\w\-]*\d[\w\-]*")


def masked(contact: str) -> str:
    """Cover telephone numbers (138****1234), addresses and account names in a contact."""
    plain = unicodedata.normalize("NFKC", contact)
    return _ADDRESS.sub("****", _NUMBER.sub(_covered, plain))


def _covered(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    if len(digits) <= FIRST + LAST:
        return "****"
    return f"{digits[:FIRST]}****{digits[-LAST:]}"
