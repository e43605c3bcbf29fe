"""The sentence of a score: 它补哪个缺口、和谁有关系、最近有什么动作、能放哪块地."""

from datetime import date

from chains.gaps.assessment import Flag
from chains.gaps.measures import Interval
from chains.gaps.rounding import figure
from targets.model import (
    Assignment,
    CompanyBasis,
    LinkState,
    Relation,
    RelationKind,
    ScoreParts,
    Signal,
    SignalKind,
)
from targets.scoring.links import LinkPart
from targets.scoring.score import KNOWN, Findings, Scored
from targets.scoring.transfers import Transfer

PART_NAMES = {
    "chain": "补缺口",
    "relation": "有关系",
    "signal": "有动向",
    "transfer": "产业转移",
    "carry": "能落地",
}
"""The parts of a score by their field, in the order of `ScoreParts` and `ScoreWeights`."""
RELATION_NAMES = {
    RelationKind.OWNER: "母公司",
    RelationKind.SUPPLIER: "供应商",
    RelationKind.CUSTOMER: "客户",
    RelationKind.TOWNSMAN: "乡贤",
    RelationKind.ALUMNI: "校友",
    RelationKind.PAIRED: "对口",
    RelationKind.CHAMBER: "商会",
    RelationKind.NONE_FOUND: "查过，没有",
}
SIGNAL_NAMES = {
    SignalKind.PLANT: "募投或公告建厂",
    SignalKind.PERMIT: "环评或拿地",
    SignalKind.CAPITAL: "增资或融资",
    SignalKind.BRANCH: "新设子公司或招聘",
    SignalKind.STATEMENT: "领导表态",
    SignalKind.REGISTRY: "工商变更",
}
STATE_NAMES = {
    LinkState.CONFIRMED: "已确认",
    LinkState.STATED: "来源写明",
    LinkState.DATED: "据旧资料，待核",
    LinkState.TO_CHECK: "待核",
    LinkState.REJECTED: "不归入",
}
# What an assignment rests on. Whether a source says so, its state tells: a company that is known
# from memory has products too.
ASSIGNMENT_BASES = {
    "products": "主营产品",
    "segment": "细分领域",
    "name": "企业名称",
    "memory": "编者记忆（没有来源）",
    "industry_code": "国民经济行业代码",
    "keyword": "关键词",
    "office": "片区或市招商服务中心认定",
}
BASIS_NAMES = {
    CompanyBasis.SOURCE: "有来源",
    CompanyBasis.MEMORY: "据记忆，待核",
    CompanyBasis.NONE: "无来源",
}


def score_sentence(scored: Scored, findings: Findings, transfer: Transfer | None = None) -> str:
    """Say in one sentence what the score rests on; what nobody looked up is said to be so."""
    clauses = (
        _gap_clause(scored.leading),
        _relation_clause(findings),
        _signal_clause(findings),
        f"产业转移：{transfer.says}" if transfer else "",
        _carry_clause(scored.leading),
    )
    return "；".join(filter(None, clauses)) + "。"


def _gap_clause(leading: tuple[LinkPart, Assignment] | None) -> str:
    if leading is None:
        return "能补哪个环节未查"
    part, assignment = leading
    named = f"{part.chain_name}“{part.link_name}”"
    makes = "" if assignment.state in KNOWN else f"（{_to_check(assignment)}）"
    match part.flag:
        case Flag.GAP:
            return f"可补{named}的缺口{makes}"
        case Flag.WANTED:
            return f"能补{named}，这是我市的补链方向{makes}"
        case Flag.TO_CHECK:
            return f"对应{named}，该环节是不是缺口未核实{makes}"
        case _:
            return f"对应{named}，不是目前的缺口{makes}"


def _to_check(assignment: Assignment) -> str:
    if assignment.state is LinkState.DATED:
        return assignment.reason.partition("；")[0]  # 据 2021 年资料，待核
    return "是否做这个产品待核"


def _relation_clause(findings: Findings) -> str:
    real = [r for r in findings.relations if r.kind is not RelationKind.NONE_FOUND]
    if real:
        return "关系：" + "、".join(dict.fromkeys(map(relation_words, real)))
    return _looked("关系", findings.relations_looked_on, known=bool(findings.relations))


def _looked(what: str, looked_on: date | None, *, known: bool) -> str:
    """Say when somebody looked in vain, so that a reader sees how old that is."""
    if looked_on is None and not known:
        return f"{what}未查"
    return f"{what}查过，没有" + (f"（{looked_on}）" if looked_on else "")


def looked_words(looked_on: date | None, fresh_since: date) -> str:
    """Say that somebody looked and found none, and whether that is to be looked up again."""
    is_due = looked_on is not None and looked_on < fresh_since
    return "查过，没有（待复核）" if is_due else "查过，没有"


def relation_words(relation: Relation) -> str:
    """Say what a tie is: 福建东莹的母公司, 上海三明商会."""
    name = RELATION_NAMES[relation.kind]
    return f"{relation.resident}的{name}" if relation.resident else name


def _signal_clause(findings: Findings) -> str:
    if not findings.signals:
        return _looked("动向", findings.signals_looked_on, known=False)
    latest = max(findings.signals, key=lambda signal: (signal.happened_on, signal.kind.value))
    return signal_words(latest)


def signal_words(signal: Signal) -> str:
    """Say what happened when: 2026-08-01 募投或公告建厂."""
    return f"{signal.happened_on} {SIGNAL_NAMES[signal.kind]}"


def _carry_clause(leading: tuple[LinkPart, Assignment] | None) -> str:
    if leading is None:
        return ""
    carry = leading[0].carry
    if carry.plot_id:
        low, high = carry.share
        return f"可看地块“{carry.plot_name}”，用地要求已满足 {shares(low, high)}"
    return "现有真实地块都不合用" if carry.share == (0.0, 0.0) else "可放地块待核实"


def shares(low: float, high: float) -> str:
    """Return 40%~100%, or 40% where both ends are the same."""
    ends = (f"{figure(100 * low)}%", f"{figure(100 * high)}%")
    return ends[0] if ends[0] == ends[1] else "~".join(ends)


def unknown_parts(parts: ScoreParts) -> tuple[str, ...]:
    """Name the parts that nobody has looked into, in their order."""
    rows = zip(PART_NAMES.values(), parts.as_tuple(), strict=True)
    return tuple(name for name, part in rows if _is_open(part))


def _is_open(part: Interval) -> bool:
    return part[0] < part[1]
