"""Uploads of plots, read in a limited process of its own: `read_apart` in the product."""

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import IO

from pydantic import TypeAdapter

from files.apart import (
    Limits,
    WorkEnded,
    given_parts,
    limit_this_process,
    tell_result,
    tell_row,
    tell_step,
    work_apart,
)
from files.progress import Progress
from files.sheets.cells import MEGABYTE, MOST_BYTES, UNCHANGED
from files.sheets.refusals import RowProblem
from geodata.readers.any_file import read_upload
from geodata.reading import FileEntry, Reading
from geodata.rows.shared_texts import SharedTexts

LIMITS = Limits(megabytes=1500, seconds=120)
AT_ONCE = 500  # entries in one line of what the process tells
_READING: TypeAdapter[Reading] = TypeAdapter(Reading)
_ENTRIES: TypeAdapter[tuple[FileEntry, ...]] = TypeAdapter(tuple[FileEntry, ...])


def read_apart(raw: bytes, name: str, answers: Mapping[str, str], progress: Progress) -> Reading:
    """Read an upload as `read_upload` does, without danger to the process that asks.

    `progress` is told rows, of how many.
    """
    if len(raw) > MOST_BYTES:
        text = f"文件超过 {MOST_BYTES // MEGABYTE} MB，没有读取，{UNCHANGED}；请分成几个文件再导入"
        return Reading((), (RowProblem(0, "", text),), 0)
    request = {"name": name, "answers": dict(answers)}
    # Set aside while they are told: the process and what it read are gone before they are here.
    with tempfile.TemporaryFile() as aside:
        given = [json.dumps(request).encode(), raw]
        try:
            answer = work_apart(
                __name__, given, LIMITS, progress, lambda line: _set_aside(aside, line)
            )
        except WorkEnded as error:
            text = (
                f"{error}，没有读完，{UNCHANGED}；请分成几个文件，或简化边界、删去用不到的列再导入"
            )
            return Reading((), (RowProblem(0, "", text),), 0)
        aside.seek(0)
        reading = replace(_READING.validate_json(answer), entries=tuple(_entries(aside)))
    return reading if reading.problems else replace(reading, plots=reading.good_plots)


def _set_aside(file: IO[bytes], line: bytes) -> None:
    file.write(line + b"\n")


def _entries(lines: IO[bytes]) -> Iterator[FileEntry]:
    shared = SharedTexts()
    for line in lines:
        for entry in _ENTRIES.validate_json(line):
            if entry.plot is not None:
                shared.share(entry.plot)
            yield entry


# What follows is called in the process itself.


def _tell(reading: Reading) -> None:
    """Tell the entries, some at a time, then the rest; the plots stand in the entries."""
    for start in range(0, len(reading.entries), AT_ONCE):
        some = reading.entries[start : start + AT_ONCE]
        tell_row(_ENTRIES.dump_json(some, exclude_defaults=True))
    tell_result(_READING.dump_json(replace(reading, plots=(), entries=())))


def _read(request: Mapping[str, object], raw: bytes) -> Reading:
    name, answers = str(request["name"]), request["answers"]
    texts = answers if isinstance(answers, dict) else {}
    return read_upload(raw, name, texts, tell_step)


if __name__ == "__main__":
    limit_this_process(int(sys.argv[1]), int(sys.argv[2]))
    asked, upload = given_parts()
    _tell(_read(json.loads(asked), upload))
