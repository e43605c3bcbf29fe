"""The account of an import, for plots and companies alike: counted, signed, listed, undone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from files.errors import NotFound
from files.progress import Progress
from ledger.book.audit import append
from ledger.book.canonical import digest
from ledger.book.database import moment
from ledger.book.errors import NotPossible
from ledger.book.policy import Actor
from ledger.book.records import stamp
from ledger.schema.base import ImportRow
from ledger.schema.company_imports import CompanyImportRow

R = TypeVar("R", ImportRow, CompanyImportRow)
COUNTED = ("rows", "created", "updated", "unchanged")


@dataclass(slots=True)
class ImportTally:
    """导入计数: what was counted so far of `total` entries; `seals` has one hash per entry."""

    total: int
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    seals: list[str] = field(default_factory=list)

    def add(self, created: int, updated: int, seals: list[str]) -> None:
        """Count some entries, one for each of `seals`; those not written are unchanged."""
        self.created += created
        self.updated += updated
        self.unchanged += len(seals) - created - updated
        self.seals += seals

    def tell(self, progress: Progress | None) -> None:
        """Tell `progress`, if there is one, how far it is."""
        if progress:
            progress(self.created + self.updated + self.unchanged, self.total)

    @property
    def content_hash(self) -> str:
        """A hash over what was listed, in the order in which it was counted."""
        return digest(self.seals)


@dataclass(frozen=True, slots=True)
class ImportStamp:
    """导入签名: who took a list over and when, and who undid that."""

    imported_by: str
    imported_at: datetime
    undone_by: str
    undone_at: datetime | None


def begin_import(session: Session, actor: Actor, row: R, more: Iterable[str] = ()) -> R:
    """Sign a new import and give it its number; its counts (`COUNTED` and `more`) are 0 so far."""
    for name in (*COUNTED, *more):
        setattr(row, name, 0)
    row.content_hash = ""
    row.imported_by, row.imported_name = actor.id, actor.name
    stamp(session, actor, row)
    row.imported_at = row.changed_at
    session.add(row)
    session.flush()
    return row


def finish_import(
    session: Session, actor: Actor, topic: str, row: R, counts: Mapping[str, int | str]
) -> None:
    """Keep what an import did, and write its one entry in the log."""
    for name, value in counts.items():
        setattr(row, name, value)
    session.flush()
    append(session, actor, (topic, "import", str(row.id)), {**counts, "file": row.file_name})


def stamp_of(row: ImportRow | CompanyImportRow) -> ImportStamp:
    """Return who took a list over and who undid that, by their names."""
    return ImportStamp(
        imported_by=row.imported_name or row.imported_by,
        imported_at=row.imported_at,
        undone_by=row.changed_name if row.undone_at else "",
        undone_at=row.undone_at,
    )


def standing_import(session: Session, kind: type[R], import_id: int, word: str) -> R:
    """Return an import that stands; `word` names its kind to a person.

    Raises:
        NotFound: there is no such import.
        NotPossible: it is undone already.
    """
    row = session.get(kind, import_id)
    if row is None:
        text = f"没有编号为 {import_id} 的{word}记录。"
        raise NotFound(text)
    if row.undone_at is not None:
        text = f"这次导入已由 {row.changed_name} 撤销，没有再改动。"
        raise NotPossible(text)
    return row


def finish_undo(
    session: Session, actor: Actor, topic: str, row: R, counts: Mapping[str, int | bool]
) -> None:
    """Mark an import as undone, and write the one entry of that in the log."""
    row.undone_at = moment(session)
    stamp(session, actor, row)
    session.flush()
    append(session, actor, (topic, "undo_import", str(row.id)), counts)
