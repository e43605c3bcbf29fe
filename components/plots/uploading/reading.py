"""Read one upload with what a person answered about it."""

from collections.abc import Mapping

from files.progress import Progress
from geodata.readers.apart import read_apart
from geodata.reading import Reading


def read_file(raw: bytes, name: str, answers: Mapping[str, str], progress: Progress) -> Reading:
    """Return the rows of an upload; `progress` is told rows, of how many."""
    return read_apart(raw, name, answers, progress)
