"""Which company of the ledger a new one may be: shown beside it, joined where a person says so."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import not_, select
from sqlalchemy.orm import Session

from targets.alike_names import (
    SHORTEST,
    beginnings,
    brand_key,
    is_brand,
    other_forms,
    parent_of,
)
from targets.spelling.folding import folded_name
from targets.stores.tables import COMPANY
from targets.vendor.model import VendorCompany

MOST_BRANDS = 5000


@dataclass(frozen=True, slots=True)
class Lookalike:
    """相似企业: a company of the ledger, and in Chinese why it may be the same.

    `is_brand`: its name is a brand that the new company's name carries, in the same province.
    """

    id: str
    name: str
    why: str
    is_brand: bool = False


@dataclass(frozen=True, slots=True)
class _Brand:
    id: str
    name: str
    key: str
    province: str


@dataclass(slots=True)
class Lookalikes:
    """Looks companies up by what their names have in common, some at a time."""

    session: Session
    _brands: Mapping[str, Sequence[_Brand]] | None = field(default=None)

    def of(self, companies: Sequence[VendorCompany]) -> dict[int, Lookalike]:
        """Return, by place in `companies`, the company each may be; only where there is one."""
        keys = {key for company in companies for key in _keys(company)}
        query = select(COMPANY.c.id, COMPANY.c.name, COMPANY.c.name_key)
        named: dict[str, tuple[str, str]] = {}
        for row in self.session.execute(query.where(COMPANY.c.name_key.in_(sorted(keys)))):
            named.setdefault(row.name_key, (row.id, row.name))
        found = ((at, self._one(company, named)) for at, company in enumerate(companies))
        return {at: one for at, one in found if one is not None}

    def _one(
        self, company: VendorCompany, named: Mapping[str, tuple[str, str]]
    ) -> Lookalike | None:
        if same := named.get(folded_name(company.name)):
            return Lookalike(*same, "同名，统一社会信用代码不同")
        if brand := self._brand(company):
            return Lookalike(brand.id, brand.name, "名称里有它的简称，同一省份", is_brand=True)
        if parent := named.get(parent_of(company.name)):
            return Lookalike(*parent, "是它的分支机构")
        other = next((named[key] for key in other_forms(company.name) if key in named), None)
        return Lookalike(*other, "名称只差公司形式") if other else None

    def _brand(self, company: VendorCompany) -> _Brand | None:
        province = company.said("province")
        fitting = {
            brand.id: brand
            for rest in beginnings(company.name)
            for brand in self._all_brands().get(rest[:SHORTEST], ())
            if brand.province in {"", province} and rest.startswith(brand.key)
        }
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def _all_brands(self) -> Mapping[str, Sequence[_Brand]]:
        """Return the brands that are known by their first two characters."""
        if self._brands is None:
            columns = (COMPANY.c.id, COMPANY.c.name, COMPANY.c.province)
            query = select(*columns).where(
                COMPANY.c.credit_code == "", not_(COMPANY.c.name.contains("公司"))
            )
            rows = self.session.execute(query.order_by(COMPANY.c.id).limit(MOST_BRANDS))
            found: dict[str, list[_Brand]] = defaultdict(list)
            for row in rows:
                key = brand_key(row.name)
                if is_brand(row.name) and len(key) >= SHORTEST:
                    found[key[:SHORTEST]].append(_Brand(row.id, row.name, key, row.province))
            self._brands = found
        return self._brands


def _keys(company: VendorCompany) -> tuple[str, ...]:
    own = (folded_name(company.name), parent_of(company.name), *other_forms(company.name))
    return tuple(filter(None, own))
