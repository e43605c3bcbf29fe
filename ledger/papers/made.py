"""材料记录: every paper as it was made, each record carrying the hash of the one before.

A copy that comes back is compared with this and not with anything inside the copy, which whoever
altered it could have altered along. Records are never changed or removed.
"""

import base64
import json
import lzma
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from files.personal.in_data import without_phones_in
from files.personal.phones import without_phones
from ledger.book.audit import START, Broken
from ledger.book.canonical import canonical, digest
from ledger.book.database import acting, moment
from ledger.book.errors import NotPossible
from ledger.book.policy import Action, Actor, require
from ledger.schema.papers import PaperRow

MOST_TEXT = 32_000_000  # letters of a record when unpacked
MOST_KEPT = 4_000_000  # letters of a record as it lies in the database
LATEST = 300  # records looked through for a paper that lost its mark
Texts = Mapping[str, Sequence[Sequence[str]]]
"""By file ("docx"): its passages in their order, each as place, text, column and digest."""


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """材料记录: what was made, of which data, by whom; `files` holds the SHA-256 of each."""

    number: int
    paper: str
    kind: str
    options: Mapping[str, object]
    data_version: str
    day: date
    files: Mapping[str, str]
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class PaperContent:
    """材料内容: what is written down of a paper that was just made."""

    paper: str
    kind: str
    options: Mapping[str, object]
    data_version: str
    day: date
    files: Mapping[str, str]
    texts: Texts


def record_papers(session: Session, actor: Actor, papers: Iterable[PaperContent]) -> int:
    """Write down papers that were made and return how many were new.

    One that was made before with the same files is not written down again.

    Raises:
        NotAllowed: nobody is known in that role.
        RuntimeError: `actor` is not who opened the session; a bug in the caller.
    """
    require(actor, Action.READ)
    if acting(session) != actor:
        msg = f"session opened by {acting(session).id}, used by {actor.id}"
        raise RuntimeError(msg)
    last = _last(session)
    new = 0
    for paper in papers:
        files = canonical(dict(paper.files))
        if _is_known(session, paper.paper, files):
            continue
        row = PaperRow(
            number=last[0] + 1,
            paper=paper.paper,
            kind=paper.kind,
            options=canonical(dict(paper.options)),
            data_version=paper.data_version,
            day=paper.day,
            files=files,
            texts=_packed(paper.texts),
            made_by=actor.id,
            made_name=actor.name,
            made_at=moment(session),
            previous=last[1],
        )
        row.hash = _hash(row)
        session.add(row)
        session.flush()
        last, new = (row.number, row.hash), new + 1
    return new


def records_of(session: Session, paper: str) -> list[PaperRecord]:
    """List the records of one paper, the latest first."""
    return _listed(session, PaperRow.paper == paper, LATEST)


def records_of_version(session: Session, version: str) -> list[PaperRecord]:
    """List the records of one data version, the latest first, at most `LATEST`."""
    return _listed(session, PaperRow.data_version == version, LATEST)


def latest_records(session: Session) -> list[PaperRecord]:
    """List the last records, the latest first, at most `LATEST`."""
    return _listed(session, PaperRow.number > 0, LATEST)


def read_texts(session: Session, number: int) -> Texts:
    """Return what the files of one record said.

    Raises:
        NotPossible: the record is not there, or no longer what was written down.
    """
    row = session.get(PaperRow, number)
    if row is None or row.hash != _hash(row):
        text = f"第 {number} 条材料记录不在了，或与写下时不一致，不能用来核对。请与备份核对。"
        raise NotPossible(text)
    return cast("Texts", without_phones_in(_unpacked(row.texts)))


def verify_papers(session: Session) -> Broken | None:
    """Recompute the whole chain; return its first broken record, or None if it holds."""
    query = select(PaperRow).order_by(PaperRow.number).execution_options(yield_per=50)
    previous = START
    with closing(session.scalars(query)) as rows:
        for number, row in enumerate(rows, start=1):
            why = _why_broken(row, number, previous)
            if why:
                return Broken(number, f"第 {number} 条材料记录{why}")
            previous = row.hash
            session.expunge(row)
    return None


def _why_broken(row: PaperRow, number: int, previous: str) -> str:
    if row.number != number:
        return "不见了"
    if row.previous != previous:
        return "与前一条接不上"
    return "" if row.hash == _hash(row) else "被改动过"


def _hash(row: PaperRow) -> str:
    columns = PaperRow.__table__.columns.keys()
    values = {name: getattr(row, name) for name in columns if name != "hash"}
    return digest([row.previous, canonical(values)])


def _last(session: Session) -> tuple[int, str]:
    query = select(PaperRow.number, PaperRow.hash).order_by(PaperRow.number.desc()).limit(1)
    row = session.execute(query).first()
    return (row.number, row.hash) if row else (0, START)


def _is_known(session: Session, paper: str, files: str) -> bool:
    query = select(PaperRow.number).where(PaperRow.paper == paper, PaperRow.files == files)
    return session.execute(query.limit(1)).first() is not None


def _listed(session: Session, which: object, most: int) -> list[PaperRecord]:
    query = select(PaperRow).options(defer(PaperRow.texts)).where(which)  # type: ignore[arg-type]
    rows = session.scalars(query.order_by(PaperRow.number.desc()).limit(most))
    return [_record(row) for row in rows]


def _record(row: PaperRow) -> PaperRecord:
    return PaperRecord(
        row.number,
        row.paper,
        row.kind,
        cast("dict[str, object]", without_phones_in(json.loads(row.options))),
        row.data_version,
        row.day,
        json.loads(row.files),
        without_phones(row.made_name) or row.made_by,
        row.made_at,
    )


def _packed(texts: Texts) -> str:
    """Pack the passages small; of a paper beyond all measure only the hashes are kept."""
    written = canonical({name: [list(one) for one in listed] for name, listed in texts.items()})
    if len(written) > MOST_TEXT:
        return ""
    packed = base64.b85encode(lzma.compress(written.encode(), preset=2)).decode()
    return packed if len(packed) <= MOST_KEPT else ""


def _unpacked(packed: str) -> Texts:
    if not packed:
        return {}
    unpacked = lzma.LZMADecompressor().decompress(base64.b85decode(packed), 4 * MOST_TEXT)
    texts: Texts = json.loads(unpacked)
    return texts
