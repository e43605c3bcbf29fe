"""Targets as JSON, for commands and whoever reads them (shapes in docs/commands.md)."""

from collections.abc import Sequence

from briefings.company.briefing import KnownCompany
from briefings.targets.finding import FoundTargets
from chains.as_json import Json
from chains.gaps.measures import Interval
from targets.model import Company
from targets.scoring.class_wording import known_ids
from targets.scoring.classes import SharedRank, TargetClass
from targets.scoring.score import part_points, total
from targets.scoring.wording import PART_NAMES, score_sentence
from targets.stores.query import CompanyRow

DIGITS = 4


def score_json(known: KnownCompany, data_version: str) -> Json:
    """Return all that the score of one company rests on."""
    parts = known.scored.parts.as_tuple()
    return {
        "data_version": data_version,
        **company_json(known.company),
        "desk": known.desk,
        "best": list(known.scored.best) if known.scored.best else None,
        "class": class_json(known.scored.standing),
        "known": known_ids(known.scored.standing),
        "no_target": known.apart.value if known.apart else None,
        "gates": [
            {"gate": g.gate.value, "answer": g.answer.value, "evidence": g.evidence}
            for g in known.gates
        ],
        "parts": named_parts(parts),
        "weights": known.weights.model_dump(),
        "points": named_parts(part_points(parts, known.weights)),
        "score": interval_json(total(parts, known.weights)),
        "sentence": score_sentence(known.scored, known.findings, known.transfer),
        "signals": [signal.model_dump(mode="json") for signal in known.findings.signals],
        "relations": [relation.model_dump(mode="json") for relation in known.findings.relations],
        "transfer": known.transfer.model_dump(mode="json") if known.transfer else None,
    }


def find_json(found: FoundTargets, data_version: str) -> Json:
    """Return a page of targets with its facets; every facet most first."""
    facets = found.facets
    return {
        "data_version": data_version,
        "total": found.page.total,
        "nearest": list(found.nearest),
        "facets": {
            "provinces": dict(facets.provinces),
            "cities": dict(facets.cities),
            "chains": dict(facets.chains),
            "links": {"/".join(key): number for key, number in facets.links.items()},
            "lists": dict(facets.lists),
        },
        "rows": [
            _row_json(row, found.known[row.id], found.ranks[row.class_code])
            for row in found.page.rows
        ],
    }


def _row_json(row: CompanyRow, known: KnownCompany, shared: SharedRank) -> Json:
    standing = TargetClass.of_code(row.class_code)
    return {
        **company_json(known.company),
        "desk": row.desk,
        "state": row.status,
        "best": list(row.best) if row.best else None,
        "class": class_json(standing),
        "tie": {"rank": shared.rank, "size": shared.size},
        "known": known_ids(standing),
        "next_check": {"fact": standing.next_check or None, "code": row.after_code},
        "no_target": known.apart.value if known.apart else None,
        "score": interval_json(row.score),
        "parts": named_parts(row.parts),
        "sentence": score_sentence(known.scored, known.findings, known.transfer),
    }


def class_json(standing: TargetClass) -> Json:
    """Return a class: what it fills, how well it is known to make it, and the code that orders."""
    return {
        "code": standing.code,
        "fills": standing.fills.name.lower(),
        "making": standing.making.name.lower(),
    }


def company_json(company: Company) -> Json:
    """Return who a company is, on which lists, and on what that rests."""
    return {
        "id": company.id,
        "name": company.name,
        "province": company.province,
        "city": company.city,
        "products": company.products or company.industry,
        "lists": [listing.model_dump(mode="json") for listing in company.listings],
        "links": [
            {"chain": a.chain, "link": a.link, "state": a.state.value, "basis": a.basis}
            for a in company.assignments
        ],
        "basis": company.basis.value,
        "sources": [
            {
                "title": company.source_title,
                "urls": company.source_url.split(),
                "published": company.published,
            }
        ],
        "note": company.note,
    }


def named_parts(parts: Sequence[Interval]) -> Json:
    """Return the parts of a score by their names, in order."""
    return {name: interval_json(part) for name, part in zip(PART_NAMES, parts, strict=True)}


def interval_json(ends: Interval) -> list[float]:
    """Return [low, high], rounded."""
    return [round(ends[0], DIGITS), round(ends[1], DIGITS)]
