"""Which companies are no targets (不是目标), and why: the reason is a fact, never a low score.

docs/methods.md 8. Such a company is kept, found by whoever asks for it, and stands in no list of
targets.
"""

import re
from collections.abc import Container, Iterable
from enum import StrEnum

from chains.model import Enterprise
from geodata.places import short_place
from targets.company_rows import OWN_SOURCE
from targets.model import Company, CompanyBasis, LinkState, RelationKind
from targets.names import name_key
from targets.scoring.classes import Fills
from targets.scoring.score import Findings, Scored

HERE = "三明"
ONLY_MEANT = ("拟", "将", "未", "没有", "计划", "有意", "意向", "考虑", "是否")
"""Right before the word for settling: it has not happened, or nobody says that it has."""
SETTLED = re.compile("".join(f"(?<!{word})" for word in ONLY_MEANT) + rf"(入驻|落户|落地){HERE}")
OTHER = "其他"


class NoTarget(StrEnum):
    """不是目标的原因, the first that holds."""

    CLOSED = "closed"
    RESIDENT = "resident"
    SETTLED = "settled"
    PARENT = "parent"
    NO_LINK = "no_link"
    OTHER_PRODUCTS = "other_products"
    FILLS_NOTHING = "fills_nothing"


NO_TARGET_WORDS = {
    NoTarget.CLOSED: "已注销、退市或不再经营",
    NoTarget.RESIDENT: "本来就在三明",
    NoTarget.SETTLED: "来源称已在三明落户",
    NoTarget.NO_LINK: "没有归到任何环节",
    NoTarget.OTHER_PRODUCTS: "产品只写“其他…”，说不出做什么",
    NoTarget.PARENT: "在地企业的母公司，不补缺口也不合补链方向，列在“以商招商”",
    NoTarget.FILLS_NOTHING: "归到的环节不是缺口、补链方向或待核实",
}


def no_target(
    company: Company, scored: Scored, findings: Findings, residents: Container[str]
) -> NoTarget | None:
    """Say why `company` is no target, or None.

    `residents` are the names of companies in Sanming, as keys (`resident_keys`).
    """
    fills = scored.standing.fills
    is_parent = any(found.kind is RelationKind.OWNER for found in findings.relations)
    holds = {
        NoTarget.CLOSED: company.is_closed,
        NoTarget.RESIDENT: _is_here(company, residents),
        NoTarget.SETTLED: _is_settled(company),
        NoTarget.PARENT: is_parent and fills > Fills.WANTED,
        NoTarget.NO_LINK: scored.leading is None,
        NoTarget.OTHER_PRODUCTS: _is_other(company),
        NoTarget.FILLS_NOTHING: fills is Fills.NOTHING,
    }
    return next((reason for reason, is_so in holds.items() if is_so), None)


def resident_keys(enterprises: Iterable[Enterprise]) -> frozenset[str]:
    """Return the names of residents as keys; a short name is one too."""
    names = (name for one in enterprises for name in (one.name, one.full_name) if name)
    return frozenset(map(name_key, names))


def _is_here(company: Company, residents: Container[str]) -> bool:
    if short_place(company.city) == HERE:
        return True
    return any(name_key(name) in residents for name in (company.name, *company.former_names))


def _is_settled(company: Company) -> bool:
    """Tell whether the source of a company says that it has settled in Sanming."""
    said = f"{company.products}\n{company.note}"
    return company.basis is CompanyBasis.SOURCE and SETTLED.search(said) is not None


def _is_other(company: Company) -> bool:
    """Tell whether all that a company says of its products is «其他…», and nobody knows more."""
    said = company.products or ("" if company.scope else company.industry)
    if not said.startswith(OTHER):
        return False
    return not any(
        a.state is LinkState.CONFIRMED or OWN_SOURCE in a.reason for a in company.assignments
    )
