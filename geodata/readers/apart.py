"""Uploads of plots, read in a limited process of its own: `read_apart` in the product."""

import json
import sys
from collections.abc import Mapping

from pydantic import TypeAdapter

from files.apart import (
    Limits,
    WorkEnded,
    given_parts,
    limit_this_process,
    tell_result,
    tell_step,
    work_apart,
)
from files.progress import Progress
from files.sheets.cells import MEGABYTE, MOST_BYTES, UNCHANGED
from files.sheets.refusals import RowProblem
from geodata.geojson_file import read_geojson
from geodata.model import Datum, Reading
from geodata.readers.any_file import plots_from_features, read_upload

LIMITS = Limits(megabytes=1500, seconds=120)
DATUM = "datum_of_degrees"  # only a person knows in which datum the degrees of a GeoJSON are
_READING: TypeAdapter[Reading] = TypeAdapter(Reading)


def read_apart(
    raw: bytes, name: str, told: Mapping[str, str], datum: Datum | None, progress: Progress
) -> Reading:
    """Read an upload as `read_upload` does, without danger to the process that asks.

    `datum` is what a person says of a GeoJSON. `progress` is told rows, of how many.
    """
    if len(raw) > MOST_BYTES:
        text = f"文件超过 {MOST_BYTES // MEGABYTE} MB,没有读取,{UNCHANGED};请分成几个文件再导入"
        return Reading((), (RowProblem(0, "", text),), 0)
    request = {"name": name, "told": dict(told), DATUM: datum.value if datum else ""}
    try:
        answer = work_apart(__name__, [json.dumps(request).encode(), raw], LIMITS, progress)
    except WorkEnded as error:
        text = f"{error},没有读完,{UNCHANGED};请分成几个文件,或简化边界、删去用不到的列再导入"
        return Reading((), (RowProblem(0, "", text),), 0)
    return _READING.validate_json(answer)


def _read(request: Mapping[str, object], raw: bytes) -> Reading:
    name, told = str(request["name"]), request["told"]
    texts = told if isinstance(told, dict) else {}
    if not request[DATUM]:
        return read_upload(raw, name, texts, tell_step)
    found = read_geojson(raw, Datum(str(request[DATUM])))
    if found.problems:
        return Reading((), found.problems, found.rows)
    return plots_from_features(found.features, texts, tell_step)


if __name__ == "__main__":
    limit_this_process(int(sys.argv[1]), int(sys.argv[2]))
    asked, upload = given_parts()
    tell_result(_READING.dump_json(_read(json.loads(asked), upload)))
