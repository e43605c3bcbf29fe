"""Names of the files people carry: what it is, for whom, of which day, of which data version."""

from datetime import date

from briefings.texts import clean

_FORBIDDEN = frozenset('\\/:*?"<>|')
_LONGEST = 200  # bytes of a name that every file system takes, with its ending
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL"}) | {
    f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10)
}


def file_stem(kind: str, subject: str, on: date, version: str) -> str:
    """Return "出访手册_长三角_2026-11-25_2026-11-23·b01194·0042"; only the subject is shortened."""
    tail = f"_{on.isoformat()}_{file_part(version)}"
    room = _LONGEST - len(f"{file_part(kind)}_{tail}.docx".encode())
    named = file_part(subject).encode()[: max(room, 0)].decode(errors="ignore").strip(". ")
    return "_".join(filter(None, (file_part(kind), named))) + tail


def file_part(text: str) -> str:
    """Return what every file system takes of `text`."""
    kept = "".join("_" if char in _FORBIDDEN else char for char in clean(text)).strip(". ")
    return f"_{kept}" if kept.split(".")[0].upper() in _RESERVED else kept
