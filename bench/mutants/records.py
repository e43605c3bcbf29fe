"""What was tried so far, a line each, so that an interrupted run goes on where it stopped."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bench.mutants.choosing import Fault
from bench.mutants.trying import Outcome, Trial

Row = Mapping[str, object]


def row_of(fault: Fault, trial: Trial) -> Row:
    """Return one line of the record."""
    return {
        "fault": fault.key,
        "module": fault.module,
        "line": fault.line,
        "operator": fault.operator.removeprefix("core/"),
        "before": fault.before,
        "after": fault.after,
        "outcome": trial.outcome.value,
        "seen_by": trial.seen_by,
        "seconds": round(trial.seconds, 1),
    }


def append(record: Path, row: Row) -> None:
    """Add one line; it is short enough to be written at once by several processes."""
    with record.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def cut_unfinished(record: Path) -> None:
    """Take off a last line that was not written to its end, so that the next does not join it."""
    whole = record.read_bytes() if record.is_file() else b""
    if not whole.endswith(b"\n") and whole:
        record.write_bytes(whole[: whole.rfind(b"\n") + 1])


def read(record: Path) -> dict[str, Row]:
    """Return the last line of each fault."""
    found: dict[str, Row] = {}
    text = record.read_text("utf-8") if record.is_file() else ""
    for line in text.splitlines():
        row = json.loads(line)
        found[row["fault"]] = row
    return found


def still_to_try(faults: Iterable[Fault], record: Path, *, survivors_again: bool) -> list[Fault]:
    """Return the faults that no line tells of, and on request those that survived so far."""
    told = read(record)
    known = {
        key
        for key, row in told.items()
        if not (survivors_again and row["outcome"] == Outcome.SURVIVED)
    }
    return [fault for fault in faults if fault.key not in known]


def seen_by(faults: Iterable[Fault], record: Path) -> list[str]:
    """Return the tests that saw a fault, in the order of `faults`; "" where none did."""
    told = read(record)
    return [str(told[fault.key]["seen_by"]) for fault in faults if fault.key in told]


def summary(faults: Sequence[Fault], record: Path, seed: int) -> dict[str, object]:
    """Return the share killed of `faults`, and every survivor, as plain data for `--json`."""
    told = read(record)
    rows = [told[fault.key] for fault in faults if fault.key in told]
    counts = {outcome: sum(row["outcome"] == outcome for row in rows) for outcome in Outcome}
    seen = counts[Outcome.KILLED] + counts[Outcome.ENDLESS]
    return {
        "seed": seed,
        "sample": len(faults),
        "tried": len(rows),
        **{outcome.value: count for outcome, count in counts.items()},
        "share_killed": round(seen / len(rows), 4) if rows else None,
        "survivors": [row for row in rows if row["outcome"] == Outcome.SURVIVED],
    }
