"""Read one upload with what a person said of it."""

from components.plots.uploading.asking import JSON, UploadDetails, ending
from files.progress import Progress
from geodata.geojson_file import read_geojson
from geodata.model import Reading
from geodata.readers.any_file import plots_from_features, read_upload


def read_file(raw: bytes, name: str, told: UploadDetails, progress: Progress) -> Reading:
    """Return the plots of an upload, or every problem of it; `progress` is told rows, of how many.

    GeoJSON is read here because only a person knows in which datum its degrees are.
    """
    if ending(name) not in JSON:
        return read_upload(raw, name, told.as_texts(), progress)
    found = read_geojson(raw, told.datum)
    if found.problems:
        return Reading((), found.problems, found.rows)
    return plots_from_features(found.features, told.as_texts(), progress)
