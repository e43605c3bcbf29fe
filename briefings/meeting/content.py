"""What the joint meeting is shown: the chains, what changed since last time, what is to decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefings.changes.change import Change
from briefings.changes.results import Results, origin_of
from briefings.state.state import DataState
from chains.gaps.assessment import Assessment, Finding, Flag
from chains.gaps.ranking import Ranked, rank_flagged
from chains.gaps.wording import (
    FLAGS,
    GAPS_COUNTED,
    kind_sentence,
    points,
    presence_sentence,
)
from chains.model import Presence
from drawing.chain.from_assessment import chain_drawing
from drawing.shapes.model import Drawing, Geometry
from ledger.meeting.decisions import StoredDecision

FIRST = 3
ASKS = 4  # of a chain that its own screen has room for
MEETING = Geometry(width=1128, height=420, scale=5 / 3, columns=7)  # labels of 20 px
Figures = tuple[tuple[str, str], ...]
Decisions = tuple[StoredDecision, ...]
NOT_COUNTED = "未查"


@dataclass(frozen=True, slots=True)
class ListedLink:
    """一行: a link in a list, its place in the list of all chains, and where that comes from."""

    name: str
    note: str
    rank: int
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
    """一条链: at most seven figures, the graph, what to fill and to check first, what is asked."""

    id: str
    name: str
    figures: Figures
    drawing: Drawing
    first: tuple[ListedLink, ...]
    checks: tuple[ListedLink, ...]
    asks: Decisions

    @property
    def asks_shown(self) -> Decisions:
        """Those its own screen shows; if there are too many, the last line says where they are."""
        return self.asks if len(self.asks) <= ASKS else self.asks[: ASKS - 1]


@dataclass(frozen=True, slots=True)
class Meeting:
    """联席会议: `changes` is None where no snapshot is chosen to compare with (`compared` "").

    `lack` says which files the figures leave out, "" if none.
    """

    version: str
    day: date
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
    parts = tuple(_chain(a, lists, decisions, targets[a.chain.id]) for a in assessments)
    named, changes = compared or ("", None)
    return Meeting(
        version=state.version,
        day=state.today,
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
    """Those of the whole meeting, and those that the screen of their chain has no room for."""
    shown = {stored.id for part in parts for stored in part.asks_shown}
    return (stored for stored in decisions if stored.id not in shown)


def _count(number: int | None) -> str:
    return NOT_COUNTED if number is None else str(number)


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
) -> ChainPart:
    chain = assessment.chain
    own = {
        flag: [row for row in rows if row.finding.chain.id == chain.id]
        for flag, rows in lists.items()
    }
    first = [
        _point(row, flag)
        for flag in (Flag.GAP, Flag.WANTED)
        for row in own[flag]
        if row.finding.flag is flag  # a gap that is wanted too stands as a gap
    ]
    checks = [_point(row, Flag.TO_CHECK) for row in own[Flag.TO_CHECK]]
    return ChainPart(
        id=chain.id,
        name=chain.name,
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


def _point(row: Ranked, flag: Flag) -> ListedLink:
    finding = row.finding
    word = "" if flag is Flag.TO_CHECK else FLAGS[flag]
    told = f"优先度 {points(row.priority)}"
    note = f"{word}第 {row.rank} 位 {told}"
    return ListedLink(finding.link.name, note, row.rank, _says(finding), origin_of(finding))


def _says(finding: Finding) -> str:
    return presence_sentence(finding) + kind_sentence(finding)
