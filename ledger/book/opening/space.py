"""How much room the disk of the ledger has left, and how to say that it is too little."""

import shutil
from pathlib import Path

MB = 1_000_000
ROOM = 20 * MB  # what the office writes in some weeks; less is no room to go on in
NO_ROOM = MB  # less than this, and whatever the database says, the disk is what is wrong


def free_bytes(place: Path) -> int | None:
    """Return the room left where `place` lies or would lie; None if nobody can tell."""
    for folder in (place, *place.parents):
        try:
            return shutil.disk_usage(folder).free
        except FileNotFoundError:
            continue
        except OSError:
            return None
    return None


def is_crowded(place: Path | None) -> bool:
    """Tell whether the disk has no room left."""
    free = free_bytes(place) if place is not None else None
    return free is not None and free < NO_ROOM


def full_disk_text(place: Path | None, need: int = ROOM) -> str:
    """Say that the disk is full, and how much is missing for `need` bytes where that is known."""
    free = free_bytes(place) if place is not None else None
    if free is None or free >= need:
        return "磁盘已满"
    return f"磁盘已满，还差约 {-(-(need - free) // MB)} MB"
