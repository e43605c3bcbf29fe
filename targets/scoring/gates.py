"""The gates a target passes before its score counts (docs/methods.md 8): yes, no or unknown."""

from dataclasses import dataclass
from enum import StrEnum

from policies.comparing import NO_ROW, PolicyAnswer, PolicyReading
from targets.age.listed_status import is_to_check
from targets.closing import said_now
from targets.company_rows import OWN_SOURCE
from targets.model import Assignment, Company, LinkState
from targets.scoring.wording import ASSIGNMENT_BASES


class TargetGate(StrEnum):
    """门槛, in the order of the methods."""

    PRODUCT = "product"  # 做本环节的产品
    ACTIVE = "active"  # 在营且无不良记录
    FREE = "free"  # 没有被别的片区首招
    ALLOWED = "allowed"  # 政策允许


class GateAnswer(StrEnum):
    """是、否、未核实."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


GATE_NAMES = {
    TargetGate.PRODUCT: "做本环节的产品",
    TargetGate.ACTIVE: "在营、无不良记录",
    TargetGate.FREE: "未被其他片区首招",
    TargetGate.ALLOWED: "政策允许",
}
ANSWER_NAMES = {GateAnswer.YES: "是", GateAnswer.NO: "否", GateAnswer.UNKNOWN: "未核实"}
CLOSED = ("注销", "吊销", "清算", "停业", "歇业", "撤销", "责令关闭", "解散", "破产")


@dataclass(frozen=True, slots=True)
class GateReading:
    """门槛结论: what one gate says and on what that rests."""

    gate: TargetGate
    answer: GateAnswer
    evidence: str


@dataclass(frozen=True, slots=True)
class CompanyStanding:
    """名分: what the register says of a company; None: nobody looked.

    `held_by` names the desk that holds it by first claim, "" if none does. `allowed` is what
    somebody found about policy, with `policy_note`. `record_clean` is what a look into penalties
    and dishonesty lists found. `claim` says by what lead it is held; `contact` who of ours was
    there last, which is no claim.
    """

    held_by: str | None = None
    claim: str = ""
    allowed: bool | None = None
    policy_note: str = ""
    record_clean: bool | None = None
    record_note: str = ""
    contact: str = ""


UNREGISTERED = CompanyStanding()
NOT_COMPARED = PolicyReading(PolicyAnswer.UNKNOWN, NO_ROW)
BY_TABLES = {
    PolicyAnswer.ALLOWED: GateAnswer.YES,
    PolicyAnswer.FORBIDDEN: GateAnswer.NO,
    PolicyAnswer.UNKNOWN: GateAnswer.UNKNOWN,
}


def read_gates(
    company: Company,
    link: tuple[str, str] | None = None,
    *,
    desk: str = "",
    standing: CompanyStanding = UNREGISTERED,
    policy: PolicyReading = NOT_COMPARED,
) -> tuple[GateReading, ...]:
    """Put `company` through the gates, for one link (chain, link) or for its best assignment.

    `policy` is what the tables of law say of that link; what the office found goes before it.
    """
    return (
        _product(company, link),
        _active(company, standing),
        _free(standing, desk),
        _allowed(standing, policy),
    )


def _product(company: Company, link: tuple[str, str] | None) -> GateReading:
    found = [a for a in company.assignments if link is None or (a.chain, a.link) == link]
    order = {state: place for place, state in enumerate(LinkState)}
    best = min(found, key=lambda a: order[a.state], default=None)
    if best is None:
        return GateReading(TargetGate.PRODUCT, GateAnswer.UNKNOWN, "没有归入这个环节，未查")
    return GateReading(TargetGate.PRODUCT, *_made(best, company))


def _made(assignment: Assignment, company: Company) -> tuple[GateAnswer, str]:
    why = f"（{assignment.reason}）" if assignment.reason else ""
    match assignment.state:
        case LinkState.CONFIRMED:
            return GateAnswer.YES, f"经核实归入{why}"
        case LinkState.STATED:
            return GateAnswer.YES, f"来源写明：{_said(assignment, company)}"
        case LinkState.DATED:
            age = assignment.reason.partition("；")[0]
            return GateAnswer.UNKNOWN, f"{age}：{_said(assignment, company)}"
        case LinkState.REJECTED:
            return GateAnswer.NO, f"经核实不归入{why}"
        case LinkState.TO_CHECK:
            return (
                GateAnswer.UNKNOWN,
                f"按{ASSIGNMENT_BASES.get(assignment.basis, assignment.basis)}归入，待核{why}",
            )


def _said(assignment: Assignment, company: Company) -> str:
    """Return what the source of an assignment says, and which source that is."""
    _, mark, own = assignment.reason.partition(OWN_SOURCE)
    if mark:
        return own
    source = company.source_title or company.source_url
    products = company.products or company.industry
    return f"{products}（{OWN_SOURCE}{source}，{company.published}）"


def _active(company: Company, standing: CompanyStanding) -> GateReading:
    said = said_now(company.status)  # a source may name a word that closes nothing
    if company.is_closed or any(word in said for word in CLOSED):
        return GateReading(TargetGate.ACTIVE, GateAnswer.NO, f"状态：{company.status}")
    status = f"状态：{company.status}" if company.status else "状态未查"
    if standing.record_clean is None:
        text = f"{status}；处罚、失信记录未查"
        return GateReading(TargetGate.ACTIVE, GateAnswer.UNKNOWN, text)
    note = standing.record_note or ("无不良记录" if standing.record_clean else "有不良记录")
    if not standing.record_clean:
        return GateReading(TargetGate.ACTIVE, GateAnswer.NO, note)
    answer = GateAnswer.UNKNOWN if is_to_check(company.status) else GateAnswer.YES
    return GateReading(TargetGate.ACTIVE, answer, f"{status}；{note}")


def _free(standing: CompanyStanding, desk: str) -> GateReading:
    if standing.held_by is None:
        text = f"首招登记未查；{standing.contact}" if standing.contact else "首招登记未查"
        return GateReading(TargetGate.FREE, GateAnswer.UNKNOWN, text)
    if not standing.held_by:
        return GateReading(TargetGate.FREE, GateAnswer.YES, "没有首招登记")
    said = f"由{standing.held_by}首招" + (f"（{standing.claim}）" if standing.claim else "")
    if standing.held_by == desk:
        return GateReading(TargetGate.FREE, GateAnswer.YES, said)
    return GateReading(TargetGate.FREE, GateAnswer.NO, f"已{said}")


def _allowed(standing: CompanyStanding, policy: PolicyReading) -> GateReading:
    if standing.allowed is None:
        return GateReading(TargetGate.ALLOWED, BY_TABLES[policy.answer], policy.reason)
    answer = GateAnswer.YES if standing.allowed else GateAnswer.NO
    return GateReading(TargetGate.ALLOWED, answer, standing.policy_note or ANSWER_NAMES[answer])
