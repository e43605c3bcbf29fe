"""Verify one paper: find what it was, compare it with that, and say what has become outdated.

What a file says of itself is believed only as far as it names a record of the ledger. Without a
record the paper is made again on the same data; without the same data nothing can be said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pydantic import ValidationError
from sqlalchemy.orm import Session

from briefings.state.composing import read_state
from briefings.state.state import DataState
from files.errors import ProductError
from ledger.papers.made import PaperRecord, latest_records, read_texts, records_of
from papers.renderers.writing import Progress, no_progress
from papers.verification.comparing import Difference, compare, likeness, same_letters
from papers.verification.making import file_hash, notes_looks, passages_of, sealed
from papers.verification.reading.any_paper import ENDINGS, ending_of, read_paper, read_paper_apart
from papers.verification.reading.package import PaperUnreadable
from papers.verification.reading.passages import LOOK, Passage
from papers.verification.remaking import PaperOffice, remake
from papers.verification.request import PaperKind, PaperMark, PaperRequest, read_mark

STEPS = 3
SAME_PAPER = 0.5  # share of passages by which a paper without a mark is known again
SAME_LETTERS = 0.85  # share of letters, for a short paper of which nearly every line was altered
DRAWN = "（图形 "
NOT_OURS = "不是本系统做的材料，或者材料编号和内容都与台账对不上。"
LOST_MARK = "文件里没有台账认得的材料编号（另存时可能丢了），按内容认出是第 {} 条材料记录。"
FORGED_MARK = "文件里自称的版本或要求与台账的记录不同，以台账为准。"
NO_RECORD = "台账没有这份材料的记录，按同一版数据重做一份来核对；标题、编制人和日期取自文件本身。"
NO_DATA = "台账没有这份材料的记录，它所据的数据版本 {} 也不是现在的 {}，无从核对。"
SAVED_AGAIN = "文件另存过：逐段核对了文字、图片和链接，图形的位置、颜色和版式没有核对。"
AGAIN_EQUAL = "按同一版数据重新做过一份，与做出时一致。"
AGAIN_DIFFERENT = "数据版本没有变，但重做一份有不同：程序或设置在那以后更新过。"
NOT_AGAIN = "不能按现在的数据重做一份：{}"


class PaperStanding(StrEnum):
    """核对结果."""

    AS_MADE = "as_made"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Verification:
    """核对: what became of a paper.

    `altered` is what its text says otherwise than when it was made, `outdated` what a paper made
    of today's data says otherwise. `same_file` means that not one byte changed.
    """

    standing: PaperStanding
    request: PaperRequest | None = None
    record: PaperRecord | None = None
    current_version: str = ""
    same_file: bool = False
    altered: tuple[Difference, ...] = ()
    outdated: tuple[Difference, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Made:
    """What the paper was when it was made, and how that is known."""

    request: PaperRequest
    passages: tuple[Passage, ...]
    record: PaperRecord | None
    remarks: tuple[str, ...]
    with_looks: bool = True


def verify_paper(
    office: PaperOffice,
    today: date,
    name: str,
    content: bytes,
    *,
    and_today: bool = True,
    progress: Progress = no_progress,
) -> Verification:
    """Verify a file as somebody handed it in; `and_today` also makes the paper again and compares.

    `progress` is told which step begins, of `STEPS`.

    Raises:
        PaperUnreadable: it is no file of a kind that papers have, or does not open.
        LedgerUnavailable: the ledger cannot be read.
    """
    ending = ending_of(name)
    if not ending:
        text = f"只能核对 {'、'.join(ENDINGS)} 文件。"
        raise PaperUnreadable(text)
    progress(0, STEPS, "读文件")
    read = read_paper_apart(ending, content)
    progress(1, STEPS, "找台账里的记录")
    mark = read_mark(read.mark)
    with office.ledger.reading() as session:
        found = _recorded(session, mark, ending, read.passages, file_hash(content))
    progress(2, STEPS, "逐段比对，按现在的数据重做一份")
    day = found.request.day if found else mark.request.day if mark else today
    state = read_state(office.ledger, office.environment, day)
    made = found or _remade(office, state, mark, ending)
    if made is None:
        why = NO_DATA.format(mark.request.version, state.version) if mark else NOT_OURS
        return Verification(PaperStanding.UNKNOWN, current_version=state.version, remarks=(why,))
    when = (state, today if and_today else None)
    return _judged(office, when, made, (ending, content, read.passages))


def _recorded(
    session: Session,
    mark: PaperMark | None,
    ending: str,
    passages: tuple[Passage, ...],
    whole: str,
) -> _Made | None:
    """Return what the ledger keeps of the paper: by its mark, or else by what it says."""
    named = [one for one in records_of(session, mark.id) if ending in one.files] if mark else []
    for record in named:
        if record.files[ending] == whole:
            return _of_record(session, record, ending, ())
    known = [(_alike(session, one, ending, passages)[0], one) for one in named]
    remarks: tuple[str, ...] = ()
    if not known:
        others = (one for one in latest_records(session) if ending in one.files)
        weighed = [(*_alike(session, one, ending, passages), one) for one in others]
        known = [(share, one) for share, _, one in weighed if share >= SAME_PAPER]
        known = known or [(same, one) for _, same, one in weighed if same >= SAME_LETTERS]
    if not known:
        return None
    best = max(known, key=lambda one: (one[0], one[1].number))[1]
    if not named:
        remarks = (LOST_MARK.format(best.number),)
    elif mark and mark.request != _request(best):
        remarks = (FORGED_MARK,)
    return _of_record(session, best, ending, remarks)


def _alike(
    session: Session, record: PaperRecord, ending: str, passages: tuple[Passage, ...]
) -> tuple[float, float]:
    """Return which share of its passages, and which of its letters, a paper has of a record."""
    made = passages_of(read_texts(session, record.number), ending)
    said = tuple(one for one in passages if one.column != LOOK)
    return likeness(made, _as_kept(made, said, record.paper)), same_letters(made, said)


def _as_kept(
    made: Sequence[Passage], found: tuple[Passage, ...], paper: str
) -> tuple[Passage, ...]:
    """Give what was found digests, if the record holds nothing else."""
    return sealed(found, paper) if any(one.digest for one in made) else found


def _of_record(
    session: Session, record: PaperRecord, ending: str, remarks: tuple[str, ...]
) -> _Made:
    texts = read_texts(session, record.number)
    made = passages_of(texts, ending)
    return _Made(_request(record), made, record, remarks, notes_looks(texts))


def _request(record: PaperRecord) -> PaperRequest:
    return PaperRequest.model_validate(
        {
            "kind": PaperKind(record.kind),
            "options": record.options,
            "version": record.data_version,
            "day": record.day,
        }
    )


def _remade(
    office: PaperOffice, state: DataState, mark: PaperMark | None, ending: str
) -> _Made | None:
    """Return the paper as it must have been, if the data are still those it was made of."""
    if mark is None or mark.request.version != state.version:
        return None
    try:
        again = read_paper(ending, remake(office, state, mark.request, ending)).passages
    except (ProductError, ValidationError):
        return None
    return _Made(mark.request, again, None, (NO_RECORD,))


def _judged(
    office: PaperOffice,
    when: tuple[DataState, date | None],
    made: _Made,
    file: tuple[str, bytes, tuple[Passage, ...]],
) -> Verification:
    ending, content, passages = file
    state, today = when
    same = made.record is not None and made.record.files[ending] == file_hash(content)
    noted = [one for one in passages if made.with_looks or one.column != LOOK]
    found = _as_kept(made.passages, tuple(noted), made.request.paper)
    altered = () if same else tuple(compare(made.passages, found, flows=ending == "pdf"))
    remarks = [*made.remarks, *(() if same else (SAVED_AGAIN,))]
    outdated: tuple[Difference, ...] = ()
    is_current = state.version == made.request.version
    if made.record is not None and today is not None:
        if not is_current:
            state = read_state(office.ledger, office.environment, today)
        outdated, remark = _since(office, state, made, ending)
        remarks += [remark] if remark else []
    standing = PaperStanding.AS_MADE
    if altered:
        standing = PaperStanding.ALTERED
    elif outdated or not is_current:
        standing = PaperStanding.OUTDATED
    return Verification(
        standing,
        made.request,
        made.record,
        state.version,
        same,
        altered,
        outdated,
        tuple(remarks),
    )


def _since(
    office: PaperOffice, state: DataState, made: _Made, ending: str
) -> tuple[tuple[Difference, ...], str]:
    """Return what the same paper says otherwise today, and a remark on that."""
    if any(one.digest for one in made.passages):
        return (), NOT_AGAIN.format("这份材料含联系人，台账没有留原文。")
    try:
        again = read_paper(ending, remake(office, state, made.request, ending)).passages
    except (ProductError, ValidationError) as error:
        said = str(error) if isinstance(error, ProductError) else "要求不完整。"
        return (), NOT_AGAIN.format(said)
    before = _undated(made.passages, made.request.version, made.request.day)
    after = _undated(again, state.version, state.today)
    found = tuple(compare(before, after, flows=ending == "pdf"))
    if state.version != made.request.version:
        return found, ""
    return found, AGAIN_DIFFERENT if found else AGAIN_EQUAL


def _undated(passages: Sequence[Passage], version: str, day: date) -> list[Passage]:
    """Leave out what differs between any two papers: data version, day, shapes counted."""
    return [
        replace(one, text=one.text.replace(version, "").replace(day.isoformat(), ""))
        for one in passages
        if not one.text.startswith(DRAWN) and one.column != LOOK
    ]
