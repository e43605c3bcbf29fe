"""Uploads of plots, read in a limited process of its own: `read_apart` in the product."""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace

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
from geodata.readers.any_file import read_upload
from geodata.reading import Reading

LIMITS = Limits(megabytes=1500, seconds=120)
_READING: TypeAdapter[Reading] = TypeAdapter(Reading)


def read_apart(raw: bytes, name: str, answers: Mapping[str, str], progress: Progress) -> Reading:
    """Read an upload as `read_upload` does, without danger to the process that asks.

    `progress` is told rows, of how many.
    """
    if len(raw) > MOST_BYTES:
        text = f"文件超过 {MOST_BYTES // MEGABYTE} MB，没有读取，{UNCHANGED}；请分成几个文件再导入"
        return Reading((), (RowProblem(0, "", text),), 0)
    request = {"name": name, "answers": dict(answers)}
    try:
        answer = work_apart(__name__, [json.dumps(request).encode(), raw], LIMITS, progress)
    except WorkEnded as error:
        text = f"{error}，没有读完，{UNCHANGED}；请分成几个文件，或简化边界、删去用不到的列再导入"
        return Reading((), (RowProblem(0, "", text),), 0)
    reading = _READING.validate_json(answer)
    return reading if reading.problems else replace(reading, plots=reading.good_plots)


def _read(request: Mapping[str, object], raw: bytes) -> Reading:
    name, answers = str(request["name"]), request["answers"]
    texts = answers if isinstance(answers, dict) else {}
    # The plots stand in the entries, too: once is enough to hand over.
    return replace(read_upload(raw, name, texts, tell_step), plots=())


if __name__ == "__main__":
    limit_this_process(int(sys.argv[1]), int(sys.argv[2]))
    asked, upload = given_parts()
    tell_result(_READING.dump_json(_read(json.loads(asked), upload)))
