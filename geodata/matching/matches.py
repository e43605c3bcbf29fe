"""Which plots suit a link, and which links a plot could host (docs/methods.md 9)."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from chains.gaps.assessment import Assessment, Flag
from chains.gaps.ranking import Ranked, rank_flagged
from chains.settings import Settings
from geodata.distances import great_circle_km
from geodata.matching.chemical import revoked_text
from geodata.matching.gates import judge
from geodata.matching.need import Need, need_of
from geodata.matching.verdict import GateResult, PlotGate, Verdict
from geodata.model import Plot, Point
from geodata.parks import ChemicalPark, ChemicalStatus, Parks

STANDING = {Verdict.PASS: 0, Verdict.UNVERIFIED: 1, Verdict.FAIL: 2}
Progress = Callable[[int, int], None]
STEP = 1000  # plots between two reports of progress


@dataclass(frozen=True, slots=True)
class Match:
    """匹配结果: one plot against one need. `order` is its place in the list, 1 is first.

    `partners` are suppliers and customers of the link that sit in the plot's park;
    `distance_km` is None if the plot has no position or the need names no point.
    """

    plot: Plot
    verdict: Verdict
    gates: tuple[GateResult, ...]
    order: int
    partners: tuple[str, ...]
    distance_km: float | None
    not_recommended: str

    @property
    def share_met(self) -> float:
        """Return the share of the gates that pass."""
        return self.count(Verdict.PASS) / len(self.gates)

    def count(self, verdict: Verdict) -> int:
        """Return how many gates say `verdict`."""
        return sum(result.verdict is verdict for result in self.gates)


@dataclass(frozen=True, slots=True)
class NotRecommended:
    """不得推荐: a chemical park that lost its status, the notice, and the plots known in it."""

    park: ChemicalPark
    reason: str
    source: str
    plots: tuple[Plot, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """所求环节: a gap or wanted link with its rank in that list, and what it asks of a plot."""

    flag: Flag
    ranked: Ranked
    need: Need


@dataclass(frozen=True, slots=True)
class Hosted:
    """能承接的环节: a gap or wanted link that a plot could host, with its rank in that list."""

    flag: Flag
    ranked: Ranked
    match: Match


def match(
    need: Need, plots: Sequence[Plot], parks: Parks, progress: Progress | None = None
) -> list[Match]:
    """Judge every plot against `need`.

    Order: pass, then unverified (fewest open gates first), then fail (fewest failed first);
    among equals the larger share of gates passed, partners in the same park, partners in the
    same county, shorter distance (unknown last), id.
    """
    judged: list[Match] = []
    for done, plot in enumerate(plots):
        if progress and done % STEP == 0:
            progress(done, len(plots))
        judged.append(match_one(need, plot, parks))
    judged.sort(key=lambda found: _rank(need, found))
    if progress:
        progress(len(plots), len(plots))
    return [replace(found, order=order) for order, found in enumerate(judged, start=1)]


def match_one(need: Need, plot: Plot, parks: Parks) -> Match:
    """Judge one plot against `need`; its `order` is 1."""
    gates = judge(need, plot, parks)
    found = {result.verdict for result in gates}
    verdict = max(found, key=STANDING.__getitem__)
    return Match(
        plot=plot,
        verdict=verdict,
        gates=gates,
        order=1,
        partners=_partners_in_park(need, plot, parks),
        distance_km=distance_km(need.near, plot),
        not_recommended=_refused(gates[0], plot, parks),
    )


def not_recommended(need: Need, parks: Parks, plots: Iterable[Plot] = ()) -> list[NotRecommended]:
    """List the chemical parks that must not be offered for `need`, in file order.

    Empty if the link is not chemical. `plots` are searched for those that lie in them.
    """
    if not need.chemical:
        return []
    inside: dict[str, list[Plot]] = {}
    for plot in plots:
        park = parks.chemical_park_of(plot)
        if park is not None:
            inside.setdefault(park.name, []).append(plot)
    return [
        NotRecommended(
            park, revoked_text(park), parks.cite(park.sources), tuple(inside.get(park.name, ()))
        )
        for park in parks.chemical
        if park.status is ChemicalStatus.REVOKED
    ]


def sought_links(assessments: Sequence[Assessment], settings: Settings) -> tuple[Sought, ...]:
    """List what plots are sought for; the same for every plot, so it is worked out once.

    A link asks for what its chain file says; area and investment are left open, since they
    belong to a project. Order: gaps before wanted links, each list by its own rank.
    """
    return tuple(
        Sought(flag, ranked, need_of(ranked.finding.chain, ranked.finding.link.id))
        for flag in (Flag.GAP, Flag.WANTED)
        for ranked in rank_flagged(assessments, flag, settings)
        if ranked.finding.flag is flag  # a gap that is wanted too is sought once
    )


def links_for_plot(plot: Plot, sought: Iterable[Sought], parks: Parks) -> list[Hosted]:
    """List of `sought`, in its order, what `plot` could host: those that no gate fails."""
    judged = ((one, match_one(one.need, plot, parks)) for one in sought)
    return [
        Hosted(one.flag, one.ranked, found)
        for one, found in judged
        if found.verdict is not Verdict.FAIL
    ]


def open_gates(found: Match) -> list[PlotGate]:
    """List the gates of a match that still have to be checked, in order."""
    return [result.gate for result in found.gates if result.verdict is Verdict.UNVERIFIED]


def distance_km(near: Point | None, plot: Plot) -> float | None:
    """Return the great-circle distance from `near` (lon/lat) to `plot`, if both are known."""
    if near is None or plot.position is None:
        return None
    return great_circle_km(near, (plot.position.longitude, plot.position.latitude))


def _refused(chemical: GateResult, plot: Plot, parks: Parks) -> str:
    """Return why a plot must not be recommended, if it lies in a park that lost its status."""
    park = parks.chemical_park_of(plot) if chemical.verdict is Verdict.FAIL else None
    revoked = park is not None and park.status is ChemicalStatus.REVOKED
    return chemical.reason if revoked else ""


def _partners_in_park(need: Need, plot: Plot, parks: Parks) -> tuple[str, ...]:
    park = parks.park(plot.park) if plot.park and need.partners else None
    return tuple(name for name in need.partners if park and name in park.residents)


def _rank(need: Need, found: Match) -> tuple[object, ...]:
    verdict = STANDING[found.verdict]
    return (
        verdict,
        found.count(found.verdict) if verdict else 0,
        -found.share_met,
        -len(found.partners),
        found.plot.county not in need.counties,
        math.inf if found.distance_km is None else found.distance_km,
        found.plot.id,
    )
