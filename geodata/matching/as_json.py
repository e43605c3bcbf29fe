"""The JSON of a plot match, as the commands print it."""

from collections.abc import Sequence

from chains.as_json import Json
from geodata.matching.matches import Match, NotRecommended
from geodata.matching.need import Need
from geodata.matching.verdict import GateResult


def matches_json(
    need: Need, matches: Sequence[Match], refused: Sequence[NotRecommended], data_version: str
) -> Json:
    """Return one need with every plot judged, in order, and what must not be recommended."""
    return {
        "data_version": data_version,
        "need": need.model_dump(mode="json"),
        "plots": [match_json(found) for found in matches],
        "not_recommended": [
            {
                "park": row.park.name,
                "reason": row.reason,
                "notice": row.park.notice,
                "date": row.park.date,
                "source": row.source,
                "plots": [plot.id for plot in row.plots],
            }
            for row in refused
        ],
    }


def match_json(found: Match) -> Json:
    """Return one plot judged."""
    return {
        "id": found.plot.id,
        "name": found.plot.name,
        "county": found.plot.county,
        "sample": found.plot.sample,
        "verdict": found.verdict.value,
        "gates": [gate_json(result) for result in found.gates],
        "order": found.order,
        "share_met": round(found.share_met, 4),
        "partners": list(found.partners),
        "distance_km": None if found.distance_km is None else round(found.distance_km, 2),
        "not_recommended": found.not_recommended,
    }


def gate_json(result: GateResult) -> Json:
    """Return what one gate says."""
    return {
        "gate": result.gate.value,
        "verdict": result.verdict.value,
        "reason": result.reason,
        "source": result.source,
    }
