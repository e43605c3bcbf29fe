"""What the joint meeting is shown: the chains, what changed since last time, what is to decide."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefings.changes.change import Change
from briefings.changes.results import Results, origin_of
from briefings.state.state import DataState
from chains.evidence.registered_names import NamesOnce, RegisteredNames
from chains.gaps.assessment import Assessment, Flag
from chains.gaps.ranking import Ranked, rank_flagged
from chains.gaps.wording import (
    FLAGS,
    GAPS_COUNTED,
    PRESENCES,
    kind_brief,
    presence_sentence,
    why_sentence,
)
from chains.model import Presence
from drawing.chain.from_assessment import chain_drawing
from drawing.shapes.model import Drawing, Geometry
from ledger.meeting.decisions import StoredDecision

FIRST, NAMED = 3, 2
LARGE = 28 / 13  # letters of 28 px on a sheet of 1920 x 1080, 14 pt on its slide
MEETING = Geometry(
    width=1880 / LARGE,
    height=840 / LARGE,
    scale=LARGE,
    columns=7,
    status_font=13,
    padding=6,
    box_height=26,
    gap=7,
    roomy_gap=14,
    channel=22,
    margin=6,
    widest_gap=30,
    signed=True,
)
Figures = tuple[tuple[str, str], ...]
Decisions = tuple[StoredDecision, ...]
NOT_COUNTED = "未查"


@dataclass(frozen=True, slots=True)
class ListedLink:
    """一行: a link in a list, its place in the list of all chains, why, and what that rests on."""

    name: str
    note: str
    rank: int
    why: str
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class ChainSummary:
    """总览的一行: the states and flags of one chain, and what to fill first."""

    id: str
    name: str
    states: Mapping[Presence, int]
    flags: Mapping[Flag, int]
    targets: str
    first: str


@dataclass(frozen=True, slots=True)
class ChainPart:
    """一条链: at most seven figures, the graph, what to fill and to check first, what is asked.

    `headline` is what the chain comes to, in one sentence.
    """

    id: str
    name: str
    headline: str
    figures: Figures
    drawing: Drawing
    first: tuple[ListedLink, ...]
    checks: tuple[ListedLink, ...]
    asks: Decisions


@dataclass(frozen=True, slots=True)
class Meeting:
    """联席会议: `changes` is None where no snapshot is chosen to compare with (`compared` "").

    `headline` is what the whole comes to; `decisions` are those of no chain shown.
    `lack` says which files the figures leave out, "" if none.
    """

    version: str
    day: date
    headline: str
    figures: Figures
    rows: tuple[ChainSummary, ...]
    chains: tuple[ChainPart, ...]
    compared: str
    changes: tuple[Change, ...] | None
    decisions: Decisions
    lack: str = ""


def compose_meeting(
    state: DataState,
    results: Results,
    decisions: Sequence[StoredDecision],
    compared: tuple[str, Sequence[Change]] | None = None,
) -> Meeting:
    """Return what the meeting is shown; `compared` names the snapshot and lists the changes."""
    assessments = list(state.assessments.values())
    settings = state.catalog.settings
    lists = {
        flag: rank_flagged(assessments, flag, settings)
        for flag in (Flag.GAP, Flag.WANTED, Flag.TO_CHECK)
    }
    targets = {chain.id: _count(chain.targets) for chain in results.chains}
    parts = tuple(
        _chain(a, lists, decisions, targets[a.chain.id], state.registered) for a in assessments
    )
    named, changes = compared or ("", None)
    return Meeting(
        version=state.version,
        day=state.today,
        headline=_headline(len(assessments), results),
        figures=_figures(state, results),
        rows=tuple(_row(a, part, targets) for a, part in zip(assessments, parts, strict=True)),
        chains=parts,
        compared=named,
        changes=None if changes is None else tuple(changes),
        decisions=tuple(_on_the_list(decisions, parts)),
        lack=state.lack,
    )


def _on_the_list(
    decisions: Sequence[StoredDecision], parts: Sequence[ChainPart]
) -> Iterator[StoredDecision]:
    """Those of the whole meeting, and those of a chain that is there no more."""
    shown = {stored.id for part in parts for stored in part.asks}
    return (stored for stored in decisions if stored.id not in shown)


def _count(number: int | None) -> str:
    return NOT_COUNTED if number is None else str(number)


def _headline(chains: int, results: Results) -> str:
    counted = "，".join(
        f"{word} {results.figures[word]} 个" for word in (GAPS_COUNTED, "补链方向", "待核实")
    )
    return f"{chains} 条产业链：{counted}"


def chain_headline(assessment: Assessment) -> str:
    """Say in one sentence what Sanming has of a chain, what it lacks, what nobody looked into."""
    held = "、".join(
        f"{PRESENCES[presence]} {count}"
        for presence in (Presence.STRONG, Presence.PRESENT)
        if (count := assessment.count(presence))
    )
    gaps = [finding.link.name for finding in assessment.flagged(Flag.GAP)]
    named, more = "、".join(gaps[:NAMED]), f"等 {len(gaps)} 个" if len(gaps) > NAMED else ""
    lacks = f"缺口是{named}{more}" if gaps else "没有来源说缺"
    unknown = len(assessment.flagged(Flag.TO_CHECK))
    still = f"，{unknown} 个环节还没核实" if unknown else ""
    return f"{assessment.chain.name}：{held or '还没有基础'}，{lacks}{still}"


def _figures(state: DataState, results: Results) -> Figures:
    """The figures on top of the opening; plots without samples, which never count."""
    shown = ("环节", GAPS_COUNTED, "补链方向", "待核实", "公开项目")
    counted = [(word, str(results.figures[word])) for word in shown]
    total = results.companies.total if results.companies else None
    plots = sum(not plot.sample for plot in state.places.plots)
    return (*counted, ("目标企业", _count(total)), ("在册地块厂房", str(plots)))


def _row(assessment: Assessment, part: ChainPart, targets: Mapping[str, str]) -> ChainSummary:
    return ChainSummary(
        id=part.id,
        name=part.name,
        states={p: assessment.count(p) for p in Presence},
        flags={flag: len(assessment.flagged(flag)) for flag in Flag},
        targets=targets[part.id],
        first=part.first[0].name if part.first else "",
    )


def _chain(
    assessment: Assessment,
    lists: Mapping[Flag, Sequence[Ranked]],
    decisions: Sequence[StoredDecision],
    targets: str,
    names: RegisteredNames,
) -> ChainPart:
    chain = assessment.chain
    own = {
        flag: [row for row in rows if row.finding.chain.id == chain.id]
        for flag, rows in lists.items()
    }
    spelled = NamesOnce(names).of(chain.id)
    first = [
        _point(row, flag, spelled)
        for flag in (Flag.GAP, Flag.WANTED)
        for row in own[flag]
        if row.finding.flag is flag  # a gap that is wanted too stands as a gap
    ]
    checks = [_point(row, Flag.TO_CHECK, spelled) for row in own[Flag.TO_CHECK]]
    return ChainPart(
        id=chain.id,
        name=chain.name,
        headline=chain_headline(assessment),
        figures=_chain_figures(assessment, targets),
        drawing=chain_drawing(assessment, MEETING),
        first=tuple(first[:FIRST]),
        checks=tuple(checks[:FIRST]),
        asks=tuple(d for d in decisions if d.decision.chain_id == chain.id),
    )


def _chain_figures(assessment: Assessment, targets: str) -> Figures:
    return (
        ("环节", str(len(assessment.findings))),
        ("优势", str(assessment.count(Presence.STRONG))),
        ("有基础", str(assessment.count(Presence.PRESENT))),
        ("缺口", str(len(assessment.flagged(Flag.GAP)))),
        ("补链方向", str(len(assessment.flagged(Flag.WANTED)))),
        ("待核实", str(len(assessment.flagged(Flag.TO_CHECK)))),
        ("目标企业", targets),
    )


def _point(row: Ranked, flag: Flag, spelled: Callable[[str], str]) -> ListedLink:
    finding = row.finding
    word = "" if flag is Flag.TO_CHECK else FLAGS[flag]
    note = f"{word}第 {row.rank} 位，全市共 {row.of}"
    why = why_sentence(finding)
    says = presence_sentence(finding, spelled) + kind_brief(finding)
    return ListedLink(finding.link.name, note, row.rank, why, says, origin_of(finding))
