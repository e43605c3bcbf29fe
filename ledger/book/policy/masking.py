"""Telephone numbers and addresses as everybody may see them: covered."""

import re
import unicodedata

_NUMBER = re.compile(r"\+?\d(?:[\s\-()]{0,2}\d){4,}")
_ADDRESS = re.compile(r"[\w.+\-]+@[\w.\-]+|[A-Za-z][\w\-]*\d[\w\-]*")
FIRST, LAST = 3, 4
_PHONES = re.compile(
    r"(?<![0-9A-Za-z/=_.-])"
    r"(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\(?0\d{2,3}\)?[- ]?\d{7,8}(?:-\d{1,5})?)"
    r"(?![0-9A-Za-z])"
)


def masked(contact: str) -> str:
    """Cover telephone numbers (138****1234), addresses and account names in a contact."""
    plain = unicodedata.normalize("NFKC", contact)
    return _ADDRESS.sub("****", _NUMBER.sub(_covered, plain))


def _covered(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    if len(digits) <= FIRST + LAST:
        return "****"
    return f"{digits[:FIRST]}****{digits[-LAST:]}"


def without_phones(text: str) -> str:
    """Return `text` with the middle of every telephone number starred: "138****1234"."""
    return _PHONES.sub(_starred, text)


def _starred(found: re.Match[str]) -> str:
    digits = "".join(char for char in found.group() if char.isdecimal())
    return f"{digits[:3]}****{digits[-4:]}"
