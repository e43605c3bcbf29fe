"""What the product states of companies, as rows to be read against their sources."""

from collections.abc import Mapping
from datetime import date

from chains.audit import SampledRow
from targets.age.said_on import said_on
from targets.companies_file import load_companies
from targets.company_rows import ListEdition
from targets.model import Company
from targets.scoring.wording import ASSIGNMENT_BASES, STATE_NAMES

ListKey = tuple[str, str]
"""Name and edition of a list."""


def company_rows(today: date) -> list[SampledRow]:
    """Return one row for every shipped company that may be shown, by id."""
    shipped = load_companies(today=today)
    lists = {(one.name, one.edition): one for one in shipped.lists}
    return [_row(one, today, lists) for one in shipped.companies if one.may_be_shown]


def company_addresses() -> list[str]:
    """Return every address under which a source of a shipped company was read."""
    return [url for one in load_companies().companies for url in one.source_url.split()]


def _row(company: Company, today: date, lists: Mapping[ListKey, ListEdition]) -> SampledRow:
    standing = "、".join(f"{one.name} {one.edition}".strip() for one in company.listings)
    former = f"曾用名 {'、'.join(company.former_names)}" if company.former_names else ""
    facts = (company.province, company.city, standing, company.industry, company.products)
    links = "；".join(
        f"{a.chain}.{a.link}（{STATE_NAMES[a.state]}，凭{ASSIGNMENT_BASES.get(a.basis, a.basis)}）"
        for a in company.assignments
    )
    return SampledRow(
        statement=f"{company.id} {company.name}",
        source="；".join(filter(None, (_own_source(company), *_list_sources(company, lists)))),
        says="｜".join(filter(None, (*facts, former, company.status, company.note))),
        age=_age(company.published, today),
        grade="",
        flag=links or "没有归入环节",
        follows=f"依据：{company.basis.value}",
    )


def _age(published: str, today: date) -> str:
    """Return when the source is from with its whole years; what it holds counts, not its copy."""
    day = said_on(published)
    years = (
        (today.year - day.year - ((today.month, today.day) < (day.month, day.day))) if day else 0
    )
    return f"{published}（{years} 年前）" if years > 0 else published


def _own_source(company: Company) -> str:
    return f"{company.source_title} {company.source_url}".strip()


def _list_sources(company: Company, lists: Mapping[ListKey, ListEdition]) -> list[str]:
    """Return what says that the company stands on its lists, where its own source does not."""
    editions = [lists.get((one.name, one.edition)) for one in company.listings]
    return [
        f"{one.name} {one.edition}：{one.title} {one.url}".strip()
        for one in editions
        if one is not None and one.url and one.url not in company.source_url
    ]
