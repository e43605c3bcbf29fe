"""四维研判: the four-part analysis of action plan measure 1, read off and not written by hand.

What plots and companies add to it is worked out above, in `briefings.analysis.four_parts`.
"""

from dataclasses import dataclass

from chains.evidence.standing import Support, newest_first
from chains.gaps.assessment import Assessment, Finding, Flag
from chains.gaps.kinds import HELD
from chains.gaps.ranking import CityRanks, Ranked
from chains.gaps.wording import FLAGS, PRESENCES, percent, presence_sentence, residents_placed
from chains.model import ESSENTIAL, Basis, Direction, Presence

ROOM = 0.5  # 可突破空间 needs a low density of at least this (docs/methods.md 7)


@dataclass(frozen=True, slots=True)
class Statement:
    """研判句: one Chinese sentence, with the ids of the links and sources it was read off.

    `looked_at` are links a sentence that found nothing went through, without naming them.
    """

    text: str
    links: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    looked_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FourParts:
    """四维: 优势方位、不足领域、可突破空间、招引策略, each a list of statements."""

    strengths: tuple[Statement, ...]
    shortfalls: tuple[Statement, ...]
    openings: tuple[Statement, ...]
    strategies: tuple[Statement, ...]


def analyse(assessment: Assessment, ranks: CityRanks) -> FourParts:
    """Read the four parts off `assessment`; a part with nothing proven says so."""
    gaps = ranks.listed(Flag.GAP, assessment.chain.id)
    to_fill = ranks.to_fill(assessment.chain.id)
    return FourParts(
        strengths=_strengths(assessment),
        shortfalls=_shortfalls(assessment, gaps),
        openings=_openings(assessment, to_fill),
        strategies=(*_strategies(to_fill), *_directions(assessment)),
    )


def _strengths(assessment: Assessment) -> tuple[Statement, ...]:
    strong = [f for f in assessment.findings.values() if f.presence is Presence.STRONG]
    if not strong:
        here = tuple(i for i, f in assessment.findings.items() if f.presence in HELD)
        looked_at = here or tuple(assessment.findings)
        return (Statement("还没有查到哪个环节有全国或全省位次、份额的证据。", looked_at=looked_at),)
    return tuple(_strength(f) for f in strong)


def _strength(finding: Finding) -> Statement:
    if finding.standing.support is Support.CHECKED:
        return Statement(f"{finding.link.name}：{presence_sentence(finding)}", (finding.link.id,))
    # strong and unchecked: without evidence it would be unknown
    sources = finding.chain.source_by_id
    said = min(newest_first(finding.standing.rests_on), key=lambda e: sources[e.source].grade)
    text = f"{finding.link.name}（{residents_placed(finding)}）：{said.says}（{said.as_of}）"
    return Statement(text, (finding.link.id,), (said.source,))


def _shortfalls(assessment: Assessment, gaps: list[Ranked]) -> tuple[Statement, ...]:
    """Weak or missing links whose output a link that is here needs (weight 3)."""
    rows = []
    for row in gaps:
        needing = _needed_by(assessment, row.finding)
        if needing:
            names = "、".join(assessment.findings[i].link.name for i in needing)
            text = (
                f"{row.finding.link.name}{PRESENCES[row.finding.presence]}，而本地的{names}必需它。"
            )
            rows.append(Statement(text, (row.finding.link.id, *needing)))
    if rows:
        return tuple(rows)
    unknown = _unknown(assessment)
    text = f"本地下游必需的环节里，没有来源说缺的；还有 {len(unknown)} 个环节未核实。"
    looked_at = (*(row.finding.link.id for row in gaps), *unknown)
    return (Statement(text, looked_at=tuple(dict.fromkeys(looked_at))),)


def _unknown(assessment: Assessment) -> tuple[str, ...]:
    return tuple(i for i, f in assessment.findings.items() if f.presence is Presence.UNKNOWN)


def _needed_by(assessment: Assessment, finding: Finding) -> tuple[str, ...]:
    fed = assessment.graph.succ[finding.link.id]
    return tuple(
        i
        for i, flow in fed.items()
        if flow["weight"] == ESSENTIAL and assessment.findings[i].presence in HELD | {Presence.WEAK}
    )


def _openings(assessment: Assessment, rows: list[Ranked]) -> tuple[Statement, ...]:
    """Gaps and wanted links not yet here whose low density is at least `ROOM`."""
    found = [
        row.finding
        for row in rows
        if row.finding.presence not in HELD
        and row.finding.density is not None
        and row.finding.density[0] >= ROOM
    ]
    if not rows:
        unknown = _unknown(assessment)
        text = f"没有缺口或补链方向；还有 {len(unknown)} 个环节未核实，先核实它们。"
        return (Statement(text, looked_at=unknown or tuple(assessment.findings)),)
    if not found:
        sought = dict.fromkeys(row.finding.link.id for row in rows)
        text = "没有上下游已过半的缺口或补链方向；先核实相邻环节。"
        return (Statement(text, looked_at=tuple(sought)),)
    return tuple(Statement(_opening_text(f), (f.link.id,)) for f in found)


def _opening_text(finding: Finding) -> str:
    here = percent(finding.density or (0, 0))
    kind = finding.kind
    belongs = f"，{'' if kind.open_sides else '属'}{kind.brief}" if kind else ""
    return f"{finding.link.name}：上下游已有 {here}{belongs}。"


def _strategies(rows: list[Ranked]) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            f"{FLAGS[row.finding.flag or Flag.GAP]}「{row.finding.link.name}」"
            f"{_by_kind(row.finding)}"
            + (f"：{row.finding.wanted_for}" if row.finding.wanted_for else "")
            + "。",
            (row.finding.link.id,),
        )
        for row in rows[:5]
    )


def _by_kind(finding: Finding) -> str:
    """Say as what it is gone after, or that this is still open."""
    if finding.kind is None:
        return "招引"
    return f"，{finding.kind.brief}" if finding.kind.open_sides else f"按{finding.kind.brief}招引"


def sourced_directions(assessment: Assessment) -> list[Direction]:
    """Return the chain's directions by desk that a source carries, in file order."""
    return [d for d in assessment.chain.target_directions if d.basis is Basis.SOURCE]


def _directions(assessment: Assessment) -> tuple[Statement, ...]:
    return tuple(
        Statement(f"{d.desk}：{d.why}", (), d.sources) for d in sourced_directions(assessment)
    )
