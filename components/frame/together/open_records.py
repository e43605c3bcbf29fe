"""Who has which record open (谁在看): one per tab, as long as the tab gives signs of life."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from ledger.book.policy import Actor

QUIET_FOR = timedelta(minutes=15)
"""After that long without a click a tab no longer counts: forms are read and typed meanwhile."""


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """打开的一条: who has it open since when; `seen_at` is the last sign of life."""

    record: str
    actor_id: str
    name: str
    since: datetime
    seen_at: datetime


class OpenRecords:
    """各标签页打开的记录: of one process; several threads may note and ask."""

    def __init__(self) -> None:
        self._of_tabs: dict[str, OpenRecord] = {}
        self._lock = Lock()

    def note(self, tab: str, actor: Actor, record: str, now: datetime) -> tuple[OpenRecord, ...]:
        """Write down that `actor` looks at `record` in `tab`, instead of what was open there.

        Returns the other people who have it open, the longest first, each once.
        """
        with self._lock:
            self._drop_quiet(now)
            before = self._of_tabs.get(tab)
            stays = before is not None and (before.record, before.actor_id) == (record, actor.id)
            since = before.since if before is not None and stays else now
            self._of_tabs[tab] = OpenRecord(record, actor.id, actor.name, since, now)
            here = [each for each in self._of_tabs.values() if each.record == record]
        longest: dict[str, OpenRecord] = {}
        for each in sorted(here, key=lambda open_record: open_record.since):
            if each.actor_id != actor.id:
                longest.setdefault(each.actor_id, each)
        return tuple(longest.values())

    def _drop_quiet(self, now: datetime) -> None:
        quiet = [tab for tab, o in self._of_tabs.items() if now - o.seen_at > QUIET_FOR]
        for tab in quiet:
            del self._of_tabs[tab]
