"""Try to lose an edit: many writers at once, and writers killed in the middle of their work."""

import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from ledger.book.audit import verify
from ledger.book.backup import is_sound
from ledger.book.database import Ledger, open_ledger
from ledger.book.errors import StaleRecord
from ledger.plots.edits import NEW, edit_plot
from ledger.plots.register import get_plot
from ledger.schema.base import CheckRow
from tests.ledger.builders import ADMIN, make_plot

ROOT = Path(__file__).parent.parent.parent
SHARED = ("P1", "P2", "P3")


@dataclass(frozen=True, slots=True)
class Contest:
    """What many writers on the same rows came to: edits kept, edits refused, edits found."""

    kept: int
    refused: int
    found: int


def contest(ledger: Ledger, *, writers: int, edits: int) -> Contest:
    """Let `writers` threads each try `edits` times to add 1 to a figure that all share."""
    with ledger.writing(ADMIN) as session:
        for plot_id in SHARED:
            edit_plot(session, ADMIN, make_plot(plot_id, area_mu=0), NEW)
    with ThreadPoolExecutor(writers) as pool:
        outcomes = list(pool.map(lambda i: _add_one(ledger, i), range(writers * edits)))
    with ledger.reading() as session:
        if verify(session) is not None:
            msg = "the audit log is broken"
            raise AssertionError(msg)
        found = sum(get_plot(session, plot_id).plot.area_mu or 0 for plot_id in SHARED)
    return Contest(sum(outcomes), len(outcomes) - sum(outcomes), int(found))


def _add_one(ledger: Ledger, number: int) -> bool:
    """Do what a form does: read, think, save; return whether it was kept."""
    with ledger.reading() as session:
        seen = get_plot(session, SHARED[number % len(SHARED)])
    more = seen.plot.model_copy(update={"area_mu": (seen.plot.area_mu or 0) + 1})
    try:
        with ledger.writing(ADMIN) as session:
            edit_plot(session, ADMIN, more, seen.version)
    except StaleRecord:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Killings:
    """What killing writers came to: edits they acknowledged, and those of them not found."""

    kills: int
    acknowledged: int
    lost: int


def kill_writers(office: Mapping[str, str], *, kills: int, after: int) -> Killings:
    """Kill (-9) one writer after the other, each once it acknowledged about `after` edits.

    `office` names the ledger as the environment does: SANMING_DATA, DATABASE_URL.
    """
    acknowledged: set[int] = set()
    for kill in range(kills):
        acknowledged |= _kill_one(office, start=kill * 1_000_000, after=after + kill % 3)
    ledger = open_ledger(office)
    with ledger.reading() as session:
        if not is_sound(ledger) or verify(session) is not None:
            msg = "the ledger is damaged"
            raise AssertionError(msg)
        found = {int(note) for note in session.scalars(select(CheckRow.note))}
    ledger.close()
    return Killings(kills, len(acknowledged), len(acknowledged - found))


def _kill_one(office: Mapping[str, str], *, start: int, after: int) -> set[int]:
    command = [sys.executable, "-m", "tests.ledger.acknowledging", str(start)]
    settings = {**os.environ, **office}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=settings
    ) as writer:
        assert writer.stdout is not None
        seen = [writer.stdout.readline() for _ in range(after)]
        writer.kill()
        seen += writer.stdout.readlines()
    # What was cut off in the middle of a line was not acknowledged.
    return {int(line) for line in seen if line.endswith("\n")}
