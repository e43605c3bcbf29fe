"""One row of each shipped company file, as read and not yet joined."""

from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from files.records import Name, Record, Slug, Text
from targets.model import Assignment, Company, CompanyBasis, LinkState, Listing

STATED_BY_SOURCE = frozenset({"products", "segment"})


def _split(value: object) -> object:
    return tuple(filter(None, value.split(";"))) if isinstance(value, str) else value


def _listings(value: object) -> object:
    """Read "民营企业500强|2026|457;A股上市|约2021": name, edition and rank of each list."""
    if not isinstance(value, str):
        return value
    found = (entry.split("|") for entry in value.split(";") if entry)
    return tuple(dict(zip(("name", "edition", "rank"), parts, strict=False)) for parts in found)


CompanyId = Annotated[str, StringConstraints(pattern=r"^c[0-9a-f]{10}$")]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_split)]


class ListEdition(Record):
    """榜单版本: one edition of a list, who published it and when; "" where no source says so."""

    name: Name
    edition: Text
    published: Text
    title: Text
    publisher: Text
    url: Text
    note: Text


class CompanyLine(Record):
    """One row of `companies.csv`."""

    id: CompanyId
    name: Name
    name_en: Text
    province: Text
    city: Text
    lists: Annotated[tuple[Listing, ...], BeforeValidator(_listings)]
    segment: Text
    products: Text
    basis: CompanyBasis
    source_title: Text
    source_url: Text
    published: Text
    stock_code: Text
    note: Text

    def company(self, assignments: tuple[Assignment, ...]) -> Company:
        """Return the row as a company; its segment is kept as its industry."""
        fields = self.model_dump(exclude={"lists", "segment"})
        return Company(
            **fields, industry=self.segment, listings=self.lists, assignments=assignments
        )


class LinkLine(Record):
    """One row of `links/<chain>.csv`: the links a company could fill, none if it fits none."""

    company: CompanyId
    name: Name
    links: Annotated[tuple[Slug, ...], BeforeValidator(_split)]
    basis: Annotated[str, StringConstraints(pattern=r"^(products|segment|name|memory|)$")]
    note: Text

    def assignments(self, chain: str, *, from_memory: bool) -> list[Assignment]:
        """Return one assignment for each link; what no source says waits to be checked."""
        stated = self.basis in STATED_BY_SOURCE and not from_memory
        state = LinkState.STATED if stated else LinkState.TO_CHECK
        return [
            Assignment(chain=chain, link=link, state=state, basis=self.basis, reason=self.note)
            for link in self.links
        ]
