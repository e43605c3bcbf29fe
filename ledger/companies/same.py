"""可能是同一家: two companies are made one, or told apart; either is taken back as a whole.

What was found out of the one that is merged follows the one that is kept: events, relations,
lookups, visits, places in baskets, links, lists, contacts. The merged one stays in the ledger, and
is in no list.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from files.errors import NotFound
from ledger.book.audit import append
from ledger.book.errors import NotPossible
from ledger.book.form_values import line_of_text
from ledger.book.policy import Action, Actor, require
from ledger.book.records import sign, stamp, take_back
from ledger.companies.following import follow, own_rows, take_rows_back, unfollow
from ledger.companies.hiding import lend
from ledger.companies.store import rederive
from ledger.findings.merged import BRANCH, SAME, merged_into
from ledger.schema.same_company import SameCompanyRow
from targets.same_companies import NamedCompany, SameCandidate, SameKind, find_same, worth_comparing
from targets.stores.standing import MERGED
from targets.stores.tables import COMPANY
from targets.stores.values import MANY, Measure

TOPIC = "same"  # of its own: what companies say of themselves is not changed
WORDS = {"same": "合并", "branch": "归到总公司", "apart": "不是同一家"}
SHOWN = ("id", "name", "credit_code", "stock_code", "province", "city", "former_names")
TOLD = (*SHOWN, "products", "scope", "status", "source_title", "published")


@dataclass(frozen=True, slots=True)
class SamePair:
    """待定的一对: two companies of the ledger that may be one, with what each says of itself."""

    candidate: SameCandidate
    first: Mapping[str, str]
    second: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SameDecision:
    """同一家的决定: what was decided of two companies, by whom and when."""

    id: int
    first: str
    second: str
    verdict: str
    why: str
    by: str
    at: datetime
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def says(self) -> str:
        """The decision in Chinese, names included."""
        first, second = (self.names.get(one, one) for one in (self.first, self.second))
        if self.verdict == "apart":
            return f"「{second}」和「{first}」不是同一家"
        return f"「{second}」并入「{first}」" + ("（分支机构）" if self.verdict == "branch" else "")


def same_candidates(session: Session) -> list[SameCandidate]:
    """Return the pairs of the ledger that may be one and that nobody decided on, surest first."""
    columns = ("id", "name", "former_names", "credit_code", "stock_code", "province")
    query = select(*(COMPANY.c[name] for name in columns)).where(
        ~COMPANY.c.basis.contains(MERGED), COMPANY.c.basis != "none"
    )

    def read() -> Iterator[NamedCompany]:
        rows = session.execute(query.execution_options(yield_per=1000))
        return (_named(row) for row in rows.mappings())

    return undecided(session, find_same(worth_comparing(read)))


def undecided(session: Session, candidates: Iterable[SameCandidate]) -> list[SameCandidate]:
    """Return those of `candidates` that nobody decided on and of which neither was merged."""
    decided = {_pair(one.first_id, one.second_id) for one in _standing(session)}
    gone = merged_into(session.connection()).keys()
    return [one for one in candidates if one.pair not in decided and not gone & set(one.pair)]


def side_by_side(session: Session, candidates: Sequence[SameCandidate]) -> list[SamePair]:
    """Return what both companies of each pair say of themselves."""
    ids = {company for one in candidates for company in one.pair}
    query = select(*(COMPANY.c[name] for name in TOLD)).where(COMPANY.c.id.in_(sorted(ids)))
    told = {row["id"]: dict(row) for row in session.execute(query).mappings()}
    return [
        SamePair(one, told[one.first], told[one.second])
        for one in candidates
        if one.first in told and one.second in told
    ]


def merge(
    session: Session, actor: Actor, pair: tuple[str, str], kind: SameKind | None, measure: Measure
) -> int:
    """Keep the first company of `pair` and merge the second into it; return the record's number.

    Raises:
        NotAllowed: only the centre may.
        NotFound: one of them is not in the ledger.
        NotPossible: they are the same, or one of them was merged already.
    """
    require(actor, Action.MERGE_COMPANIES)
    kept, gone = _companies(session, pair)
    into = merged_into(session.connection())
    for company in (kept, gone):
        if company["id"] in into:
            text = f"「{company['name']}」已经并入别的企业，没有再改动。请先撤销那一次合并。"
            raise NotPossible(text)
    moved = follow(session, kept, gone)
    verdict = BRANCH if kind is SameKind.BRANCH else SAME
    row = _record(session, actor, pair, (verdict, kind.value if kind else ""))
    moved |= own_rows(session, kept["number"])
    two = (gone["number"], kept["number"])
    lend(session.connection(), *two, with_lists=verdict == SAME)
    row.moved = json.dumps(moved, ensure_ascii=False, sort_keys=True)
    session.flush()
    rederive(session, [kept["number"], gone["number"]], measure)
    append(session, actor, (TOPIC, "merge", pair[0]), {"merged": pair[1], "number": row.id})
    return row.id


def set_apart(session: Session, actor: Actor, pair: tuple[str, str]) -> int:
    """Say that two companies are not one, so that nobody is asked again; return its number.

    Raises:
        NotAllowed: only the centre may.
        NotFound: one of them is not in the ledger.
        NotPossible: they are the same, or it was decided already.
    """
    require(actor, Action.MERGE_COMPANIES)
    _companies(session, pair)
    if any(_pair(one.first_id, one.second_id) == _pair(*pair) for one in _standing(session)):
        text = "这两家已经有人决定过，没有再改动。请先撤销那一次决定。"
        raise NotPossible(text)
    row = _record(session, actor, pair, ("apart", ""))
    append(session, actor, (TOPIC, "set_apart", pair[0]), {"other": pair[1], "number": row.id})
    return row.id


def undo_same(
    session: Session, actor: Actor, number: int, measure: Measure, reason: str = "撤销"
) -> None:
    """Take a decision back: everything that followed goes back to the company it was of.

    Raises:
        NotAllowed: only the centre may.
        NotFound: there is no such decision.
        NotPossible: it is taken back already.
    """
    require(actor, Action.MERGE_COMPANIES)
    row = session.get(SameCompanyRow, number)
    if row is None:
        text = (
            f"没有编号为 {number} 的决定，没有改动。编号可从 python -m ledger companies same 查到。"
        )
        raise NotFound(text)
    take_back(session, actor, row, "决定", line_of_text(reason, "撤销理由", required=True))
    detail = {"other": row.second_id, "number": number}
    if row.verdict != "apart":
        _part(session, row, measure)
    append(session, actor, (TOPIC, "undo_same", row.first_id), detail)


def last_decisions(session: Session, most: int = 20) -> list[SameDecision]:
    """Return the decisions that stand, the last first."""
    rows = _standing(session)[:most]
    ids = {company for row in rows for company in (row.first_id, row.second_id)}
    query = select(COMPANY.c.id, COMPANY.c.name).where(COMPANY.c.id.in_(sorted(ids)))
    names = {row.id: row.name for row in session.execute(query)}
    return [_decision(row, names) for row in rows]


def merged_names(session: Session, company_id: str) -> list[tuple[str, str]]:
    """Return (name, verdict) of the companies that were merged into one, by name."""
    rows = [one for one in _standing(session) if one.first_id == company_id]
    verdicts = {one.second_id: one.verdict for one in rows if one.verdict != "apart"}
    query = select(COMPANY.c.id, COMPANY.c.name).where(COMPANY.c.id.in_(sorted(verdicts)))
    return sorted((row.name, verdicts[row.id]) for row in session.execute(query))


def _part(session: Session, row: SameCompanyRow, measure: Measure) -> None:
    """Bring back what followed, and show the merged company again."""
    moved = json.loads(row.moved or "{}")
    unfollow(session, row.first_id, row.second_id, moved)
    query = select(COMPANY.c.id, COMPANY.c.number).where(
        COMPANY.c.id.in_([row.first_id, row.second_id])
    )
    numbers = {one.id: one.number for one in session.execute(query)}
    if len(numbers) == len((row.first_id, row.second_id)):
        two = (numbers[row.first_id], numbers[row.second_id])
        take_rows_back(session, two, moved)
    rederive(session, sorted(numbers.values()), measure)


def _record(
    session: Session, actor: Actor, pair: tuple[str, str], what: tuple[str, str]
) -> SameCompanyRow:
    verdict, why = what
    row = SameCompanyRow(first_id=pair[0], second_id=pair[1], verdict=verdict, why=why, moved="{}")
    row.withdrawn_reason = ""
    sign(session, actor, row)
    stamp(session, actor, row)
    return row


def _companies(session: Session, pair: tuple[str, str]) -> tuple[RowMapping, RowMapping]:
    if pair[0] == pair[1]:
        text = "两个编号是同一家，没有改动。请写两家不同的企业。"
        raise NotPossible(text)
    query = select(COMPANY.c.id, COMPANY.c.name, COMPANY.c.number, COMPANY.c.desk)
    rows = session.execute(query.where(COMPANY.c.id.in_(pair))).mappings()
    found = {row["id"]: row for row in rows}
    for company in pair:
        if company not in found:
            text = (
                f"台账里没有编号为“{company}”的企业，没有改动。python -m targets find 查得到编号。"
            )
            raise NotFound(text)
    return found[pair[0]], found[pair[1]]


def _standing(session: Session) -> list[SameCompanyRow]:
    query = select(SameCompanyRow).where(SameCompanyRow.withdrawn_at.is_(None))
    return list(session.scalars(query.order_by(SameCompanyRow.id.desc())))


def _decision(row: SameCompanyRow, names: Mapping[str, str]) -> SameDecision:
    two = (row.first_id, row.second_id)
    by, at = row.recorded_name, row.recorded_at
    return SameDecision(row.id, *two, row.verdict, row.why, by, at, names)


def _named(row: RowMapping) -> NamedCompany:
    former = tuple(filter(None, row["former_names"].split(MANY)))
    return NamedCompany(**{**dict(row), "former_names": former})


def _pair(one: str, other: str) -> tuple[str, str]:
    return (min(one, other), max(one, other))
