"""归链复核: a person confirms, rejects or moves a link that a word or a code spoke for.

A decision stays with the company through every later import; taken back, the link waits again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.orm import Session

from files.errors import NotFound
from ledger.book.audit import append
from ledger.book.canonical import canonical
from ledger.book.errors import NotPossible
from ledger.book.form_values import line_of_text
from ledger.book.office_time import today_of
from ledger.book.policy import Action, Actor, require
from ledger.book.records import stamp
from ledger.companies.store import rederive
from ledger.schema.company_imports import LinkDecisionRow
from targets.model import Assignment, LinkState
from targets.scoring.links import LinkKey
from targets.stores.tables import COMPANY, LINKS
from targets.stores.values import Measure
from targets.vendor.merging import OFFICE

TOPIC = "company"
DECIDED = "review_link"  # the action of an entry of the log


class LinkVerdict(StrEnum):
    """复核结果: what a person says of a link."""

    CONFIRM = "confirm"
    REJECT = "reject"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class LinkDecision:
    """复核: of which company and link, what, and where it is moved to if so."""

    company_id: str
    link: LinkKey
    verdict: LinkVerdict
    to: LinkKey | None = None
    note: str = ""


WORDS = {
    LinkVerdict.CONFIRM: "复核确认",
    LinkVerdict.REJECT: "复核不属于",
    LinkVerdict.MOVE: "复核改归",
}


def decide(session: Session, actor: Actor, decision: LinkDecision, measure: Measure) -> None:
    """Decide on one link; score and lists follow at once.

    Raises:
        NotFound: the company or its link is not there (any more).
        NotAllowed: the company belongs to another desk.
        NotPossible: somebody has decided meanwhile, or the link to move to is none.
    """
    if (decision.verdict is LinkVerdict.MOVE) != _is_link(decision.to, measure, decision.link):
        text = "请选要改归的环节（另一个环节）。没有保存。"
        raise NotPossible(text)
    number = put_decision(session, actor, decision)
    rederive(session, [number], measure)
    detail = {"link": "/".join(decision.link), "verdict": decision.verdict.value}
    to = {"to": "/".join(decision.to)} if decision.to else {}
    append(session, actor, (TOPIC, DECIDED, decision.company_id), detail | to)


def take_back(
    session: Session, actor: Actor, company_id: str, link: LinkKey, measure: Measure
) -> None:
    """Take a decision back: the link is as it was before, and waits to be decided.

    Raises:
        NotFound: there is no such decision.
        NotAllowed: the company belongs to another desk.
    """
    number = remove_decision(session, actor, company_id, link)
    rederive(session, [number], measure)
    detail = {"link": "/".join(link)}
    append(session, actor, (TOPIC, "take_back_review", company_id), detail)


def put_decision(session: Session, actor: Actor, decision: LinkDecision) -> int:
    """Keep a decision and put it on the company, whose number is returned; score and log follow.

    Raises:
        NotFound: the company or its link is not there (any more).
        NotAllowed: the company belongs to another desk.
        NotPossible: somebody has decided meanwhile.
    """
    company = _company(session, actor, decision.company_id)
    row = _link(session, company, decision.link)
    if row["decided_by"]:
        text = "这条归链已由别人复核过，没有再改动。请看下一条。"
        raise NotPossible(text)
    said = f"{WORDS[decision.verdict]}（{today_of(session)}）"
    note = line_of_text(decision.note, "说明")
    reason = "；".join(filter(None, (said, note, row["reason"])))
    state = LinkState.CONFIRMED if decision.verdict is LinkVerdict.CONFIRM else LinkState.REJECTED
    _keep(session, actor, decision, (row, state, reason))
    _apply(session, company["number"], decision.link, (state, reason, actor.id))
    if decision.to is not None:
        _put(session, company["number"], decision.to, (LinkState.CONFIRMED, reason, actor.id))
    number: int = company["number"]
    return number


def remove_decision(session: Session, actor: Actor, company_id: str, link: LinkKey) -> int:
    """Put the link back as it was before its decision; score and log follow.

    Raises:
        NotFound: there is no such decision.
        NotAllowed: the company belongs to another desk.
    """
    company = _company(session, actor, company_id)
    row = session.get(LinkDecisionRow, (company_id, *link))
    if row is None or not row.state:
        text = "这条归链没有复核记录，没有改动。"
        raise NotFound(text)
    before = Assignment.model_validate_json(row.before)
    which = (
        LINKS.c.company == company["number"],
        LINKS.c.chain == link[0],
        LINKS.c.link == link[1],
    )
    values = {"state": before.state.value, "basis": before.basis, "reason": before.reason}
    session.execute(update(LINKS).where(*which).values(**values, decided_by=""))
    if row.moved_to:
        chain, _, to = row.moved_to.partition("/")
        mine = (LINKS.c.company == company["number"], LINKS.c.chain == chain, LINKS.c.link == to)
        session.execute(delete(LINKS).where(*mine, LINKS.c.basis == OFFICE))
    row.state, row.moved_to = "", ""
    stamp(session, actor, row)
    session.flush()
    number: int = company["number"]
    return number


def decide_again(session: Session, company_ids: Sequence[str], measure: Measure) -> None:
    """Put decisions back on companies that came anew; they were kept while it was away."""
    if not company_ids:
        return
    query = select(LinkDecisionRow).where(
        LinkDecisionRow.company_id.in_(company_ids), LinkDecisionRow.state != ""
    )
    decided = list(session.scalars(query))
    if not decided:
        return
    ids = sorted({row.company_id for row in decided})
    found = session.execute(select(COMPANY.c.id, COMPANY.c.number).where(COMPANY.c.id.in_(ids)))
    numbers = {row.id: row.number for row in found}
    for row in decided:
        number, by = numbers[row.company_id], row.changed_by
        _put(session, number, (row.chain, row.link), (LinkState(row.state), row.reason, by))
        if row.moved_to:
            chain, _, link = row.moved_to.partition("/")
            _put(session, number, (chain, link), (LinkState.CONFIRMED, row.reason, by))
    rederive(session, sorted(numbers.values()), measure)


def _company(session: Session, actor: Actor, company_id: str) -> RowMapping:
    query = select(COMPANY.c.number, COMPANY.c.desk).where(COMPANY.c.id == company_id)
    row = session.execute(query).mappings().first()
    if row is None:
        text = "这家企业不在台账里（可能已撤销导入），没有改动。"
        raise NotFound(text)
    require(actor, Action.REVIEW_LINK, desks=(row["desk"],))
    return row


def _link(session: Session, company: RowMapping, link: LinkKey) -> RowMapping:
    mine = LINKS.c.company == company["number"]
    query = select(LINKS).where(mine, LINKS.c.chain == link[0], LINKS.c.link == link[1])
    row = session.execute(query).mappings().first()
    if row is None:
        text = "这条归链已经没有了（可能重新导入过），没有改动。请看下一条。"
        raise NotFound(text)
    return row


def _is_link(to: LinkKey | None, measure: Measure, now: LinkKey) -> bool:
    return to is not None and to != now and to in measure.yardstick.links


def _keep(
    session: Session, actor: Actor, decision: LinkDecision, what: tuple[RowMapping, LinkState, str]
) -> None:
    standing, state, reason = what
    key = (decision.company_id, *decision.link)
    row = session.get(LinkDecisionRow, key)
    if row is None:
        row = LinkDecisionRow(company_id=key[0], chain=key[1], link=key[2])
        session.add(row)
    row.state, row.reason = state.value, reason
    row.moved_to = "/".join(decision.to) if decision.to else ""
    told = {name: standing[name] for name in ("chain", "link", "state", "basis", "reason")}
    row.before = canonical(told)
    stamp(session, actor, row)
    session.flush()


def _put(session: Session, number: int, link: LinkKey, what: tuple[LinkState, str, str]) -> None:
    """Decide on a link whether the company has it already or not."""
    mine = (LINKS.c.company == number, LINKS.c.chain == link[0], LINKS.c.link == link[1])
    if session.execute(select(LINKS.c.company).where(*mine)).first() is None:
        values = {"company": number, "chain": link[0], "link": link[1], "sought": False}
        texts = {"state": "", "basis": OFFICE, "reason": "", "decided_by": ""}
        session.execute(insert(LINKS).values(**values, **texts))
    _apply(session, number, link, what)


def _apply(session: Session, number: int, link: LinkKey, what: tuple[LinkState, str, str]) -> None:
    state, reason, by = what
    mine = (LINKS.c.company == number, LINKS.c.chain == link[0], LINKS.c.link == link[1])
    values = {"state": state.value, "basis": OFFICE, "reason": reason, "decided_by": by}
    session.execute(update(LINKS).where(*mine).values(**values))
