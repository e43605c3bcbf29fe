"""What the panel beside the graph says of one link: the answer first, then why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from chains.evidence.residents import resident_text
from chains.evidence.review import due_for_review
from chains.evidence.standing import Proof
from chains.evidence.telling import SUPPORTS
from chains.gaps.assessment import Assessment, Finding, Flag
from chains.gaps.kinds import HELD
from chains.gaps.measures import Interval
from chains.gaps.priority import Parts, priority
from chains.gaps.ranking import Ranked
from chains.gaps.wording import (
    FLAGS,
    FLOW_WEIGHTS,
    PART_NAMES,
    PRESENCES,
    STAGES,
    checking_text,
    direction_text,
    percent,
    points,
    presence_sentence,
    rank_sentence,
    why_sentence,
)
from chains.model import Enterprise, Evidence, Presence, Proves, Source
from chains.settings import Settings, Weights
from chains.site import UTILITY_NAMES
from chains.source_words import source_name
from chains.web_addresses import address_for_readers
from components.frame.address import base_path
from components.targets.no_targets import everywhere_address
from ledger.links.checks import (
    BASIS_SIGNS,
    NEED_BASIS,
    OUTCOME_NAMES,
    CheckedStanding,
    CheckOutcome,
    RecordedCheck,
)
from ledger.links.urgencies import NEED_NAMES, RecordedUrgency

Row = dict[str, object]
TABS: Mapping[str, str] = {
    "evidence": "凭据",
    "who": "谁能补",
    "where": "放哪里",
    "check": "核实",
}
PanelContent = dict[str, object]


@dataclass(frozen=True, slots=True)
class PanelFacts:
    """What a panel says beside the finding itself.

    `ranks` holds the link's place in each list of its chain that it stands in, `check` what the
    office found, if it looked, `urgency` what it heard. `companies` and `plots` are rows that
    lead to the desks' lists, to companies and to the map; `company_total` counts the companies.
    """

    ranks: dict[Flag, Ranked]
    check: CheckedStanding | None
    settings: Settings
    weights: Weights
    today: date
    companies: tuple[Row, ...] | None = None
    plots: tuple[Row, ...] = ()
    urgency: RecordedUrgency | None = None
    company_total: int = 0


def link_panel(assessment: Assessment, finding: Finding, facts: PanelFacts) -> PanelContent:
    """Return the panel of one link as plain data (shape: docs/board.md)."""
    sections = [
        _evidence(finding, facts.settings, facts.today),
        _check(finding, facts.check, facts.today),
        _priority(finding, facts),
        _targets(facts.companies),
        _site(finding, facts.plots),
        _residents(finding, facts.settings, facts.today),
        _neighbours(assessment, finding),
    ]
    return {
        "title": finding.link.name,
        "tags": _tags(finding),
        "rank": _rank(finding, facts),
        "lead": presence_sentence(finding),
        "contested": bool(finding.standing.against) or finding.proof is Proof.CONTESTED,
        "why": why_sentence(finding),
        "tabs": _tabs(finding, facts),
        "sections": [section for section in sections if section],
        "fill": finding.presence not in HELD,
        "companies": _companies_address(finding),
        "map": _map_address(finding),
    }


def _rank(finding: Finding, facts: PanelFacts) -> str:
    """Say the one place that counts: that in the list the link is drawn in."""
    flag = finding.flag
    row = facts.ranks.get(flag) if flag else None
    return f"{FLAGS[flag]} 全市第 {row.rank} 位，共 {row.of} 个" if flag and row else ""


def _tabs(finding: Finding, facts: PanelFacts) -> list[Row]:
    """The parts of the panel, each with how much it holds."""
    check = facts.check
    standing = (check.deciding, check.undecided) if check else ()
    counts = {
        "evidence": len(finding.evidence),
        "who": facts.company_total,
        "where": sum(not row.get("fold") for row in facts.plots if row["t"] == "href"),
        "check": sum(found is not None for found in standing),
    }
    return [{"key": key, "title": TABS[key], "count": count} for key, count in counts.items()]


def evidence_row(evidence: Evidence, source: Source, settings: Settings, today: date) -> Row:
    """Return one piece of evidence with its source, marked if it is due for review."""
    stale = due_for_review(evidence.as_of, today=today, review_days=settings.review_days)
    return {
        "t": "evidence",
        "grade": source.grade.value,
        "date": evidence.as_of or "时间不明",
        "text": evidence.says,
        "source": source_name(source),
        "url": address_for_readers(source.url) or None,
        "stale": stale,
    }


def _tags(finding: Finding) -> list[dict[str, str]]:
    presence = finding.presence
    tags = [{"text": PRESENCES[presence], "kind": presence.value}]
    unsaid = {Flag.PLANNED, Flag.STALE, Flag.TO_CHECK}  # the presence itself says these
    tags += [{"text": FLAGS[f], "kind": f.value} for f in finding.flags if f not in unsaid]
    if finding.kind and finding.flag is not Flag.TO_CHECK:
        tags += [{"text": kind, "kind": "kind"} for kind in finding.kind.kinds]
    return [*tags, {"text": STAGES[finding.link.stage], "kind": "place"}]


def _evidence(finding: Finding, settings: Settings, today: date) -> PanelContent:
    link, sources = finding.link, finding.chain.source_by_id
    rows: list[Row] = [
        evidence_row(evidence, sources[evidence.source], settings, today)
        | {"proves": _proves(finding, evidence)}
        for evidence in finding.evidence
    ]
    beside = [row for row in rows if not row["proves"]]
    if len(beside) < len(rows):  # what proves stands open, the rest below it folded
        for row in beside:
            row["fold"] = f"其他 {len(beside)} 条：背景，或不作依据"
    if finding.standing.hint and not finding.standing.is_assumed:
        rows.insert(0, _text(f"文件所写的现状没有采信：{finding.standing.hint}。"))
    if link.gap_direction:
        rows.append(_text(direction_text(finding)))
    if link.note:
        rows.append(_text(f"编者注（不是事实）：{link.note}", muted=True))
    if not rows:
        unchecked = "这不等于缺失：请先核实。" if finding.presence is Presence.UNKNOWN else ""
        rows.append(_text(f"没有公开来源提到三明的这个环节。{unchecked}"))
    note = "假设" if finding.standing.is_assumed else SUPPORTS[finding.standing.support]
    return {"title": "凭什么这么说", "note": note, "tab": "evidence", "rows": rows}


def _proves(finding: Finding, evidence: Evidence) -> str:
    """Say what a statement does for the link: proves it, speaks against it, or names it; or ""."""
    if evidence in finding.standing.rests_on:
        return "证明"
    if evidence in finding.standing.against or evidence.proves is Proves.AGAINST:
        return "相反"
    named = finding.direction is not None and evidence in finding.direction.rows
    return "点名" if named else ""


def _check(finding: Finding, check: CheckedStanding | None, today: date) -> PanelContent:
    link, standing = finding.link.id, (check.deciding, check.undecided) if check else ()
    rows: list[Row] = []
    for found in filter(None, standing):
        muted = found.check.outcome is CheckOutcome.COULD_NOT_TELL
        rows.append(_text(check_sentence(found), muted=muted))
        rows.append({"t": "withdraw", "link": link, "number": str(found.id)})
    if rows:
        rows.append({"t": "action", "name": "history", "link": link, "label": "全部核实记录"})
    rows.append({"t": "check_form", "link": link, "day": today.isoformat(), **_FORM})
    return {
        "title": "核实",
        "note": "" if check else "还没有人核实过",
        "tab": "check",
        "rows": rows,
    }


# What the form of a check offers, and which outcomes it does not let pass without a basis.
_FORM: Row = {
    "outcomes": [[outcome.value, word] for outcome, word in OUTCOME_NAMES.items()],
    "need_basis": sorted(outcome.value for outcome in NEED_BASIS),
    "without_companies": [CheckOutcome.NONE.value, CheckOutcome.COULD_NOT_TELL.value],
    "basis_signs": BASIS_SIGNS,
}


def check_sentence(recorded: RecordedCheck) -> str:
    """Say who found what on which day; a withdrawn check says why it no longer counts."""
    check = recorded.check
    said = [f"{check.checked_on} {recorded.recorded_by}：{OUTCOME_NAMES[check.outcome]}"]
    said += [f"企业 {'、'.join(check.companies)}"] if check.companies else []
    said += [check.note] if check.note else []
    said += [f"依据 {check.document}"] if check.document else []
    withdrawn = recorded.withdrawn_at is not None
    said += (
        [f"已由 {recorded.withdrawn_by} 撤回（{recorded.withdrawn_reason}）"] if withdrawn else []
    )
    return "；".join(said) + "。"


def _priority(finding: Finding, facts: PanelFacts) -> PanelContent | None:
    if finding.parts is None:
        return None
    listed = [f"{FLAGS[flag]} {rank_sentence(row)}" for flag, row in facts.ranks.items()]
    listed += [told for row in facts.ranks.values() if (told := checking_text(row))]
    unproven = finding.presence is Presence.UNKNOWN
    title = "若缺失，优先度" if unproven else "优先度"
    rows = [*_bars(finding, finding.parts), *_urgency(finding, facts.urgency)]
    return {
        "title": f"{title} {points(priority(finding.parts, facts.weights))}",
        "note": "；".join(listed),
        "tab": "evidence",
        "rows": rows,
    }


NOT_ASKED = "急需：未问。"


def _urgency(finding: Finding, heard: RecordedUrgency | None) -> Iterable[Row]:
    yield _text(urgency_sentence(heard) if heard else NOT_ASKED)
    label = "企业急需：再记一条" if heard else "企业急需：记一条"
    yield {"t": "action", "name": "urgency", "link": finding.link.id, "label": label}


def urgency_sentence(recorded: RecordedUrgency) -> str:
    """Say who heard what of whom on which day; a withdrawn record says why it no longer counts."""
    heard = recorded.urgency
    said = [f"{heard.asked_on} {recorded.recorded_by}：{NEED_NAMES[heard.need]}"]
    said += [heard.company] if heard.company else []
    said += [f"依据 {heard.source}"]
    withdrawn = recorded.withdrawn_at is not None
    said += (
        [f"已由 {recorded.withdrawn_by} 撤回（{recorded.withdrawn_reason}）"] if withdrawn else []
    )
    return "；".join(said) + "。"


def _bars(finding: Finding, parts: Parts) -> Iterable[Row]:
    values = {
        "density": "无上下游" if finding.density is None else percent(parts.density),
        "broken_paths": f"{finding.paths.through}/{finding.paths.total}",
        "unlock": f"{finding.unlock.gain:.2f}",
        "policy": _yes_no(parts.policy),
    }
    for (part, name), ends in zip(PART_NAMES.items(), parts.as_tuple(), strict=True):
        yield _bar(name, ends, values[part])


def _bar(label: str, ends: Interval, value: str) -> Row:
    return {
        "t": "bar",
        "label": label,
        "low": round(ends[0], 4),
        "high": round(ends[1], 4),
        "value": value,
    }


def _yes_no(ends: Interval, unknown: str = "未核实") -> str:
    if ends[0] != ends[1]:
        return unknown
    return {0.0: "否", 1.0: "是"}.get(ends[0], percent(ends))


def _residents(finding: Finding, settings: Settings, today: date) -> PanelContent | None:
    by_name = {enterprise.name: enterprise for enterprise in finding.chain.enterprises}
    named = [by_name[name] for name in finding.link.residents if name in by_name]
    if not named:
        return None
    rows = [_resident(enterprise, finding, settings, today) for enterprise in named]
    note = f"{len(named)} 家列名"
    return {"title": "在地企业", "note": note, "tab": "evidence", "rows": rows}


def _resident(enterprise: Enterprise, finding: Finding, settings: Settings, today: date) -> Row:
    sources = finding.chain.source_by_id
    best = min((sources[i] for i in enterprise.sources), key=lambda source: source.grade)
    placed = resident_text(enterprise.name, enterprise.county)
    facts = [
        "、".join(enterprise.products),
        enterprise.capacity,
        f"母公司 {enterprise.parent}" if enterprise.parent else "",
    ]
    evidence = Evidence.model_construct(
        source=best.id,
        proves=Proves.PRESENT,
        says="：".join(filter(None, (placed, "；".join(filter(None, facts))))),
        as_of=enterprise.as_of,
    )
    return evidence_row(evidence, best, settings, today)


def _neighbours(assessment: Assessment, finding: Finding) -> PanelContent | None:
    graph, i = assessment.graph, finding.link.id
    inputs = [(u, flow["flow"], "上游供给") for u, flow in graph.pred[i].items()]
    outputs = [(v, flow["flow"], "供给下游") for v, flow in graph.succ[i].items()]
    rows = []
    for other, flow, side in [*inputs, *outputs]:
        near = assessment.findings[other]
        about = (side, PRESENCES[near.presence], FLOW_WEIGHTS[flow.weight], flow.what)
        note = " · ".join(filter(None, about))
        rows.append({"t": "link", "link": other, "label": near.link.name, "note": note})
    if not rows:
        return None
    return {"title": "上下游", "note": f"{len(rows)} 个", "tab": "evidence", "rows": rows}


def _targets(companies: tuple[Row, ...] | None) -> PanelContent | None:
    if companies is None:
        return None
    nothing = _text("现有名录里没有归到这个环节的企业；可在“企业台账”导入清单。", muted=True)
    is_listed = any("pick" in row for row in companies)
    note = "勾选后加入出访清单；各片区的数目可点开" if is_listed else ""
    rows = list(companies) or [nothing]
    return {"title": "目标企业", "note": note, "tab": "who", "rows": rows}


def _site(finding: Finding, plots: tuple[Row, ...]) -> PanelContent:
    site = finding.link.site
    needs = ["须在认定的化工园区"] if site.chemical_park else []
    needs += [UTILITY_NAMES[utility] for utility in site.utilities]
    rows: list[Row] = [_text(f"要求：{'、'.join(needs) or '没有登记'}")]
    rows += plots
    return {"title": "能放哪里", "note": "", "tab": "where", "rows": rows}


def _map_address(finding: Finding) -> str:
    return f"{base_path()}/map?{urlencode({'chain': finding.chain.id, 'link': finding.link.id})}"


def _companies_address(finding: Finding) -> str:
    return everywhere_address(base_path(), chain=finding.chain.id, link=finding.link.id)


def _text(text: str, *, muted: bool = False) -> Row:
    return {"t": "text", "text": text, "muted": muted}
