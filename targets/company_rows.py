"""One row of each shipped company file, as read and not yet joined."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from chains.web_addresses import require_fit_host
from files.records import Name, Record, Slug, Text
from targets.age.listed_status import status_words
from targets.age.said_on import age_words, is_fresh
from targets.model import Assignment, Company, CompanyBasis, LinkState, Listing

STATED_BY_SOURCE = frozenset({"products", "segment"})
TITLE_UNSEEN = re.compile(r"正文首句|标题未|标题据文意|题名没有")
UNSEEN = "来源的题名没有见到，待核"
OWN_SOURCE = "来源："
"""Before the source in the reason of an assignment that has one of its own."""


def _split(value: object) -> object:
    return tuple(filter(None, value.split(";"))) if isinstance(value, str) else value


def _listings(value: object) -> object:
    """Read "民营企业500强|2026|457;A股上市|约2021": name, edition and rank of each list."""
    if not isinstance(value, str):
        return value
    found = (entry.split("|") for entry in value.split(";") if entry)
    return tuple(dict(zip(("name", "edition", "rank"), parts, strict=False)) for parts in found)


def _fit(value: str) -> str:
    for url in value.split():
        require_fit_host(url)
    return value


Addresses = Annotated[Text, AfterValidator(_fit)]
"""Addresses with spaces between, none on an unfit host."""
CompanyId = Annotated[str, StringConstraints(pattern=r"^c[0-9a-f]{10}$")]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_split)]


class ListEdition(Record):
    """榜单版本: one edition of a list, who published it and when; "" where no source says so."""

    name: Name
    edition: Text
    published: Text
    title: Text
    publisher: Text
    url: Addresses
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
    source_url: Addresses
    published: Text
    stock_code: Text
    former_names: Texts
    status: Text
    status_on: Text
    status_title: Text
    status_url: Addresses
    note: Text

    def company(
        self, assignments: tuple[Assignment, ...], more_urls: Iterable[str] = ()
    ) -> Company:
        """Return the row as a company; its segment is kept as its industry.

        `more_urls` are the addresses of the sources of its assignments. The day and the
        source of its status are part of the status (`status_words`).
        """
        stated = {"status", "status_on", "status_title", "status_url"}
        fields = self.model_dump(exclude={"lists", "segment"} | stated)
        fields["source_url"] = " ".join(dict.fromkeys((*self.source_url.split(), *more_urls)))
        return Company(
            **fields,
            industry=self.segment,
            status=status_words(self.status, self.status_on, self.status_title),
            listings=self.lists,
            assignments=assignments,
        )


class LinkLine(Record):
    """One row of `links/<chain>.csv`: the links a company could fill, none if it fits none.

    A source of its own (title, address, day) says what the company makes; without one the source
    of the company does. One whose title nobody saw states nothing.
    """

    company: CompanyId
    name: Name
    links: Annotated[tuple[Slug, ...], BeforeValidator(_split)]
    basis: Annotated[str, StringConstraints(pattern=r"^(products|segment|name|memory|)$")]
    source_title: Text
    source_url: Addresses
    published: Text
    note: Text

    def assignments(self, chain: str, company: CompanyLine, today: date | None) -> list[Assignment]:
        """Return one assignment for each link; what no source says waits to be checked.

        What an old source says is told apart on the day `today`; on no day nothing is old.
        """
        published = self.published or company.published
        state = self._state(company, published, today)
        own = f"{OWN_SOURCE}{self.source_title}，{self.published}" if self.source_title else ""
        age = age_words(published) if state is LinkState.DATED else ""
        unseen = UNSEEN if self._is_untitled(company) else ""
        reason = "；".join(filter(None, (age, unseen, own, self.note)))
        return [
            Assignment(chain=chain, link=link, state=state, basis=self.basis, reason=reason)
            for link in self.links
        ]

    def _state(self, company: CompanyLine, published: str, today: date | None) -> LinkState:
        is_sourced = bool(self.source_title) or company.basis is CompanyBasis.SOURCE
        if self.basis not in STATED_BY_SOURCE or not is_sourced or self._is_untitled(company):
            return LinkState.TO_CHECK
        is_old = today is not None and not is_fresh(published, today)
        return LinkState.DATED if is_old else LinkState.STATED

    def _is_untitled(self, company: CompanyLine) -> bool:
        # What rests on a name or on memory is to be checked anyhow: no word on a source it has not.
        title = self.source_title or company.source_title
        return self.basis in STATED_BY_SOURCE and bool(TITLE_UNSEEN.search(title))
