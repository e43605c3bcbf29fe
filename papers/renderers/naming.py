"""Names of the files people carry: what it is, for whom, of which day, of which data version."""

import re
from datetime import date

from briefings.texts import clean
from papers.renderers.blocks import Paper

_FORBIDDEN = frozenset('\\/:*?"<>|')
_VERSION_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}·")
_LONGEST = 200  # bytes of a name that every file system takes, with its ending
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL"}) | {
    f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10)
}


def signs(paper: Paper) -> bool:
    """Tell whether the unit signs at the end (落款)."""
    return bool(paper.form.is_official and paper.form.unit)


def signed_on(paper: Paper) -> str:
    """Return the day under a signature: "2026年12月1日"."""
    day = paper.made_on
    return f"{day.year}年{day.month}月{day.day}日"


def file_stem(kind: str, subject: str, on: date, version: str) -> str:
    """Return "出访手册_长三角_2026-11-25_b01194·0042"; only the subject is shortened.

    The day in the data version is left out: a name with two dates is asked about.
    """
    tail = f"_{on.isoformat()}_{file_part(_VERSION_DAY.sub('', version))}"
    room = _LONGEST - len(f"{file_part(kind)}_{tail}.docx".encode())
    named = file_part(subject).encode()[: max(room, 0)].decode(errors="ignore").strip(". ")
    return "_".join(filter(None, (file_part(kind), named))) + tail


def file_part(text: str) -> str:
    """Return what every file system takes of `text`."""
    kept = "".join("_" if char in _FORBIDDEN else char for char in clean(text)).strip(". ")
    return f"_{kept}" if kept.split(".")[0].upper() in _RESERVED else kept
