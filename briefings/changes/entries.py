"""What the office itself wrote, as a snapshot keeps it: ties, decisions, visits, first claims."""

from collections.abc import Iterator, Sequence

from briefings.changes.change import Change, ChangeKind
from files.records import Record


class EntryResult(Record):
    """台账一笔: something the office wrote that stood. `key` tells which one it is in any snapshot.

    `origin` is the source, and who recorded it when.
    """

    key: str
    subject: str
    says: str
    origin: str


class OfficeResults(Record):
    """台账结果: what stood of each kind."""

    ties: tuple[EntryResult, ...] = ()
    decisions: tuple[EntryResult, ...] = ()
    visits: tuple[EntryResult, ...] = ()
    claims: tuple[EntryResult, ...] = ()


KINDS = {
    "ties": (ChangeKind.TIE, ChangeKind.TIE_GONE),
    "decisions": (ChangeKind.DECISION, ChangeKind.DECISION_GONE),
    "visits": (ChangeKind.VISIT, ChangeKind.VISIT_GONE),
    "claims": (ChangeKind.CLAIM, ChangeKind.CLAIM_GONE),
}
"""By field of `OfficeResults`: of what is new or says something else, and of what is gone."""


def entry_changes(before: OfficeResults | None, after: OfficeResults | None) -> Iterator[Change]:
    """Tell what came, what says something else, and what is gone; a source is no change.

    Nothing where one of the two was kept before entries were.
    """
    if before is None or after is None:
        return
    for name, (came, gone) in KINDS.items():
        old: Sequence[EntryResult] = getattr(before, name)
        new: Sequence[EntryResult] = getattr(after, name)
        yield from _came(old, new, came)
        yield from _gone(old, new, gone)


def _came(
    old: Sequence[EntryResult], new: Sequence[EntryResult], kind: ChangeKind
) -> Iterator[Change]:
    known = {entry.key: entry for entry in old}
    for entry in new:
        former = known.get(entry.key)
        if former is None:
            yield Change(kind, entry.subject, entry.says, entry.origin)
        elif former.says != entry.says:
            yield Change(kind, entry.subject, f"{former.says} → {entry.says}", entry.origin)


def _gone(
    old: Sequence[EntryResult], new: Sequence[EntryResult], kind: ChangeKind
) -> Iterator[Change]:
    left = {entry.key for entry in new}
    for entry in old:
        if entry.key not in left:
            yield Change(kind, entry.subject, entry.says, f"原据：{entry.origin}")
