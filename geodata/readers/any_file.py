"""One entrance for every upload: told by the ending of its name, read by the format's module."""

from collections.abc import Mapping
from dataclasses import replace

from files.errors import ProductError
from files.progress import Progress
from files.sheets.questions import Interview
from files.sheets.refusals import RowProblem
from geodata.readers.features_to_plots import plots_from_features
from geodata.readers.formats import (
    LIST_ENDINGS,
    LIST_NAME,
    ZIP_NAME,
    ending_of,
    format_of,
    read_zip,
    unknown_kind,
)
from geodata.readers.identity import RUNNING
from geodata.readers.lists import read_sheet, source_of
from geodata.reading import Reading

TOLD = ("kind", "county", "source")  # answers that stand for empty cells, too


def read_upload(
    raw: bytes,
    name: str,
    answers: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read an upload of any form we know, told by the ending of its name.

    `answers` are what a person says of the whole file, by the name of the question; kind, county
    and source also stand for empty cells.
    """
    interview = Interview({key: text for key, text in (answers or {}).items() if text})
    told = {key: interview.answer(key) for key in TOLD if interview.answer(key)}
    told = {"source": source_of(name), **told}
    try:
        reading = _read(raw, name, interview, told, progress)
    except ProductError as error:
        reading = Reading((), (RowProblem(0, "", str(error)),), 0)
    return replace(reading, questions=tuple(interview.open.values()))


def _read(
    raw: bytes,
    name: str,
    interview: Interview,
    told: Mapping[str, str],
    progress: Progress | None,
) -> Reading:
    if ending_of(name) in LIST_ENDINGS:
        return replace(read_sheet(raw, name, told, progress, interview), format=LIST_NAME)
    form = format_of(name)
    local, label = RUNNING, ZIP_NAME
    if form is not None:
        found, local, label = form.read(raw, interview), form.local, form.name
    elif ending_of(name) == ".zip":
        inside, found, form = read_zip(raw, interview)
        name = inside or name
        local, label = (form.local, form.name) if form else (local, label)
    else:
        return Reading((), (RowProblem(0, "", unknown_kind(name)),), 0)
    reading = plots_from_features(found, name, interview, told, local=local, progress=progress)
    return replace(reading, format=label)
