"""What the product states of companies, as rows to be read against their sources."""

from datetime import date

from chains.audit import SampledRow, age_text
from targets.companies_file import load_companies
from targets.model import Company
from targets.scoring.wording import ASSIGNMENT_BASES, STATE_NAMES


def company_rows(today: date) -> list[SampledRow]:
    """Return one row for every shipped company that may be shown, by id."""
    return [_row(one, today) for one in load_companies().companies if one.may_be_shown]


def company_addresses() -> list[str]:
    """Return every address under which a source of a shipped company was read."""
    return [url for one in load_companies().companies for url in one.source_url.split()]


def _row(company: Company, today: date) -> SampledRow:
    lists = "、".join(f"{one.name} {one.edition}".strip() for one in company.listings)
    facts = (company.province, company.city, lists, company.industry, company.products)
    links = "；".join(
        f"{a.chain}.{a.link}（{STATE_NAMES[a.state]}，凭{ASSIGNMENT_BASES.get(a.basis, a.basis)}）"
        for a in company.assignments
    )
    return SampledRow(
        statement=f"{company.id} {company.name}",
        source=f"{company.source_title} {company.source_url}".strip(),
        says="｜".join(filter(None, (*facts, company.note))),
        age=age_text(company.published, today),
        grade="",
        flag=links or "没有归入环节",
        follows=f"依据：{company.basis.value}",
    )
