"""The companies whose links are known: copied ones, and the shipped ones by product or segment."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from targets.companies_file import load_companies
from targets.company_rows import STATED_BY_SOURCE
from targets.model import Company, CompanyBasis
from targets.scoring.links import LinkKey

DATA = Path(__file__).with_name("data")
HELD_OUT, TUNED = "held_out", "tuned"


@dataclass(frozen=True, slots=True)
class ReadCompany:
    """对照企业: what the rules are shown, and the links that are right.

    A link of `arguable` counts neither as right nor as wrong. `source` is where the texts are
    from, `half` whether the rules were changed with an eye on it.
    """

    company: Company
    right: frozenset[LinkKey]
    arguable: frozenset[LinkKey]
    source: str
    half: str


def copied_scopes() -> list[ReadCompany]:
    """Return the copied companies as a bought list would show them: name, industry, scope."""
    return [
        known(row, {"scope": row["scope"], "industry": row["industry"]}, links)
        for row, links in _copied()
    ]


def copied_products() -> list[ReadCompany]:
    """Return those of which a business is stated, with nothing but that."""
    return [
        known(row, {"products": row["products"]}, links)
        for row, links in _copied()
        if row["products"]
    ]


def known(row: dict[str, str], shown: dict[str, str], links: dict[str, str]) -> ReadCompany:
    """Return one copied company of which only `shown` is seen."""
    company = Company(
        id=row["code"],
        name=row["name"],
        basis=CompanyBasis.SOURCE,
        source_title=row["source"],
        **shown,
    )
    right, arguable = _keys(links["links"]), _keys(links["arguable"])
    return ReadCompany(company, right, arguable, row["source"], row["half"])


def shipped(*, with_segment: bool) -> list[ReadCompany]:
    """Return the shipped companies that a source assigns by its products or its segment.

    Links assigned from the name or from memory count neither as right nor as wrong. `industry`
    holds the segment.
    """
    found = []
    for company in load_companies().companies:
        right = frozenset(
            (a.chain, a.link) for a in company.assignments if a.basis in STATED_BY_SOURCE
        )
        if company.basis is not CompanyBasis.SOURCE or not right:
            continue
        others = frozenset((a.chain, a.link) for a in company.assignments) - right
        shown = company.model_copy(
            update={"assignments": (), "industry": company.industry if with_segment else ""}
        )
        found.append(ReadCompany(shown, right, others, company.source_title, _half(company.id)))
    return found


def _copied() -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    links = {row["code"]: row for row in _rows("links.csv")}
    for row in _rows("companies.csv"):
        yield row, links[row["code"]]


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _keys(text: str) -> frozenset[LinkKey]:
    pairs = (item.partition(".") for item in text.split(";") if item)
    return frozenset((chain, link) for chain, _, link in pairs)


def _half(text: str) -> str:
    digest = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
    return TUNED if int(digest, 16) % 2 else HELD_OUT
