"""Which company of the ledger a row of a bought list is about: by credit code, else by name.

A name in traditional characters is the same in simplified ones; where both stand in the ledger,
the row is about the one that is written as it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from targets.names import name_key
from targets.spelling.folding import folded_name
from targets.stores.tables import COMPANY
from targets.stores.values import MANY
from targets.vendor.merging import new_id
from targets.vendor.model import VendorCompany


class KnownName(NamedTuple):
    """叫这个名的: a company of the ledger with a name it has or had, as written."""

    id: str
    code: str
    name: str


NamesByKey = Mapping[str, Sequence[KnownName]]  # by the folded key of that name


@dataclass(frozen=True, slots=True)
class Joined:
    """对上的企业: a row and the id it gets; "" if a row before has the company `claimed` already.

    `is_new`: no company of the ledger has its id, code or name.
    """

    told: VendorCompany
    id: str
    is_new: bool = False
    claimed: str = ""


@dataclass(slots=True)
class Joiner:
    """对企: joins the rows of one list, each company of the ledger at most once.

    `former` are the companies by the keys of their former names.
    """

    session: Session
    former: NamesByKey
    claimed: set[str] = field(default_factory=set)

    def join(self, companies: Sequence[VendorCompany]) -> list[Joined]:
        """Return each company with its id, in their order."""
        ids = self._by_id(companies)
        codes = self._by_code(companies)
        names = self._by_name(companies)
        joined = []
        for company in companies:
            own = company.id if company.id in ids else ""
            found = own or codes.get(company.credit_code) or self._named(company, names)
            company_id = found if found and found not in self.claimed else new_id(company)
            if company_id in self.claimed:
                joined.append(Joined(company, "", claimed=company_id))
                continue
            self.claimed.add(company_id)
            joined.append(Joined(company, company_id, is_new=company_id != found))
        return joined

    def claim(self, joined: Joined, company_id: str) -> Joined:
        """Return a new company as the one of that id instead, if no row has claimed it."""
        if not company_id or not joined.is_new or company_id in self.claimed:
            return joined
        self.claimed.discard(joined.id)
        self.claimed.add(company_id)
        return Joined(joined.told, company_id)

    def _by_id(self, companies: Iterable[VendorCompany]) -> set[str]:
        asked = [company.id for company in companies if company.id]
        return set(self.session.scalars(select(COMPANY.c.id).where(COMPANY.c.id.in_(asked))))

    def _by_code(self, companies: Iterable[VendorCompany]) -> dict[str, str]:
        codes = [company.credit_code for company in companies if company.credit_code]
        query = select(COMPANY.c.credit_code, COMPANY.c.id).where(COMPANY.c.credit_code.in_(codes))
        return {row.credit_code: row.id for row in self.session.execute(query)}

    def _by_name(self, companies: Iterable[VendorCompany]) -> NamesByKey:
        keys = {folded_name(name) for company in companies for name in _names(company)}
        query = select(COMPANY.c.name_key, COMPANY.c.id, COMPANY.c.credit_code, COMPANY.c.name)
        found: dict[str, list[KnownName]] = defaultdict(list)
        for row in self.session.execute(query.where(COMPANY.c.name_key.in_(sorted(keys)))):
            found[row.name_key].append(KnownName(row.id, row.credit_code, row.name))
        return found

    def _named(self, company: VendorCompany, names: NamesByKey) -> str:
        """Return the one company of that name, then of a former name; two are one too many."""
        for name in _names(company):
            key, exact = folded_name(name), name_key(name)
            for known in (names, self.former):
                fitting = [one for one in known.get(key, ()) if _may_be_one(one.code, company)]
                written_so = {one.id for one in fitting if name_key(one.name) == exact}
                for found in (written_so, {one.id for one in fitting}):
                    if len(found) == 1:
                        return found.pop()
        return ""


def joiner(session: Session) -> Joiner:
    """Return a joiner for one list."""
    found: dict[str, list[KnownName]] = defaultdict(list)
    query = select(COMPANY.c.former_names, COMPANY.c.id, COMPANY.c.credit_code)
    for row in session.execute(query.where(COMPANY.c.former_names != "")):
        for name in filter(None, row.former_names.split(MANY)):
            found[folded_name(name)].append(KnownName(row.id, row.credit_code, name))
    return Joiner(session, found)


def _names(company: VendorCompany) -> tuple[str, ...]:
    return (company.name, *filter(None, (company.asked_name, *company.former_names)))


def _may_be_one(code: str, company: VendorCompany) -> bool:
    """Two different codes are two companies, whatever they are called."""
    return not (code and company.credit_code) or code == company.credit_code
