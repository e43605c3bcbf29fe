"""以商招商: from a resident of Sanming to the companies it is tied to, and back.

The chain files name the owner of a resident where a source does. Ties that the office finds lie
in the ledger and are handed in. Nothing here is a guess: a parent whose name is on no company
list is shown by its name alone.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from chains.model import Chain, Enterprise
from chains.source_words import source_name
from files.csv_reader import read_csv
from files.errors import DataError, Problem
from files.opening import FileStamp, opened_or, stamp
from files.records import MAX_TEXT, Name, Record, Text
from targets.companies_file import ShippedCompanies
from targets.model import Relation, RelationKind
from targets.names import name_key

DATA = Path(__file__).with_name("data")


class Parent(Record):
    """母公司对照: how a chain file calls an owner, and which company that is.

    An empty `company` says that the text is no owner at all.
    """

    parent: Name
    company: Annotated[str, StringConstraints(pattern=r"^(c[0-9a-f]{10})?$")]
    name: Text
    note: Text


@dataclass(frozen=True, slots=True)
class Tie:
    """以商招商线索: a resident, the company it is tied to, how, and who says so.

    `company` is "" for a company that is on none of our lists. `chains` are those of the resident.
    """

    resident: str
    chains: tuple[str, ...]
    county: str
    company: str
    company_name: str
    relation: Relation


def load_parents(path: Path = DATA / "parents.csv") -> Mapping[str, Parent]:
    """Read who the owners are, by the key of the name the chain files use.

    Raises:
        DataError: a row does not fit, or a name is listed twice.
    """
    parents: dict[str, Parent] = {}
    for line, row in read_csv(Parent, path):
        if parents.setdefault(name_key(row.parent), row) is not row:
            raise DataError(path, [Problem(line, "parent", "这个名称列了两次，请合并")])
    return parents


def refuse_unknown_companies(companies: Container[str], path: Path = DATA / "parents.csv") -> None:
    """See that every owner is a company there is, or none.

    Raises:
        DataError: naming every row with another.
    """
    problems = [
        Problem(line, "company", f"企业表里没有编号 {row.company}，请改正或留空")
        for line, row in read_csv(Parent, path)
        if row.company and row.company not in companies
    ]
    if problems:
        raise DataError(path, problems)


def known_parents() -> Mapping[str, Parent]:
    """Return the owners as their file says now; nobody while it does not open."""
    return _known_parents(stamp(DATA / "parents.csv"))


@lru_cache(maxsize=2)
def _known_parents(_stamp: FileStamp) -> Mapping[str, Parent]:
    return opened_or({}, load_parents)


def ties_of_chains(chains: Iterable[Chain], shipped: ShippedCompanies) -> list[Tie]:
    """Return a tie for every resident whose owner a source names, one a resident and owner.

    Order: as the chains and their residents. A resident of several chains has one tie.
    """
    names = {name_key(old): c.id for c in shipped.companies for old in c.former_names}
    names |= {name_key(company.name): company.id for company in shipped.companies}
    found: dict[tuple[str, str], Tie] = {}
    for chain in chains:
        for resident in chain.enterprises:
            tie = _owner(chain, resident, names, shipped)
            if tie is not None:
                key = (tie.resident, name_key(tie.company_name))
                before = found.setdefault(key, tie)
                found[key] = _of_both(before, tie)
    return list(found.values())


def _owner(
    chain: Chain, resident: Enterprise, names: Mapping[str, str], shipped: ShippedCompanies
) -> Tie | None:
    key = name_key(resident.parent)
    known = known_parents().get(key)
    if not key or (known is not None and not known.company):
        return None
    company = known.company if known else names.get(key, "")
    sources = chain.source_by_id
    cited = [sources[i] for i in resident.sources if i in sources]
    relation = Relation(
        kind=RelationKind.OWNER,
        resident=resident.name,
        says=_fitting(f"{resident.full_name or resident.name}的母公司为{resident.parent}"),
        source=_fitting("；".join(f"{source_name(s)}（{s.grade}级）" for s in cited)),
    )
    name = shipped.by_id[company].name if company in shipped.by_id else resident.parent
    return Tie(resident.name, (chain.id,), resident.county, company, name, relation)


def _fitting(text: str) -> str:
    """Cut what was put together of several texts to what one text may hold."""
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…"


def _of_both(before: Tie, tie: Tie) -> Tie:
    chains = tuple(dict.fromkeys(before.chains + tie.chains))
    county = before.county or tie.county
    return Tie(
        before.resident, chains, county, before.company, before.company_name, before.relation
    )


def ties_by_company(ties: Iterable[Tie]) -> dict[str, tuple[Relation, ...]]:
    """Return what the chain files say of each company on our lists, by company id."""
    found: dict[str, tuple[Relation, ...]] = {}
    for tie in ties:
        if tie.company:
            found[tie.company] = (*found.get(tie.company, ()), tie.relation)
    return found
