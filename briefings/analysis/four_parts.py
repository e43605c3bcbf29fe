"""四维研判 whole: the sentences read off the chain, with plots, companies and the desk that leads.

A sentence has a place that stays when its figures change, so that an editor's words stay with it.
The words computed and the words written are both kept; `Sentence.text` is what is read first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefings.analysis.analysis import Analysis, LinkTargets, Sentence, UsablePlot, plots_text
from briefings.analysis.conclusion import conclude, links_to_check, unchecked_links
from briefings.state.plot_matches import judge_all
from briefings.state.state import DataState
from chains.gaps.assessment import Assessment
from chains.gaps.four_parts import Statement, analyse
from chains.gaps.ranking import CityRanks, rank_city
from chains.settings import Weights
from geodata.matching.matches import Match, open_gates
from geodata.matching.need import need_of
from geodata.matching.verdict import PlotGate, Verdict
from geodata.model import Answer, Plot
from ledger.meeting.rewordings import Rewording
from targets.searched import searched_brief

NAMED, SHOWN = 3, 8
LATER = "用地面积、用电、用水、能耗、投资强度、容积率、亩均税收等有了项目再比"
# What only a project can answer, and what the plot itself must say for that to be compared then.
OF_A_PROJECT: Mapping[PlotGate, tuple[str, ...]] = {
    PlotGate.AREA: ("area_mu",),
    PlotGate.POWER: ("power_kva",),
    PlotGate.WATER: ("water_t_per_day",),
    PlotGate.INVESTMENT: (),
    PlotGate.PLOT_RATIO: (),
    PlotGate.ENERGY_REVIEW: (),
    PlotGate.TAX: (),
    PlotGate.ENERGY_INTENSITY: (),
    PlotGate.STANDARD_LAND: ("required_environment", "regional_assessment", "net_land"),
}


def sought_links(
    state: DataState, chain_id: str, weights: Weights | None = None
) -> tuple[str, ...]:
    """Return the links whose targets the analysis asks for: those its strategies speak of."""
    parts = analyse(state.assessments[chain_id], _ranks(state, weights))
    return tuple(link for s in parts.strategies for link in s.links)


def _ranks(state: DataState, weights: Weights | None) -> CityRanks:
    settings = state.catalog.settings
    if weights is None or weights == settings.weights:
        return state.ranks
    return rank_city(state.assessments.values(), settings, weights)


def compose_analysis(
    state: DataState,
    chain_id: str,
    targets: Mapping[str, LinkTargets],
    rewordings: Mapping[str, Rewording],
    weights: Weights | None = None,
) -> Analysis:
    """Return the analysis of one chain; `targets` by link id, `rewordings` by place.

    `weights` are those of the settings unless a viewer moved them.

    Raises:
        NotFound: there is no such chain.
    """
    chain = state.catalog.chain(chain_id)
    composing = _Composing(state, state.assessments[chain.id], targets, weights)
    parts = {
        part: tuple(composing.whole(part, statements, rewordings))
        for part, statements in composing.statements().items()
    }
    assessment, ranks = composing.assessment, _ranks(state, weights)
    return Analysis(
        chain.id,
        chain.name,
        state.version,
        state.today,
        parts,
        conclude(assessment, ranks, parts["openings"]),
        unchecked_links(assessment),
        links_to_check(assessment, ranks),
        state.registered,
    )


@dataclass(frozen=True, slots=True)
class _Composing:
    state: DataState
    assessment: Assessment
    targets: Mapping[str, LinkTargets]
    weights: Weights | None

    def statements(self) -> dict[str, list[Statement]]:
        parts = analyse(self.assessment, _ranks(self.state, self.weights))
        return {
            "strengths": list(parts.strengths),
            "shortfalls": list(parts.shortfalls),
            "openings": list(self._openings(parts.openings)),
            "strategies": [self._strategy(s) for s in parts.strategies],
        }

    def whole(
        self, part: str, statements: Sequence[Statement], rewordings: Mapping[str, Rewording]
    ) -> Iterator[Sentence]:
        known = self.assessment.chain.source_by_id
        for place, statement in zip(_places(part, statements), statements, strict=True):
            sought = statement.links[0] if statement.links and part in _WITH_PLOTS else ""
            found = self.targets.get(sought) if part == "strategies" else None
            plots = self._plots(sought) if sought else []
            yield Sentence(
                place=place,
                computed=statement.text,
                links=tuple(
                    self.assessment.findings[i] for i in (*statement.links, *statement.looked_at)
                ),
                sources=tuple(known[i] for i in statement.sources),
                plots=tuple(plots[:SHOWN]),
                more_plots=max(len(plots) - SHOWN, 0),
                companies=found.first if found else (),
                rewording=rewordings.get(place),
            )

    def _openings(self, statements: Sequence[Statement]) -> Iterator[Statement]:
        """Half of the neighbourhood and a real plot that suits; one of the two is not enough."""
        if not statements[0].links:
            yield from statements
            return
        without = []
        for statement in statements:
            [link] = statement.links
            names = [plot.name for plot in self._plots(link) if plot.suits]
            if names:
                shown = "、".join(names[:NAMED])
                text = f"{statement.text}可放 {plots_text(len(names))}地：{shown}（{LATER}）。"
                yield Statement(text, statement.links, statement.sources)
            else:
                without.append(link)
        if without:
            yield self._without_plots(without)

    def _without_plots(self, links: list[str]) -> Statement:
        names = "、".join(self.assessment.findings[i].link.name for i in links)
        text = f"{names}：上下游已过半，但还没有通过门槛的真实地块，先落实用地。"
        return Statement(text, tuple(links))

    def _strategy(self, statement: Statement) -> Statement:
        if not statement.links:
            return statement
        [link] = statement.links
        found = self.targets.get(link)
        passing = sum(plot.suits for plot in self._plots(link))
        text = statement.text.removesuffix("。")
        land = (
            f"可放地块 {plots_text(passing).removesuffix('的')}"
            if passing
            else "还没有通过门槛的真实地块"
        )
        said = searched_brief(self.assessment.chain.id, link, found.total) if found else ""
        known = "；".join(filter(None, (_targets_text(found), said)))
        text = f"{text}；{known}；{land}；{_lead_text(found)}。"
        return Statement(text, statement.links, statement.sources)

    def _plots(self, link: str) -> list[UsablePlot]:
        """The real plots that pass or may pass, the best first; samples prove nothing."""
        places = self.state.places
        judged = judge_all(places, need_of(self.assessment.chain, link))
        return [
            _plot_row(found)
            for found in judged.best
            if not found.plot.sample and found.verdict is not Verdict.FAIL
        ]


def _plot_row(found: Match) -> UsablePlot:
    plot, gates = found.plot, tuple(open_gates(found))
    waits = all(gate in OF_A_PROJECT and _known(plot, OF_A_PROJECT[gate]) for gate in gates)
    suits = waits and plot.area_mu is not None
    return UsablePlot(plot.id, plot.name, plot.county, gates, suits, plot.source)


def _known(plot: Plot, fields: Iterable[str]) -> bool:
    return all(
        getattr(plot, field) not in (None, "", Answer.UNKNOWN, Answer.NO) for field in fields
    )


_WITH_PLOTS = frozenset({"openings", "strategies"})


def _places(part: str, statements: Sequence[Statement]) -> list[str]:
    """Name each sentence by what it speaks of; equal names are numbered."""
    places: list[str] = []
    for statement in statements:
        about = statement.links[0] if statement.links else statement.text.partition("：")[0][:40]
        name = f"{part}/{about if statement.links or statement.sources else 'none'}"
        if part == "openings" and len(statement.links) > 1:
            name = f"{part}/without_plots"
        again = sum(place.partition("#")[0] == name for place in places)
        places.append(f"{name}#{again + 1}" if again else name)
    return places


def _targets_text(found: LinkTargets | None) -> str:
    if found is None:
        return "目标企业未查"
    if not found.total:
        return "还没有列入目标企业"
    named = "、".join(row.name for row in found.first[:NAMED])
    return f"目标企业 {found.total} 家，先看{named}"


def _lead_text(found: LinkTargets | None) -> str:
    if found is None or not found.leading:
        return "牵头片区未定"
    return f"建议由{found.leading}片区牵头（目标企业 {found.by_desk[found.leading]} 家）"
