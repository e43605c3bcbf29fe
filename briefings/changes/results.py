"""What the rules say at one state of the data, small enough to keep: a snapshot holds this.

Screens and papers compute anew; a snapshot keeps what they showed. Samples never count here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pydantic import Field

from briefings.changes.entries import OfficeResults
from briefings.state.state import DataState
from chains.evidence.standing import Support
from chains.gaps.assessment import Assessment, Finding, Flag
from chains.gaps.measures import Interval
from chains.gaps.ranking import Ranked, count_flagged, rank_flagged
from chains.gaps.wording import GAPS_COUNTED
from chains.model import Presence
from chains.settings import Settings
from chains.source_words import source_text
from files.records import Record
from geodata.model import Plot
from targets.model import SignalKind

RANKED = (Flag.GAP, Flag.WANTED)
MOST_NAMED = 5000  # companies kept by name; above that only their number is


class LinkResult(Record):
    """环节结果: what one link was, why we said so, and its place in the lists of all chains.

    `origin` is who looked and when, or the sources, as text; `based_on` the same as ids, which do
    not change with the way a source is printed. `asked` says who needs it, "" while nobody asked,
    `asked_origin` how that is known.
    """

    chain: str
    chain_name: str
    link: str
    name: str
    presence: Presence
    support: Support
    flags: tuple[Flag, ...]
    kind: str
    priority: Interval | None
    ranks: dict[Flag, int]
    origin: str
    based_on: tuple[str, ...] = ()
    asked: str = ""
    asked_origin: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """Chain id and link id."""
        return self.chain, self.link


class ChainResult(Record):
    """链的计数; `targets` is None while nobody can count companies."""

    id: str
    name: str
    links: int
    states: dict[Presence, int]
    flags: dict[Flag, int]
    targets: int | None = None


class PlotResult(Record):
    """地块结果: a real plot and whether it is free; `origin` is its source."""

    id: str
    name: str
    county: str
    kind: str
    occupancy: str
    origin: str


class TargetResult(Record):
    """目标企业: a company with a source that stood in the lists."""

    id: str
    name: str
    desk: str
    origin: str


class SignalResult(Record):
    """动向: a dated event as recorded."""

    company_id: str
    company: str
    kind: SignalKind
    happened_on: date
    says: str
    origin: str


class CompanyResults(Record):
    """企业结果: counts by desk and by chain; `named` only where there are few enough.

    `listed_by` are the rules of who is a target: by other ones, other companies are listed though
    nothing happened to them.
    """

    total: int
    listed_by: str = ""
    by_desk: dict[str, int] = Field(default_factory=dict)
    by_chain: dict[str, int] = Field(default_factory=dict)
    named: tuple[TargetResult, ...] | None = None
    signals: tuple[SignalResult, ...] = ()


class Results(Record):
    """结果: everything a later meeting compares with.

    `companies` is None where none are kept, `office` where what the office wrote is not.
    """

    version: str
    day: date
    weights: tuple[float, ...]
    figures: dict[str, int]
    chains: tuple[ChainResult, ...]
    links: tuple[LinkResult, ...]
    plots: tuple[PlotResult, ...]
    companies: CompanyResults | None = None
    office: OfficeResults | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """谁登记的: by plot id who put it down and when; by (chain, link) who needs it, how known."""

    plots: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)


NOTHING_RECORDED = Recorded()


def compute_results(
    state: DataState,
    companies: CompanyResults | None = None,
    recorded: Recorded = NOTHING_RECORDED,
    office: OfficeResults | None = None,
) -> Results:
    """Return the results of `state`."""
    assessments = list(state.assessments.values())
    settings = state.catalog.settings
    real = [plot for plot in state.places.plots if not plot.sample]
    by_chain = companies.by_chain if companies else None
    return Results(
        version=state.version,
        day=state.today,
        weights=settings.weights.as_tuple(),
        figures=overview_figures(assessments),
        chains=tuple(_chain(a, by_chain) for a in assessments),
        links=tuple(_links(assessments, settings, recorded)),
        plots=tuple(_plot(plot, recorded.plots) for plot in real),
        companies=companies,
        office=office,
    )


def overview_figures(assessments: Sequence[Assessment]) -> dict[str, int]:
    """Return the figures on top of the overview, at most seven, in the order shown."""
    chains = [a.chain for a in assessments]
    return {
        "产业链": len(assessments),
        "环节": sum(len(a.findings) for a in assessments),
        GAPS_COUNTED: count_flagged(assessments, Flag.GAP),
        "补链方向": count_flagged(assessments, Flag.WANTED),
        "待核实": sum(len(a.flagged(Flag.TO_CHECK)) for a in assessments),
        "列名在地企业": len({e.name for chain in chains for e in chain.enterprises}),
        "公开项目": sum(len(chain.projects) for chain in chains),
    }


def _chain(assessment: Assessment, by_chain: Mapping[str, int] | None) -> ChainResult:
    chain = assessment.chain
    return ChainResult(
        id=chain.id,
        name=chain.name,
        links=len(assessment.findings),
        states=Counter(finding.presence for finding in assessment.findings.values()),
        flags={flag: len(assessment.flagged(flag)) for flag in Flag},
        targets=None if by_chain is None else by_chain.get(chain.id, 0),
    )


def _links(
    assessments: Sequence[Assessment], settings: Settings, recorded: Recorded
) -> list[LinkResult]:
    rows: dict[tuple[str, str], dict[Flag, Ranked]] = {}
    for flag in (*RANKED, Flag.TO_CHECK):
        for row in rank_flagged(assessments, flag, settings):
            place = (row.finding.chain.id, row.finding.link.id)
            rows.setdefault(place, {})[flag] = row
    found = [finding for a in assessments for finding in a.findings.values()]
    return [_link(finding, rows, recorded) for finding in found]


def _link(
    finding: Finding, ranked: Mapping[tuple[str, str], Mapping[Flag, Ranked]], recorded: Recorded
) -> LinkResult:
    place = (finding.chain.id, finding.link.id)
    rows = ranked.get(place, {})
    asked, asked_origin = recorded.needs.get(place, ("", ""))
    priority = next((row.priority for row in rows.values()), None)
    return LinkResult(
        chain=finding.chain.id,
        chain_name=finding.chain.name,
        link=finding.link.id,
        name=finding.link.name,
        presence=finding.presence,
        support=finding.standing.support,
        flags=finding.flags,
        kind=finding.kind.text if finding.kind else "",
        priority=priority,
        ranks={flag: rows[flag].rank for flag in RANKED if flag in rows},
        origin=origin_of(finding),
        based_on=_basis(finding),
        asked=asked,
        asked_origin=asked_origin,
    )


def _basis(finding: Finding) -> tuple[str, ...]:
    standing = finding.standing
    if standing.support is Support.CHECKED:
        return ("check", str(standing.checked_by), str(standing.checked_on))
    return tuple(dict.fromkeys(e.source for e in finding.link.evidence))


def origin_of(finding: Finding) -> str:
    """Say who looked and when, or which sources speak of the link; "没有来源" if none does."""
    standing = finding.standing
    if standing.support is Support.CHECKED:
        return f"{standing.checked_by} 于 {standing.checked_on} 核实"
    sources = finding.chain.source_by_id
    cited = [sources[i] for i in dict.fromkeys(e.source for e in finding.link.evidence)]
    said = [source_text(source).removesuffix(f" {source.url}") for source in cited]
    return "；".join(said) or "没有来源"


def _plot(plot: Plot, recorded: Mapping[str, str]) -> PlotResult:
    by = recorded.get(plot.id, "")
    return PlotResult(
        id=plot.id,
        name=plot.name,
        county=plot.county,
        kind=plot.kind.value,
        occupancy=plot.occupancy.value,
        origin=f"{plot.source}（{by}）" if by else plot.source,
    )
