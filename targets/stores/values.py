"""Between a company and its rows: what is written down, and what is worked out beside it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import RowMapping

from chains.gaps.measures import Interval
from chains.model import Chain
from targets.desks import DeskSettings, desk_of
from targets.model import (
    COMPANY_TEXTS,
    Assignment,
    Company,
    LinkState,
    Listing,
    Relation,
    ScoreParts,
)
from targets.scoring.classes import NO_CLASS, TargetClass, class_on_link
from targets.scoring.links import LinkKey
from targets.scoring.no_target import no_target
from targets.scoring.score import NOBODY_LOOKED, Findings, Yardstick, is_tied, score_company, total
from targets.scoring.wording import PART_NAMES
from targets.spelling.folding import folded_name, storable
from targets.spelling.lines import search_text
from targets.stores.standing import basis_of, kept_basis
from targets.stores.tables import CODES, ENDS, ORDERED, joined

Values = dict[str, Any]
MANY = "\n"  # between former names, in one column
CLASS_RULES = "1"
"""Another whenever classes would come out differently, so that ledgers are worked out anew."""
KEY_RULES = 2
"""Counted up whenever `name_key` would come out differently, so that ledgers are filled anew."""


@dataclass(frozen=True, slots=True)
class Measure:
    """归档尺度: what the derived columns of companies are worked out with.

    `emerging` names the emerging industries of links (培育新兴产业), by chain and link. `ties` are
    the relations that the chain files name, by company id.
    """

    yardstick: Yardstick
    desks: DeskSettings
    emerging: Mapping[LinkKey, tuple[str, ...]] = field(default_factory=dict)
    ties: Mapping[str, tuple[Relation, ...]] = field(default_factory=dict)


def emerging_of(chains: Iterable[Chain]) -> dict[LinkKey, tuple[str, ...]]:
    """Return the emerging industries that the chain files name for their links."""
    links = ((chain.id, link) for chain in chains for link in chain.links)
    return {(chain, link.id): link.emerging for chain, link in links if link.emerging}


def digest_of(company: Company) -> str:
    """Return a hash over all that is written of a company."""
    return hashlib.sha256(storable(company.model_dump_json()).encode()).hexdigest()


def stated_values(company: Company) -> Values:
    """Return the columns a company fills by itself."""
    values: Values = {name: storable(str(getattr(company, name))) for name in COMPANY_TEXTS}
    values["former_names"] = MANY.join(map(storable, company.former_names))
    capital = company.capital_10k_yuan
    return values | {
        "id": company.id,
        "basis": kept_basis(company),
        "established_on": company.established_on,
        "capital_10k_yuan": None if capital is None else capital + 0.0,
        "name_key": folded_name(storable(company.name)),
        "tie_order": storable(f"{company.province}{MANY}{company.name}")[:ORDERED],
        "search_text": search_text(company),
        "digest": digest_of(company),
    }


def derived_values(
    company: Company, measure: Measure, findings: Findings = NOBODY_LOOKED
) -> Values:
    """Return the columns that follow from the chains, the desks and what was found out."""
    yardstick = measure.yardstick
    scored = score_company(company, yardstick, findings)
    fitting = [a for a in company.assignments if a.state is not LinkState.REJECTED]
    keys = sorted({(a.chain, a.link) for a in fitting})
    emerging = {name for key in keys for name in measure.emerging.get(key, ())}
    reason = no_target(company, scored, findings, yardstick.residents)
    return {
        "basis": kept_basis(company, is_target=reason is None),
        "desk": desk_of(company.province, company.city, measure.desks),
        "chain_tags": joined(sorted({chain for chain, _ in keys})),
        "link_tags": joined([f"{chain}/{link}" for chain, link in keys]),
        "list_tags": joined(sorted({storable(listing.name) for listing in company.listings})),
        "emerging_tags": joined(sorted(emerging)),
        "best_chain": scored.best[0] if scored.best else "",
        "best_link": scored.best[1] if scored.best else "",
        "fills_gap": any(_is_sought(key, yardstick) for key in keys),
        "has_relation": is_tied(findings),
        "has_signal": bool(findings.signals),
        **_codes(scored.standing),
        **_ends(scored.parts, total(scored.parts.as_tuple(), yardstick.settings.weights)),
    }


def _codes(standing: TargetClass) -> Values:
    return dict(zip(CODES, (standing.code, standing.after_check.code), strict=True))


def _is_sought(key: LinkKey, yardstick: Yardstick) -> bool:
    return key in yardstick.links and yardstick.links[key].is_sought


def _ends(parts: ScoreParts, score: Interval) -> Values:
    ends = [end for interval in (*parts.as_tuple(), score) for end in interval]
    return {name: end + 0.0 for name, end in zip(ENDS, ends, strict=True)}


def link_values(
    company: Company, measure: Measure, findings: Findings = NOBODY_LOOKED
) -> list[Values]:
    """Return a row for every link of a company, without its number."""
    parts = score_company(company, measure.yardstick, findings).parts
    return [
        {
            "chain": a.chain,
            "link": a.link,
            "state": a.state.value,
            "basis": storable(a.basis),
            "reason": storable(a.reason),
            **link_standing(a, measure, parts),
        }
        for a in company.assignments
    ]


def link_standing(assignment: Assignment, measure: Measure, parts: ScoreParts) -> Values:
    """Return what follows for one link of a company from the chains and from `parts` of it."""
    key = (assignment.chain, assignment.link)
    part = measure.yardstick.links.get(key)
    standing = NO_CLASS if part is None else class_on_link(part, assignment, parts)
    return {"sought": _is_sought(key, measure.yardstick), **_codes(standing)}


def list_values(company: Company) -> list[Values]:
    """Return a row for every list a company stands on, without its number."""
    rows = {(storable(x.name), storable(x.edition)): x.rank for x in company.listings}
    return [{"name": n, "edition": e, "rank": rank} for (n, e), rank in sorted(rows.items())]


def read_company(
    row: RowMapping, links: Iterable[RowMapping], lists: Iterable[RowMapping]
) -> Company:
    """Return the company that these rows were written from."""
    told = {name: row[name] for name in COMPANY_TEXTS if name not in {"former_names", "basis"}}
    return Company(
        **told,
        id=row["id"],
        former_names=tuple(filter(None, row["former_names"].split(MANY))),
        basis=basis_of(row["basis"]),
        established_on=row["established_on"],
        capital_10k_yuan=row["capital_10k_yuan"],
        listings=tuple(
            Listing(name=x["name"], edition=x["edition"], rank=x["rank"]) for x in lists
        ),
        assignments=tuple(
            Assignment(
                chain=a["chain"],
                link=a["link"],
                state=LinkState(a["state"]),
                basis=a["basis"],
                reason=a["reason"],
            )
            for a in links
        ),
    )


def read_parts(row: RowMapping) -> ScoreParts:
    """Return the parts of the score as the row keeps them."""
    return ScoreParts(*((row[f"{part}_low"], row[f"{part}_high"]) for part in PART_NAMES))
