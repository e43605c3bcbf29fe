"""快照: the results of one state of the data, kept under a name and never changed again.

What the results are is worked out in `briefings.changes.results`; here they are only kept, so
that a later meeting compares with what the screens said then, not with what today's rules
make of it.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from files.errors import NotFound
from files.personal.in_data import without_phones_in
from files.personal.phones import without_phones
from ledger.book.audit import AuditHead, append, data_head
from ledger.book.canonical import canonical, digest
from ledger.book.database import moment
from ledger.book.errors import NotPossible, StaleRecord
from ledger.book.form_values import line_of_text
from ledger.book.policy import Action, Actor, require
from ledger.schema.meeting import SnapshotRow

TOPIC = "snapshot"
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Snapshot:
    """快照: which results, of which data version, at which end of the audit log, taken by whom."""

    id: int
    name: str
    data_version: str
    position: AuditHead
    taken_by: str
    taken_at: datetime


def take_snapshot(
    session: Session, actor: Actor, name: str, content: tuple[str, object], position: AuditHead
) -> Snapshot:
    """Keep `content` (data version, results as plain data), computed at `position` of the log.

    Raises:
        NotAllowed: the role takes no snapshots.
        NotPossible: the name is empty, too long or taken.
        StaleRecord: somebody wrote to the ledger since the results were computed.
    """
    require(actor, Action.TAKE_SNAPSHOT)
    name = _free_name(session, name)
    if data_head(session) != position:
        text = "生成结果之后台账又有改动，快照没有保存。请再存一次。"
        raise StaleRecord(text, position, data_head(session))
    version, results = content
    written = canonical(results)
    row = SnapshotRow(
        name=name,
        data_version=version,
        ledger_number=position.number,
        ledger_hash=position.hash,
        results=written,
        results_hash=digest([written]),
        taken_by=actor.id,
        taken_name=actor.name,
        taken_at=moment(session),
    )
    session.add(row)
    session.flush()
    append(session, actor, (TOPIC, "take", name), {"results": row.results_hash})
    return _snapshot(row)


def list_snapshots(session: Session) -> list[Snapshot]:
    """List the snapshots, the latest first, without their results."""
    query = select(SnapshotRow).options(defer(SnapshotRow.results))
    return [_snapshot(row) for row in session.scalars(query.order_by(SnapshotRow.id.desc()))]


def read_results(session: Session, snapshot_id: int) -> object:
    """Return the results of one snapshot as plain data, as they were given.

    Raises:
        NotFound: there is no such snapshot.
        NotPossible: they are no longer what was kept.
    """
    row = session.get(SnapshotRow, snapshot_id)
    if row is None:
        text = f"没有编号为 {snapshot_id} 的快照。请另选一个。"
        raise NotFound(text)
    if digest([row.results]) != row.results_hash:
        text = f"快照「{row.name}」的内容与保存时不一致，不能用来比较。请与备份核对。"
        raise NotPossible(text)
    return without_phones_in(json.loads(row.results))


def find_snapshot(session: Session, name: str) -> Snapshot:
    """Return the snapshot of that name.

    Raises:
        NotFound: there is none; the text names those there are.
    """
    found = list_snapshots(session)
    for snapshot in found:
        if snapshot.name == name:
            return snapshot
    known = "、".join(snapshot.name for snapshot in found[:20]) or "还没有快照"
    text = f"没有名为「{name[:60]}」的快照。现有：{known}"
    raise NotFound(text)


def _free_name(session: Session, given: str) -> str:
    name = line_of_text(given, "快照名称", required=True)
    if len(name) > LONGEST_NAME:
        text = f"没有保存：快照名称最多 {LONGEST_NAME} 个字。"
        raise NotPossible(text)
    if session.scalar(select(SnapshotRow.id).where(SnapshotRow.name == name)) is not None:
        text = f"没有保存：已有名为「{name}」的快照，快照不能改写。请换一个名称。"
        raise NotPossible(text)
    return name


def _snapshot(row: SnapshotRow) -> Snapshot:
    position = AuditHead(row.ledger_number, row.ledger_hash)
    by = row.taken_name or row.taken_by
    return Snapshot(row.id, without_phones(row.name), row.data_version, position, by, row.taken_at)
