"""What a company is after a bought list spoke of it: what it says counts, what it leaves out stays.

A company that came with the product keeps its products, lists and source; the register's facts
are added, and the remark says where they are from.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from targets.assigning.rules import FOUND_HERE, Assigner
from targets.closing import has_left_exchange
from targets.model import Assignment, Company, CompanyBasis, Listing
from targets.names import company_id, name_key
from targets.vendor.model import VendorCompany
from targets.vendor.written.money import YUAN

ON_EXCHANGE = "上市"  # in the name of every list of companies whose shares are traded
OFFICE = "office"  # the basis of an assignment that a person decided
REGISTER = "工商信息："
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class ListSource:
    """清单来源: the file, whose layout it has, and the day a person says it was exported on."""

    file_name: str
    layout: str
    published: str = ""

    @property
    def title(self) -> str:
        """The source as it stands beside a company."""
        return f"{self.layout} 导入文件 {self.file_name}"[:300]


@dataclass(frozen=True)
class Linking:
    """归链: the rules, and the (company, chain) of which somebody said that it fits no link."""

    assigner: Assigner
    unfit: frozenset[tuple[str, str]] = frozenset()


CLEARED: Mapping[str, object] = {
    **dict.fromkeys(
        ("status", "province", "city", "district", "name_en", "stock_code", "industry"), ""
    ),
    **dict.fromkeys(("industry_code", "products", "scope", "website", "note"), ""),
    "former_names": (),
    "established_on": None,
    "capital_10k_yuan": None,
}
"""What a field is that says nothing; name and code tell a company from others and stay."""
ATTRIBUTES = {"capital": "capital_10k_yuan"}  # called otherwise in a list


def emptied_of(known: Company, told: VendorCompany) -> dict[str, object]:
    """Return by field what a company says and a list we exported now leaves empty."""
    fields = ((name, ATTRIBUTES.get(name, name)) for name in told.emptied)
    return {
        name: value
        for name, attribute in fields
        if attribute in CLEARED and (value := getattr(known, attribute)) not in {"", None, ()}
    }


def new_id(company: VendorCompany) -> str:
    """Return the id of a company nobody knew: by its credit code, which no two have."""
    return f"u{company.credit_code}" if company.credit_code else company_id(company.name)


def merged(
    known: Company | None,
    told: VendorCompany,
    source: ListSource,
    linking: Linking,
    *,
    clears: bool = False,
) -> Company:
    """Return the company as it is to be written; `known` is how it stands, None for a new one.

    `clears`: what a list we exported leaves empty is to be empty. If nothing but its source would
    change, `known` itself is returned.
    """
    company = _created(told, source) if known is None else _updated(known, told, source)
    if known is not None and clears:
        fields = [ATTRIBUTES.get(name, name) for name in emptied_of(known, told)]
        company = company.model_copy(update={name: CLEARED[name] for name in fields})
    if known is None or _from_list(known) or _texts(company) != _texts(known):
        company = company.model_copy(update={"assignments": _links(known, company, linking)})
    if known is not None and _without_source(company) == _without_source(known):
        return known
    return company


def _created(told: VendorCompany, source: ListSource) -> Company:
    return Company(
        id=new_id(told),
        name=told.name,
        former_names=told.former_names,
        capital_10k_yuan=_yuan(told),
        industry=told.industry,
        industry_code=told.industry_code,
        products=told.products,
        basis=CompanyBasis.SOURCE,
        source_title=source.title,
        published=source.published,
        note=_note("", told),
        listings=tuple(sorted(map(_listing, told.lists), key=_list_order)),
        credit_code=told.credit_code,
        established_on=told.established_on,
        **told.facts,
    )


def _updated(known: Company, told: VendorCompany, source: ListSource) -> Company:
    changes: dict[str, object] = {name: text for name, text in told.facts.items() if text}
    if told.credit_code:
        changes["credit_code"] = told.credit_code
    if told.established_on:
        changes["established_on"] = told.established_on
    if not changes.get("city") and changes.get("province") not in {None, known.province}:
        changes["city"] = ""  # a city of the province it has left
    changes |= _names(known, told)
    if told.capital is not None:
        changes["capital_10k_yuan"] = _yuan(told)
    for name in ("industry_code", "products", "industry"):
        said = getattr(told, name)
        if said and (not getattr(known, name) or _from_list(known) or told.id):
            changes[name] = said
    changes["listings"] = _listings(known, told, str(changes.get("status", known.status)))
    changes["note"] = _note(known.note, told)
    if not told.id and (_from_list(known) or known.basis is CompanyBasis.NONE):
        changes |= {
            "basis": CompanyBasis.SOURCE,
            "source_title": source.title,
            "source_url": "",
            "published": source.published,
        }
    return known.model_copy(update=changes)


def _listings(known: Company, told: VendorCompany, status: str) -> tuple[Listing, ...]:
    """Return the lists it stands on now: those of the exchange only while it is on it."""
    names = {listing.name for listing in known.listings}
    found = [*known.listings, *(_listing(name) for name in told.lists if name not in names)]
    if has_left_exchange(status):
        found = [one for one in found if ON_EXCHANGE not in one.name]
    return tuple(sorted(found, key=_list_order))


def _texts(company: Company) -> tuple[str, ...]:
    """Return what links are found by; as long as it is the same, so are they."""
    return (company.name, company.industry_code, company.products, company.scope)


def _from_list(known: Company) -> bool:
    """Tell whether all that is known of it is from a bought list."""
    return not known.source_url and " 导入文件 " in known.source_title


def _names(known: Company, told: VendorCompany) -> dict[str, object]:
    """Return the present name and the former ones, each once."""
    renamed = name_key(known.name) != name_key(told.name)
    name = told.name if renamed else known.name
    older = [*known.former_names, *told.former_names, *([known.name] if renamed else [])]
    former = {name_key(n): n for n in reversed(older) if name_key(n) != name_key(name)}
    return {"name": name, "former_names": tuple(reversed(former.values()))}


def _note(known: str, told: VendorCompany) -> str:
    """Return the office's own words, then what the register adds.

    A list that we exported (it has our ids) gives the whole note; another adds to it.
    """
    return whole_note(known, told)[:LONGEST_NOTE]


def whole_note(known: str, told: VendorCompany) -> str:
    """Return what a note would be that may have any length; `known` is the one until now."""
    if told.note and told.id:
        return told.note
    own = known.partition(REGISTER)[0].rstrip(";；")
    if told.note and told.note not in own:
        own = "；".join(filter(None, (own, told.note)))
    register = known.partition(REGISTER)[2]
    said = told.remarks or register
    return "；".join(filter(None, (own, f"{REGISTER}{said}" if said else "")))


def _yuan(told: VendorCompany) -> float | None:
    capital = told.capital
    return capital.amount_10k if capital is not None and capital.currency == YUAN else None


def _listing(name: str) -> Listing:
    return Listing(name=name)


def _list_order(listing: Listing) -> tuple[str, str]:
    return (listing.name, listing.edition)


def _links(known: Company | None, company: Company, linking: Linking) -> tuple[Assignment, ...]:
    """Return its links: those a source or a person gave, then those its code and words speak for.

    A chain in which somebody has assigned it by hand is left as it is.
    """
    before = known.assignments if known else ()
    kept = [a for a in before if a.basis not in FOUND_HERE]
    settled = {a.chain for a in kept if a.basis != OFFICE}
    keys = {(a.chain, a.link) for a in kept}
    found = [
        a
        for a in linking.assigner.assign(company)
        if a.chain not in settled
        and (a.chain, a.link) not in keys
        and (company.id, a.chain) not in linking.unfit
    ]
    return tuple(sorted((*kept, *found), key=lambda a: (a.chain, a.link)))


def _without_source(company: Company) -> Company:
    return company.model_copy(update={"source_title": "", "published": ""})
