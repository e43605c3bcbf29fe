"""A company of the values of one row."""

from datetime import date

from targets.industry_names import code_of
from targets.vendor.columns import LISTS
from targets.vendor.model import FACTS, Contact, VendorCompany
from targets.vendor.values import PartOfDate
from targets.vendor.written.money import YUAN, Money
from targets.vendor.written.placing import SettledPlace

REMARKS = (
    ("register_no", "登记"),
    ("company_type", "企业类型"),
    ("size", "企业规模"),
    ("insured", "参保人数"),
    ("paid_in", "注册资本"),
    ("address", "注册地址"),
    ("place", "所在地"),
)
PLACED = ("province", "city", "district")
INDUSTRY = ("industry_4", "industry_3", "industry_2", "industry", "industry_1")


def company_of(
    number: int,
    values: dict[str, object],
    place: SettledPlace,
    written: tuple[tuple[str, str], ...],
) -> VendorCompany:
    """Return the company of a row; its place is settled already."""
    where = {n: text for n in PLACED if (text := getattr(place.place, n))}
    facts = {n: str(values[n]) for n in FACTS if values.get(n) and n not in PLACED}
    day, capital = values.get("established_on"), values.get("capital")
    industry = next((str(values[name]) for name in INDUSTRY if name in values), "")
    return VendorCompany(
        row=number,
        name=str(values["name"]),
        id=str(values.get("id", "")),
        asked_name=str(values.get("asked_name", "")),
        credit_code=str(values.get("credit_code", "")),
        note=str(values.get("note", "")),
        facts={**facts, **where},
        former_names=_texts(values.get("former_names")),
        established_on=date(day.year, day.month, day.day) if isinstance(day, date) else None,
        capital=capital if isinstance(capital, Money) else None,
        industry=industry,
        industry_code=code_of(str(values.get("industry_code", "")) or industry),
        products=str(values.get("products") or values.get("profile") or ""),
        remarks=_remarks(values),
        lists=tuple(name for field, name in LISTS.items() if values.get(field) is True),
        contact=Contact(*(_texts(values.get(name)) for name in ("person", "phone", "email"))),
        written=written,
    )


def _remarks(values: dict[str, object]) -> str:
    """Return as one text what a company has no field for."""
    parts = [f"{title}：{values[name]}" for name, title in REMARKS if values.get(name)]
    if "insured" in values and "insured_year" in values:
        at = parts.index(f"参保人数：{values['insured']}")
        parts[at] += f"（{values['insured_year']}）"
    day = values.get("established_on")
    if isinstance(day, PartOfDate):
        parts.insert(0, f"成立于：{day}")
    capital = values.get("capital")
    if isinstance(capital, Money) and capital.currency != YUAN:
        parts.insert(0, f"注册资本：{capital}（外币，未折算）")
    return "；".join(parts)


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
