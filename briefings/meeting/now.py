"""The results of this moment, and keeping them: what a snapshot is made of."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from briefings.changes.all_changes import compare
from briefings.changes.results import Recorded, Results, compute_results
from briefings.meeting.content import Meeting, compose_meeting
from briefings.meeting.entries import office_results
from briefings.state.state import DataState
from briefings.targets.counts import asking, count_companies
from files.office import CHINA
from ledger.book.audit import AuditHead, data_head
from ledger.book.database import Ledger
from ledger.book.errors import StaleRecord
from ledger.book.policy import Actor
from ledger.links.urgencies import NEED_NAMES, RecordedUrgency, standing_urgencies
from ledger.meeting.decisions import list_decisions
from ledger.meeting.snapshots import (
    Snapshot,
    find_snapshot,
    list_snapshots,
    read_results,
    take_snapshot,
)
from ledger.plots.register import plot_recorders


def results_now(ledger: Ledger, state: DataState, environment: Mapping[str, str]) -> Results:
    """Return the results of `state`, which must be that of the ledger as it is now.

    Raises:
        DataError: a file of companies or of settings does not hold together.
        LedgerUnavailable: the ledger cannot be read.
    """
    with asking(ledger, state, environment) as asked:
        session = asked.session
        recorded = Recorded(
            {
                plot: f"{name} {at.astimezone(CHINA):%Y-%m-%d} 登记"
                for plot, (name, at) in plot_recorders(session).items()
            },
            {place: _need(found) for place, found in standing_urgencies(session).items()},
        )
        companies = count_companies(session, asked.companies)
        return compute_results(state, companies, recorded, office_results(asked))


def _need(found: RecordedUrgency) -> tuple[str, str]:
    urgency = found.urgency
    company = f"：{urgency.company}" if urgency.company else ""
    origin = f"{urgency.source}（{urgency.asked_on}，{found.recorded_by} 登记）"
    return f"{NEED_NAMES[urgency.need]}{company}", origin


def meeting_now(
    ledger: Ledger, state: DataState, environment: Mapping[str, str], since: str = ""
) -> Meeting:
    """Return the meeting as of `state`, compared with the snapshot of that name, "" the latest.

    Raises:
        NotFound: there is no snapshot of that name.
    """
    results = results_now(ledger, state, environment)
    with ledger.reading() as session:
        decisions = list_decisions(session)
        snapshots = list_snapshots(session)
        chosen = find_snapshot(session, since) if since else next(iter(snapshots), None)
        before = kept_results(session, chosen.id) if chosen else None
    compared = (chosen.name, compare(before, results)) if chosen and before else None
    return compose_meeting(state, results, decisions, compared)


def keep(
    ledger: Ledger, actor: Actor, name: str, results: Results, position: AuditHead | None = None
) -> Snapshot:
    """Keep `results` as a snapshot; `position` is the end of the log at which they hold.

    Without it they must carry the number of the log's present end in their version.

    Raises:
        NotAllowed: the role takes no snapshots.
        NotPossible: the name is empty, too long or taken.
        StaleRecord: somebody wrote to the ledger since the results were computed.
    """
    with ledger.writing(actor) as session:
        last = position or data_head(session)
        if not results.version.endswith(f"·{last.number:04d}"):
            text = "生成结果之后台账又有改动，快照没有保存。请再存一次。"
            raise StaleRecord(text, results.version, str(last))
        content = (results.version, results.model_dump(mode="json"))
        return take_snapshot(session, actor, name, content, last)


def kept_results(session: Session, snapshot_id: int) -> Results:
    """Return what a snapshot holds.

    Raises:
        NotFound: there is no such snapshot.
        NotPossible: its content is not what was kept.
    """
    return Results.model_validate(read_results(session, snapshot_id))
