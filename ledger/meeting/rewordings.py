"""改写: a sentence of the four-part analysis as an editor puts it, beside the computed one.

Both are kept and both are shown. Every rewriting stays in the history; taking the latest back
lets the one before it stand again, and at last the computed sentence.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from files.errors import NotFound
from ledger.book.audit import append
from ledger.book.canonical import digest
from ledger.book.database import moment
from ledger.book.errors import NotPossible, StaleRecord
from ledger.book.form_values import line_of_text
from ledger.book.policy import Action, Actor, require
from ledger.book.records import stamp
from ledger.schema.meeting import RewordingRow

TOPIC = "rewording"
LONGEST = 300


@dataclass(frozen=True, slots=True)
class ComputedSentence:
    """研判句: where it stands (`place`, see `briefings.analysis.four_parts`), what was computed."""

    chain_id: str
    place: str
    computed: str
    data_version: str


@dataclass(frozen=True, slots=True)
class Rewording:
    """改写: `sentence` as it was computed then, the words put in its place, by whom and when."""

    id: int
    sentence: ComputedSentence
    text: str
    by: str
    at: datetime
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None


def reword(
    session: Session, actor: Actor, sentence: ComputedSentence, text: str, after: int
) -> Rewording:
    """Put `text` in place of `sentence`; `after` is the rewording seen by the editor, 0 for none.

    Raises:
        NotAllowed: the role does not edit the analysis.
        NotPossible: the text is empty, too long, or says what stands there already.
        StaleRecord: somebody rewrote the sentence since the form was opened.
    """
    require(actor, Action.REWORD_ANALYSIS)
    written = line_of_text(text, "改写", required=True)
    if len(written) > LONGEST:
        refusal = f"没有保存：一句最多 {LONGEST} 个字（现在 {len(written)} 个）。"
        raise NotPossible(refusal)
    standing = _standing(session, sentence.chain_id, sentence.place)
    if (standing.id if standing else 0) != after:
        raise _stale(written, standing)
    if written == (standing.text if standing else sentence.computed):
        refusal = "没有保存：与现在的句子一样。"
        raise NotPossible(refusal)
    row = RewordingRow(
        chain_id=sentence.chain_id,
        place=sentence.place,
        computed=sentence.computed,
        text=written,
        data_version=sentence.data_version,
        recorded_by=actor.id,
        recorded_name=actor.name,
        recorded_at=moment(session),
    )
    session.add(row)
    return _save(session, actor, row, "record")


def take_back(session: Session, actor: Actor, rewording_id: int) -> Rewording:
    """Withdraw a rewording; what stood before it stands again.

    Raises:
        NotAllowed: the role does not edit the analysis.
        NotFound: there is no rewording of that number.
        NotPossible: it is withdrawn already.
    """
    require(actor, Action.REWORD_ANALYSIS)
    row = session.get(RewordingRow, rewording_id)
    if row is None:
        text = f"没有编号为 {rewording_id} 的改写。"
        raise NotFound(text)
    if row.withdrawn_at is not None:
        text = f"这条改写已由 {row.changed_name} 撤回，没有再改动。"
        raise NotPossible(text)
    row.withdrawn_at = moment(session)
    return _save(session, actor, row, "withdraw")


def standing_rewordings(session: Session, chain_id: str) -> dict[str, Rewording]:
    """Return what stands in place of the computed sentences of a chain, by place."""
    history = rewording_history(session, chain_id)
    return {r.sentence.place: r for r in reversed(history) if r.withdrawn_at is None}


def rewording_history(session: Session, chain_id: str) -> list[Rewording]:
    """List every rewording of a chain's analysis, withdrawn ones included, the latest first."""
    mine = RewordingRow.chain_id == chain_id
    query = select(RewordingRow).where(mine).order_by(RewordingRow.id.desc())
    return [_rewording(row) for row in session.scalars(query)]


def _standing(session: Session, chain_id: str, place: str) -> Rewording | None:
    return standing_rewordings(session, chain_id).get(place)


def _save(session: Session, actor: Actor, row: RewordingRow, action: str) -> Rewording:
    stamp(session, actor, row)
    session.flush()
    detail = {"rewording": row.id, "content": digest([row.computed, row.text])}
    append(session, actor, (TOPIC, action, f"{row.chain_id}/{row.place}"), detail)
    return _rewording(row)


def _stale(mine: str, standing: Rewording | None) -> StaleRecord:
    now = f"被 {standing.by} 改写为「{standing.text}」" if standing else "的改写被撤回"
    text = f"这句话在你打开之后{now}。你的改写没有保存；请看过再改。"
    return StaleRecord(text, mine, standing)


def _rewording(row: RewordingRow) -> Rewording:
    sentence = ComputedSentence(row.chain_id, row.place, row.computed, row.data_version)
    withdrawn_by = row.changed_name if row.withdrawn_at else ""
    by = row.recorded_name or row.recorded_by
    return Rewording(
        row.id, sentence, row.text, by, row.recorded_at, withdrawn_by, row.withdrawn_at
    )
