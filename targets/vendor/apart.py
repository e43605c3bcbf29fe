"""Bought lists read in a limited process of its own: `read_list_apart` in the product.

Nothing that a list holds is ever parsed in the process that asks: it is given companies, one a
line, and what was said of the rows.
"""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import BaseModel, TypeAdapter, create_model

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
from files.sheets.cells import MEGABYTE, UNCHANGED
from targets.vendor.file import read_vendor, read_vendor_file, refused
from targets.vendor.model import ImportRequest, Obstacle, Sink, VendorCompany, VendorReading
from targets.vendor.spool import Spool, company_of_line, line_of

LIMITS = Limits(megabytes=1500, seconds=300)
SECONDS_A_MEGABYTE = 4  # of a CSV that is streamed: 100 MB are about 150 s of work
OF_THE_LIST = b"["  # how a line begins that is no company
BEGIN, HOLD = "begin", "hold"
TOLD = [each.name for each in fields(VendorReading) if each.name != "companies"]


@dataclass(frozen=True, slots=True)
class _Errand:
    """What the process is asked to read; the upload itself comes beside it unless `path` says."""

    asked: ImportRequest
    today: date
    path: str = ""
    is_streamed: bool = False


_ERRAND = TypeAdapter(_Errand)
_FIELDS: dict[str, Any] = {n: (h, ...) for n, h in get_type_hints(VendorReading).items()}
_TOLD: type[BaseModel] = create_model("_TOLD", **{name: _FIELDS[name] for name in TOLD})


def read_list_apart(
    raw: bytes, asked: ImportRequest, today: date, progress: Progress | None = None
) -> VendorReading:
    """Read an upload as `read_vendor` does, without danger to the process that asks."""
    spool = Spool()
    taking = _Taking(spool, None)
    reading = _read_apart((_Errand(asked, today), raw), LIMITS, taking, progress)
    return replace(reading, companies=spool)


def read_file_apart(
    path: Path,
    asked: ImportRequest,
    today: date,
    progress: Progress | None = None,
    sink: Sink | None = None,
    *,
    is_streamed: bool = False,
) -> VendorReading:
    """Read a file as `read_vendor_file` does, without danger to the process that asks.

    A `sink` is given every company while others are still being read. If it `is_streamed`, the
    file may have any number of rows and nobody else keeps them.
    """
    errand = _Errand(asked, today, str(path.absolute()), is_streamed=is_streamed)
    spool = Spool()
    taking = _Taking(None if is_streamed else spool, sink)
    limits = _limits_of(path) if is_streamed else LIMITS
    return replace(_read_apart((errand, b""), limits, taking, progress), companies=spool)


@dataclass(frozen=True, slots=True)
class _Taking:
    """Takes what the process tells, line by line: companies, and what is told of the list."""

    spool: Spool | None
    sink: Sink | None

    def __call__(self, line: bytes) -> None:
        if line.startswith(OF_THE_LIST):
            self._told(*json.loads(line))
            return
        if self.spool is not None:
            self.spool.add_line(line)
        if self.sink is not None:
            self.sink.add(company_of_line(line))

    def _told(self, what: str, text: str) -> None:
        if self.sink is None:
            return
        if what == BEGIN:
            self.sink.begin(text)
        else:
            self.sink.hold(Obstacle(text))


def _limits_of(path: Path) -> Limits:
    size = path.stat().st_size if path.is_file() else 0
    return replace(LIMITS, seconds=LIMITS.seconds + size * SECONDS_A_MEGABYTE // MEGABYTE)


def _read_apart(
    what: tuple[_Errand, bytes],
    limits: Limits,
    row: Callable[[bytes], None],
    progress: Progress | None,
) -> VendorReading:
    errand, raw = what
    given = [_ERRAND.dump_json(errand), raw]
    try:
        answer = work_apart(__name__, given, limits, progress, row)
    except WorkEnded as error:
        return refused(f"{error}，没有读完，{UNCHANGED}；请分成几个文件，或删去用不到的列再导入")
    return reading_of_text(answer)


def text_of_reading(reading: VendorReading) -> bytes:
    """Return all of a reading but its companies as one line."""
    values = {name: getattr(reading, name) for name in TOLD}
    return _TOLD.model_construct(**values).model_dump_json().encode()


def reading_of_text(text: bytes) -> VendorReading:
    """Return the reading that `text_of_reading` was made of, without companies."""
    told = _TOLD.model_validate_json(text)
    values: Mapping[str, Any] = {name: getattr(told, name) for name in TOLD}
    return VendorReading(companies=Spool(), **values)


# What follows is called in the process itself.


class _Teller(Sink):
    """Hands every company on as it is read, and what is known of the list by then."""

    def begin(self, layout: str) -> None:
        tell_row(json.dumps([BEGIN, layout]).encode())

    def add(self, company: VendorCompany) -> None:
        tell_row(line_of(company))

    def hold(self, what: Obstacle) -> None:
        tell_row(json.dumps([HOLD, what.value]).encode())


def _read(errand: _Errand, raw: bytes) -> VendorReading:
    if not errand.path:
        return read_vendor(raw, errand.asked, errand.today, tell_step, _Teller())
    return read_vendor_file(
        Path(errand.path),
        errand.asked,
        errand.today,
        tell_step,
        _Teller(),
        is_streamed=errand.is_streamed,
    )


if __name__ == "__main__":
    limit_this_process(int(sys.argv[1]), int(sys.argv[2]))
    asked_of, upload = given_parts()
    found = _read(_ERRAND.validate_json(asked_of), upload)
    tell_result(text_of_reading(found))
