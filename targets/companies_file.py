"""The companies that come with the product: who they are, on which lists, which links they fit.

`companies.csv` one company a row, `lists.csv` the editions of the lists they stand on,
`links/<chain>.csv` which links of a chain each could fill (docs/targets.md). A file is read as a
whole or not at all: a row that does not fit closes it, and only it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path

from chains.model import Chain
from files.csv_reader import read_csv
from files.errors import DataError, Problem
from files.opening import FileStamp, content_of, opened_or, stamps
from targets.companies_check import (
    check_companies,
    check_links,
    check_lists,
    raise_if_any,
)
from targets.company_rows import CompanyLine, LinkLine, ListEdition
from targets.model import Assignment, Company, CompanyBasis, LinkState
from targets.names import name_key

DATA = Path(__file__).with_name("data")
COMPANIES, LISTS = "companies.csv", "lists.csv"


@dataclass(frozen=True, slots=True)
class Unfit:
    """不归环节: somebody looked, and the company fits no link of the chain; the note says why."""

    company: str
    chain: str
    note: str


@dataclass(frozen=True)
class ShippedCompanies:
    """随附企业: companies by id, what fits no link, and the editions of the lists.

    `version` changes whenever a byte of any file does. `closed` names the files that did not open;
    what they say is left out. Read-only, shared by all sessions.
    """

    companies: tuple[Company, ...]
    unfit: tuple[Unfit, ...]
    lists: tuple[ListEdition, ...]
    version: str
    closed: frozenset[str] = frozenset()

    @cached_property
    def by_id(self) -> Mapping[str, Company]:
        """The companies by their id."""
        return {company.id: company for company in self.companies}

    def name_today(self, name: str) -> str:
        """Return the name today of the company that bears or bore `name`; "" if not just one."""
        found = self._names_today.get(name_key(name), frozenset())
        return next(iter(found)) if len(found) == 1 else ""

    @cached_property
    def _names_today(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for company in self.companies:
            if company.basis is CompanyBasis.SOURCE:
                for name in (company.name, *company.former_names):
                    found.setdefault(name_key(name), set()).add(company.name)
        return {key: frozenset(names) for key, names in found.items()}


def load_companies(folder: Path = DATA, *, today: date | None = None) -> ShippedCompanies:
    """Return the shipped companies as they are now, by id; the links of each by chain and link.

    What a source says of products is told apart by its age on `today` (`targets/age/said_on.py`);
    without a day, for those who ask who there is and not what they make, by no age.
    A file that does not open is left out and named in `closed`; `company_files` says what is
    wrong. Without `companies.csv` there are none.
    """
    files = (*stamps(folder, "*.csv"), *stamps(folder / "links", "*.csv"))
    return _open_companies(folder, today, files)


@lru_cache(maxsize=4)
def _open_companies(
    folder: Path, today: date | None, _stamps: tuple[FileStamp, ...]
) -> ShippedCompanies:
    opened: dict[Path, list[tuple[int, LinkLine]]] = {}
    closed: set[str] = set()
    lists = opened_or(None, partial(read_lists, folder))
    lines = opened_or(None, partial(read_company_lines, folder))
    for path in link_files(folder) if lines is not None else []:
        rows = opened_or(None, partial(read_links, path, lines))
        if rows is None:
            closed.add(f"links/{path.name}")
        else:
            opened[path] = rows
    closed |= {LISTS} if lists is None else set()
    closed |= {COMPANIES} if lines is None else set()
    companies, unfit = _joined(lines or [], opened, today)
    version = _digest(folder, companies)
    return ShippedCompanies(companies, unfit, tuple(lists or ()), version, frozenset(closed))


def _joined(
    lines: Iterable[tuple[int, CompanyLine]],
    links: Mapping[Path, list[tuple[int, LinkLine]]],
    today: date | None,
) -> tuple[tuple[Company, ...], tuple[Unfit, ...]]:
    by_id = {line.id: line for _, line in lines}
    found: dict[str, list[Assignment]] = {}
    own: dict[str, list[str]] = {}  # addresses of the sources of single assignments
    unfit: list[Unfit] = []
    for path, rows in links.items():
        for _, row in rows:
            line = by_id[row.company]
            found.setdefault(row.company, []).extend(row.assignments(path.stem, line, today))
            own.setdefault(row.company, []).extend(filter(None, (row.source_url,)))
            unfit += [] if row.links else [Unfit(row.company, path.stem, row.note)]
    return (
        tuple(by_id[i].company(_in_order(found.get(i, [])), own.get(i, ())) for i in sorted(by_id)),
        tuple(sorted(unfit, key=lambda u: (u.company, u.chain))),
    )


def read_lists(folder: Path = DATA) -> tuple[ListEdition, ...]:
    """Read the editions of the lists, in file order.

    Raises:
        DataError: a row does not fit.
    """
    return tuple(edition for _, edition in read_csv(ListEdition, folder / LISTS))


def read_company_lines(folder: Path = DATA) -> list[tuple[int, CompanyLine]]:
    """Read who the companies are, with the line of each; lists are checked if they open.

    Raises:
        DataError: a row does not fit, an id, name or edition does not hold; with file and row.
    """
    lines = read_csv(CompanyLine, folder / COMPANIES)
    check_companies(folder / COMPANIES, lines)
    lists = opened_or(None, partial(read_lists, folder))
    if lists is not None:
        check_lists(folder / COMPANIES, lines, {(e.name, e.edition) for e in lists})
    return lines


def read_links(
    path: Path, lines: Iterable[tuple[int, CompanyLine]] | None
) -> list[tuple[int, LinkLine]]:
    """Read which links of one chain companies could fill, with the line of each row.

    `lines` are the companies, None while nobody can say which there are.

    Raises:
        DataError: a row does not fit, or names a company there is not.
    """
    rows = read_csv(LinkLine, path, may_be_empty=True)
    if lines is not None:
        check_links(path, rows, {line.id: line for _, line in lines})
    return rows


def check_chain(path: Path, chains: Mapping[str, Chain]) -> None:
    """See that every assignment of one file names a chain and a link there is.

    Chains that an office put in the place of the shipped ones may lack a link; a screen then
    leaves the assignment out. The shipped files must agree.

    Raises:
        DataError: naming every row whose link the chain does not have.
    """
    if path.stem not in chains:
        raise DataError(path, [Problem(0, "", f"没有编号为「{path.stem}」的产业链")])
    known = {link.id for link in chains[path.stem].links}
    problems = [
        Problem(line, "links", f"这条链没有环节「{link}」，请改正或删去")
        for line, row in read_csv(LinkLine, path, may_be_empty=True)
        for link in row.links
        if link not in known
    ]
    raise_if_any(path, problems)


def link_files(folder: Path = DATA) -> list[Path]:
    """List the files that assign companies to links, by chain id."""
    return sorted((folder / "links").glob("*.csv"))


def _in_order(assignments: list[Assignment]) -> tuple[Assignment, ...]:
    return tuple(sorted(assignments, key=lambda a: (a.chain, a.link)))


def _digest(folder: Path, companies: Iterable[Company]) -> str:
    """Return a text that changes with every byte, and on the day a source becomes an old one."""
    files = (folder / LISTS, folder / COMPANIES, *link_files(folder))
    hashes = (hashlib.sha256(content_of(path)).digest() for path in files)
    dated = sum(a.state is LinkState.DATED for c in companies for a in c.assignments)
    return hashlib.sha256(b"".join((*hashes, b"%d" % dated))).hexdigest()[:12]
