"""The companies that come with the product: who they are, on which lists, which links they fit.

`companies.csv` one company a row, `lists.csv` the editions of the lists they stand on,
`links/<chain>.csv` which links of a chain each could fill (docs/targets.md). Everything is read
or nothing: a row that does not fit closes the file.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from chains.model import Chain
from files.csv_reader import read_csv
from files.errors import DataError, Problem
from targets.companies_check import (
    check_companies,
    check_links,
    check_lists,
    raise_if_any,
)
from targets.company_rows import CompanyLine, LinkLine, ListEdition
from targets.model import Assignment, Company, CompanyBasis

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class Unfit:
    """不归环节: somebody looked, and the company fits no link of the chain; the note says why."""

    company: str
    chain: str
    note: str


@dataclass(frozen=True)
class ShippedCompanies:
    """随附企业: companies by id, what fits no link, and the editions of the lists.

    `version` changes whenever a byte of any file does. Read-only, shared by all sessions.
    """

    companies: tuple[Company, ...]
    unfit: tuple[Unfit, ...]
    lists: tuple[ListEdition, ...]
    version: str

    @cached_property
    def by_id(self) -> Mapping[str, Company]:
        """The companies by their id."""
        return {company.id: company for company in self.companies}


@cache
def load_companies(folder: Path = DATA) -> ShippedCompanies:
    """Read the shipped companies, by id; the links of each by chain and link.

    Raises:
        DataError: a row does not fit, an id, name or edition does not hold; with file and row.
    """
    lists = [edition for _, edition in read_csv(ListEdition, folder / "lists.csv")]
    lines = read_csv(CompanyLine, folder / "companies.csv")
    check_companies(folder / "companies.csv", lines)
    check_lists(folder / "companies.csv", lines, {(e.name, e.edition) for e in lists})
    by_id = {line.id: line for _, line in lines}
    found: dict[str, list[Assignment]] = {}
    unfit: list[Unfit] = []
    for path in link_files(folder):
        rows = read_csv(LinkLine, path)
        check_links(path, rows, {company: line.name for company, line in by_id.items()})
        for _, row in rows:
            from_memory = by_id[row.company].basis is not CompanyBasis.SOURCE
            found.setdefault(row.company, []).extend(
                row.assignments(path.stem, from_memory=from_memory)
            )
            unfit += [] if row.links else [Unfit(row.company, path.stem, row.note)]
    return ShippedCompanies(
        tuple(by_id[i].company(_in_order(found.get(i, []))) for i in sorted(by_id)),
        tuple(sorted(unfit, key=lambda u: (u.company, u.chain))),
        tuple(lists),
        _digest(folder),
    )


def check_chains(chains: Mapping[str, Chain], folder: Path = DATA) -> None:
    """See that every assignment names a chain and a link there is.

    Chains that an office put in the place of the shipped ones may lack a link; a screen then
    leaves the assignment out. The shipped files must agree.

    Raises:
        DataError: naming every row whose link the chain does not have.
    """
    for path in link_files(folder):
        if path.stem not in chains:
            raise DataError(path, [Problem(0, "", f"没有编号为「{path.stem}」的产业链")])
        known = {link.id for link in chains[path.stem].links}
        problems = [
            Problem(line, "links", f"这条链没有环节「{link}」,请改正或删去")
            for line, row in read_csv(LinkLine, path)
            for link in row.links
            if link not in known
        ]
        raise_if_any(path, problems)


def link_files(folder: Path = DATA) -> list[Path]:
    """List the files that assign companies to links, by chain id."""
    return sorted((folder / "links").glob("*.csv"))


def _in_order(assignments: list[Assignment]) -> tuple[Assignment, ...]:
    return tuple(sorted(assignments, key=lambda a: (a.chain, a.link)))


def _digest(folder: Path) -> str:
    files = (folder / "lists.csv", folder / "companies.csv", *link_files(folder))
    hashes = (hashlib.sha256(path.read_bytes()).digest() for path in files)
    return hashlib.sha256(b"".join(hashes)).hexdigest()[:12]
