"""Results as plain data for `--json` and for programs that read it (fields: docs/commands.md)."""

from collections.abc import Mapping

from chains.gaps.assessment import Assessment, Finding, Flag
from chains.gaps.check_values import CheckValue
from chains.gaps.measures import Interval
from chains.gaps.ranking import Ranked, count_flagged, rank_city
from chains.gaps.wording import gap_sentence, presence_sentence
from chains.settings import Settings

Json = dict[str, object]
DIGITS = 6


def gaps_json(
    city: Mapping[str, Assessment], settings: Settings, data_version: str, chain_id: str = ""
) -> Json:
    """Return gaps, wanted links and links to check, each ranked; then those stale, to watch, faded.

    Ranks are those of the city, also where only the rows of one chain are asked for.
    """
    lists = {
        "gaps": Flag.GAP,
        "wanted": Flag.WANTED,
        "to_check": Flag.TO_CHECK,
    }
    ranks = rank_city(city.values(), settings)
    rows = {
        key: [row_json(row, flag) for row in ranks.listed(flag, chain_id)]
        for key, flag in lists.items()
    }
    chosen = [city[chain_id]] if chain_id else list(city.values())
    listed = {
        flag.value: [finding_json(f) for a in chosen for f in a.flagged(flag)]
        for flag in (Flag.STALE, Flag.WATCH, Flag.WANTED_STALE)
    }
    return {
        "data_version": data_version,
        "weights": settings.weights.model_dump(),
        "first": settings.stability.first,
        "counts": {key: count_flagged(chosen, flag) for key, flag in lists.items()},
        **rows,
        "unchecked_wanted": [row.finding.address for row in ranks.unchecked_directions(chain_id)],
        **listed,
    }


def row_json(row: Ranked, flag: Flag) -> Json:
    """Return one ranked finding; its proof is that of what puts it into the list of `flag`."""
    found = finding_json(row.finding)
    proof = row.finding.proof_in(flag)
    same_as = _same_as(row.finding, flag)
    return {
        **found,
        "proof": proof.value if proof else found["proof"],
        "same_as": same_as,
        "priority": _pair(row.priority),
        "rank": row.rank,
        "of": row.of,
        "stability": None if row.stability is None else round(row.stability, DIGITS),
        "checking": _checking(row.checking),
    }


def _checking(value: CheckValue | None) -> Json | None:
    """What a check is worth; None for a row of another list."""
    if value is None:
        return None
    return {
        "settled": round(value.settled, DIGITS),
        "open": round(value.open, DIGITS),
        "near": round(value.near, DIGITS),
        "undecided": value.undecided,
    }


def _same_as(finding: Finding, flag: Flag | None) -> str:
    counted = finding.counted_in(flag) if flag else finding.address
    return counted if counted != finding.address else ""


def finding_json(finding: Finding) -> Json:
    """Return one finding without a rank."""
    parts = finding.parts
    kind = finding.kind.text if finding.kind else ""
    only_to_check = finding.flag is Flag.TO_CHECK
    return {
        "chain": finding.chain.id,
        "chain_name": finding.chain.name,
        "link": finding.link.id,
        "link_name": finding.link.name,
        "presence": finding.presence.value,
        "proof": finding.proof.value if finding.proof else "",
        "same_as": _same_as(finding, finding.flag),
        "flag": finding.flag.value if finding.flag else "",
        "flags": [flag.value for flag in finding.flags],
        "kind": "待核实" if only_to_check else kind,
        "kind_if_missing": kind if only_to_check else "",
        "density": _pair(finding.density) if finding.density else None,
        "broken_paths": [finding.paths.through, finding.paths.total],
        "unlock": round(finding.unlock.gain, DIGITS),
        "unlock_share": round(parts.unlock[0], DIGITS) if parts else None,
        "policy": _known(parts.policy) if parts else None,
        "urgency": finding.urgency,
        "sentence": presence_sentence(finding) + gap_sentence(finding),
        "sources": sorted({evidence.source for evidence in finding.link.evidence}),
    }


def chain_json(assessment: Assessment, data_version: str) -> Json:
    """Return a chain as it was computed with: links after their evidence was weighed, and flows."""
    return {
        "data_version": data_version,
        "id": assessment.chain.id,
        "name": assessment.chain.name,
        "name_status": assessment.chain.name_status,
        "links": [_link_json(finding) for finding in assessment.findings.values()],
        "flows": [
            {"from": f.source, "to": f.target, "weight": f.weight, "loop": f.loop, "what": f.what}
            for f in assessment.chain.flows
        ],
    }


def _link_json(finding: Finding) -> Json:
    link, standing = finding.link, finding.standing
    sources = finding.chain.source_by_id
    return {
        "id": link.id,
        "name": link.name,
        "stage": link.stage.value,
        "presence": standing.presence.value,
        "stated_presence": link.stated_presence.value,
        "flag": finding.flag.value if finding.flag else "",
        "flags": [flag.value for flag in finding.flags],
        "support": standing.support.value,
        "proof": standing.proof.value if standing.proof else "",
        "hint": standing.hint,
        "gap_direction": link.gap_direction,
        "residents": [
            {"name": name, "county": finding.chain.county_of(name)} for name in link.residents
        ],
        "evidence": [
            {**e.model_dump(), "grade": sources[e.source].grade.value} for e in link.evidence
        ],
    }


def _pair(interval: Interval) -> list[float]:
    return [round(end, DIGITS) for end in interval]


def _known(interval: Interval) -> float | None:
    return interval[0] if interval[0] == interval[1] else None
