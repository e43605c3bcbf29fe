"""Read one upload with what a person said of it."""

from components.plots.uploading.asking import JSON, UploadDetails, ending
from files.progress import Progress
from geodata.model import Reading
from geodata.readers.apart import read_apart


def read_file(raw: bytes, name: str, told: UploadDetails, progress: Progress) -> Reading:
    """Return the plots of an upload, or every problem of it; `progress` is told rows, of how many.

    Only a person knows in which datum the degrees of a GeoJSON are.
    """
    datum = told.datum if ending(name) in JSON else None
    return read_apart(raw, name, told.as_texts(), datum, progress)
