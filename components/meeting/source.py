"""What the meeting page shows, composed once per state of the data."""

import os
from dataclasses import dataclass
from datetime import date

from briefings.changes.all_changes import compare
from briefings.changes.change import Change
from briefings.changes.results import Results
from briefings.meeting.content import Meeting, compose_meeting
from briefings.meeting.now import kept_results, results_now
from components.frame import address
from components.frame.context import Context
from components.frame.data_state import get_state
from components.frame.kept import kept
from components.frame.last_state.asking import ask, remember
from components.frame.ledger_access import office_day, open_ledger
from components.meeting.stage import stage_content
from ledger.companies.reading import columnar_file_version
from ledger.meeting.decisions import StoredDecision, list_decisions
from ledger.meeting.snapshots import Snapshot, list_snapshots
from papers.meeting.sheet import MeetingSheet
from papers.meeting.sheets import meeting_sheets

SINCE = "since"
Key = tuple[str, str, str, date]


@dataclass(frozen=True, slots=True)
class PreparedMeeting:
    """会议准备: the results now, the meeting and its sheets, the snapshots to choose from."""

    results: Results
    meeting: Meeting
    sheets: tuple[MeetingSheet, ...]
    snapshots: tuple[Snapshot, ...]
    since: Snapshot | None
    decisions: tuple[StoredDecision, ...]


def get_prepared(context: Context) -> PreparedMeeting:
    """Return the meeting as of now, compared with the snapshot of the URL (or the latest one).

    Raises:
        LedgerUnavailable: the ledger cannot be read, and never was.
    """
    return remember(("meeting", address.read(SINCE)), lambda: _prepare(context))


def _prepare(context: Context) -> PreparedMeeting:
    snapshots, decisions = tuple(ask(list_snapshots)), tuple(ask(list_decisions))
    since = _since(snapshots)
    key = _key(context)
    results = _results(key, context)
    meeting, sheets = _composed((*key, since.id if since else 0), context, since, decisions)
    return PreparedMeeting(results, meeting, sheets, snapshots, since, decisions)


def since_last_meeting(context: Context) -> tuple[Snapshot, tuple[Change, ...]] | None:
    """Return the latest snapshot and what changed since; None before the first one.

    Raises:
        LedgerUnavailable: the ledger cannot be read, and never was.
    """
    return remember("since last meeting", lambda: _read_since(context))


def _read_since(context: Context) -> tuple[Snapshot, tuple[Change, ...]] | None:
    last = next(iter(ask(list_snapshots)), None)
    return (last, _changed(_key(context), context, last)) if last else None


def stage_payload(prepared: PreparedMeeting) -> dict[str, object]:
    """Return the sheets for the browser."""
    since = prepared.since.id if prepared.since else 0
    version = f"{prepared.meeting.version}·{prepared.meeting.day}·{since}"
    return stage_content(prepared.sheets, prepared.meeting.version, version)


def _since(snapshots: tuple[Snapshot, ...]) -> Snapshot | None:
    wanted = address.read(SINCE)
    chosen = next((s for s in snapshots if str(s.id) == wanted), None)
    return chosen or next(iter(snapshots), None)


def _key(context: Context) -> Key:
    """Return what changes with anything that results are worked out from."""
    version = f"{context.data_version}·{columnar_file_version(os.environ)}"
    return open_ledger().url, context.rules_version, version, office_day()


@kept(most=4)
def _changed(key: Key, _context: Context, since: Snapshot) -> tuple[Change, ...]:
    with open_ledger().reading() as session:
        before = kept_results(session, since.id)
    return tuple(compare(before, _results(key, _context)))


@kept(most=2)
def _results(key: Key, _context: Context) -> Results:  # noqa: ARG001
    return results_now(open_ledger(), get_state(_context), os.environ)


@kept(most=4, spinner="正在排会议画面…")
def _composed(
    key: tuple[str, str, str, date, int],
    _context: Context,
    _since: Snapshot | None,
    _decisions: tuple[StoredDecision, ...],
) -> tuple[Meeting, tuple[MeetingSheet, ...]]:
    state, results = get_state(_context), _results(key[:4], _context)
    compared = (_since.name, _changed(key[:4], _context, _since)) if _since else None
    meeting = compose_meeting(state, results, _decisions, compared)
    return meeting, meeting_sheets(meeting)
