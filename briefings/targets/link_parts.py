"""What each link is worth to a target, from one state of the data: chains and real plots."""

from collections.abc import Iterable, Mapping, Sequence

from briefings.state.places import Places
from chains.gaps.assessment import Assessment, Flag
from chains.gaps.measures import Interval
from chains.settings import Weights
from geodata.matching.facts import facts_of
from geodata.matching.gates import judge
from geodata.matching.need import Need, need_of
from geodata.matching.verdict import GateResult, Verdict
from geodata.model import Plot
from geodata.parks import Parks
from targets.scoring.links import Carry, LinkKey, LinkParts, link_parts

NOTHING: Interval = (0.0, 0.0)
CARRIED = frozenset({Flag.GAP, Flag.WANTED, Flag.TO_CHECK})
# What every link asks: a plot that fails it carries none.
LEAST = Need(chain_id="", link_id="", link_name="-")


def parts_of_links(
    assessments: Mapping[str, Assessment], places: Places, weights: Weights
) -> LinkParts:
    """Return the part of every link, with the plot that would carry it best."""
    return link_parts(assessments.values(), weights, carries(assessments.values(), places))


def carries(assessments: Iterable[Assessment], places: Places) -> dict[LinkKey, Carry]:
    """Return how well the real plots carry each flagged link; nothing if there are none.

    Links that ask the same of a place are judged once, and so are plots that are alike to the
    gates: however many plots there are, they are of few sorts.
    """
    real = one_of_each_sort((plot for plot in places.plots if not plot.sample), places.parks)
    if not real:
        return {}
    real = [plot for plot in real if _share_met(judge(LEAST, plot, places.parks)) is not None]
    judged: dict[Need, Carry] = {}
    found: dict[LinkKey, Carry] = {}
    for assessment in assessments:
        for finding in assessment.findings.values():
            if not CARRIED.isdisjoint(finding.flags):
                need = _asked(need_of(finding.chain, finding.link.id))
                if need not in judged:
                    judged[need] = best_carry(need, real, places.parks)
                found[finding.chain.id, finding.link.id] = judged[need]
    return found


def best_carry(need: Need, plots: Iterable[Plot], parks: Parks) -> Carry:
    """Return the share of what `need` states that the best of `plots` meets.

    An open gate counts 0 at the low end and 1 at the high end. A plot that fails a gate carries
    nothing. Order: low end, high end, then id.
    """
    best, share = None, NOTHING
    for plot in plots:
        met = _share_met(judge(need, plot, parks))
        if met is None:
            continue
        if best is None or (met, best.id) > (share, plot.id):
            best, share = plot, met
    return Carry(share, best.id, best.name) if best else Carry(NOTHING)


def one_of_each_sort(plots: Iterable[Plot], parks: Parks) -> list[Plot]:
    """Keep, of plots that every gate judges alike for a need without figures, the first by id."""
    first: dict[object, Plot] = {}
    for plot in plots:
        park = parks.chemical_park_of(plot)
        sort = (facts_of(plot), park and park.name)
        if sort not in first or plot.id < first[sort].id:
            first[sort] = plot
    return list(first.values())


def _share_met(gates: Sequence[GateResult]) -> Interval | None:
    verdicts = [gate.verdict for gate in gates]
    if Verdict.FAIL in verdicts or not verdicts:
        return None
    return (verdicts.count(Verdict.PASS) / len(verdicts), 1.0)


def _asked(need: Need) -> Need:
    """Return what `need` asks of a place, whichever link asks it."""
    nobody = {"chain_id": "", "link_id": "", "link_name": "-", "partners": (), "counties": ()}
    return need.model_copy(update=nobody)
