"""What an import makes of each company: new, changed or unchanged, and what a person must see.

A code or name that comes again with another name, or at another desk, is perhaps another
company: such a change is shown field by field and needs a yes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy.orm import Session

from files.sheets.preview import KEEP, YES, ImportHint, ImportStatus
from ledger.company_imports.alike import Lookalike, Lookalikes
from ledger.company_imports.joining import Joined, Joiner, joiner
from targets.desks import DeskSettings, desk_of
from targets.model import Company
from targets.names import name_key
from targets.stores.rows import read_companies
from targets.stores.store import FoundCompany
from targets.stores.tables import COMPANY
from targets.vendor.merging import (
    ATTRIBUTES,
    LONGEST_NOTE,
    Linking,
    ListSource,
    emptied_of,
    merged,
    whole_note,
)
from targets.vendor.model import VendorCompany

AT_ONCE = 500
MERGE, APART = "合并到已有的", "分开保存"
LEAVE, CLEAR = "不改", "清空"
COMPARED = {
    "name": "name",
    "credit_code": "code",
    "name_en": "name_en",
    "stock_code": "stock_code",
    "status": "state",
    "province": "province",
    "city": "city",
    "district": "district",
    "established_on": "established_on",
    "capital_10k_yuan": "capital_10k_yuan",
    "industry": "industry",
    "industry_code": "industry_code",
    "products": "products",
    "scope": "scope",
    "website": "website",
    "note": "note",
}
"""Fields of a company that are compared, by the name they have in a preview."""
Value = str | float | list[str] | None


@dataclass(frozen=True, slots=True)
class CompareRules:
    """对照规则: how links are found, which places belong to which desk, what a person answered."""

    linking: Linking
    desks: DeskSettings
    source: ListSource
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def merges(self) -> bool:
        """Whether a company that carries a known brand is taken for it."""
        return self.answers.get("duplicates", MERGE) == MERGE

    @property
    def changes(self) -> bool:
        """Whether grave changes are made."""
        answer = self.answers.get("changes", "").strip()
        return not answer or answer.casefold() in YES

    @property
    def clears(self) -> bool:
        """Whether what a list we exported leaves empty is to be empty."""
        return self.answers.get("emptied", "").strip() == CLEAR


@dataclass(frozen=True, slots=True)
class ComparedCompany:
    """对照: a company as it would stand beside how it stands, and what it says differently.

    `company` is None if the row is passed over, for the reason `skipped`. `is_grave`: so much
    differs that it may be another company. `alike` is one of the ledger that it may be. `emptied`
    is, by field, what the company says and a list we exported leaves empty.
    """

    told: VendorCompany
    status: ImportStatus
    id: str = ""
    company: Company | None = None
    known: FoundCompany | None = None
    changes: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)
    hints: tuple[ImportHint, ...] = ()
    desk: str = ""
    desk_before: str = ""
    is_grave: bool = False
    alike: Lookalike | None = None
    skipped: str = ""
    emptied: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_emptied(self) -> bool:
        """Whether a list we exported leaves empty what the company says."""
        return bool(self.emptied)

    def keeps(self, name: str) -> bool:
        """Tell whether the company goes on saying what the list leaves empty."""
        now = getattr(self.company, ATTRIBUTES.get(name, name), None)
        return bool(now == self.emptied[name])

    @property
    def cut_note(self) -> str:
        """Say that its note has more than is kept, "" if all of it is."""
        before = self.known.company.note if self.known else ""
        length = len(whole_note(before, self.told))
        if self.company is None or length <= LONGEST_NOTE:
            return ""
        return f"备注合起来有 {length} 个字，只保留前 {LONGEST_NOTE} 个字"

    @property
    def is_merged(self) -> bool:
        """Whether it is taken for a company of the ledger whose brand its name carries."""
        return self.known is not None and self.alike is not None

    @property
    def is_written(self) -> bool:
        """Whether saving would write it."""
        return self.status in {ImportStatus.NEW, ImportStatus.CHANGED}


@dataclass(frozen=True, slots=True)
class Comparing:
    """对照中: compares the companies of one list, some at a time, in their order."""

    session: Session
    rules: CompareRules
    joining: Joiner
    alike: Lookalikes

    def compare(self, chunk: Sequence[VendorCompany]) -> list[ComparedCompany]:
        """Return what an import would make of each of the next companies of the list."""
        joining = self.joining
        joined = joining.join(chunk)
        unknown = [at for at, one in enumerate(joined) if one.is_new]
        near = self.alike.of([joined[at].told for at in unknown])
        lookalikes = {unknown[at]: found for at, found in near.items()}
        if self.rules.merges:
            brands = (_brand(lookalikes.get(at)) for at in range(len(joined)))
            joined = [joining.claim(one, b) for one, b in zip(joined, brands, strict=True)]
        ids = [one.id for one in joined if one.id]
        standing = read_companies(self.session.connection(), COMPANY.c.id.in_(ids))
        return [
            _one(one, standing.get(one.id), lookalikes.get(at), self.rules)
            for at, one in enumerate(joined)
        ]


def comparing(session: Session, rules: CompareRules) -> Comparing:
    """Return what compares the companies of one list."""
    return Comparing(session, rules, joiner(session), Lookalikes(session))


def compare_companies(
    session: Session, companies: Iterable[VendorCompany], rules: CompareRules
) -> Iterator[list[ComparedCompany]]:
    """Give what an import would make of the companies, some at a time, in their order."""
    by_rules, rest = comparing(session, rules), iter(companies)
    while chunk := list(islice(rest, AT_ONCE)):
        yield by_rules.compare(chunk)


def _brand(found: Lookalike | None) -> str:
    return found.id if found is not None and found.is_brand else ""


def _one(
    joined: Joined, found: FoundCompany | None, alike: Lookalike | None, rules: CompareRules
) -> ComparedCompany:
    told = joined.told
    if not joined.id:
        why = f"与前面的行是台账里的同一家企业（{joined.claimed}），没有导入"
        return ComparedCompany(told, ImportStatus.SKIPPED, skipped=why)
    known = found.company if found else None
    new = merged(known, told, rules.source, rules.linking, clears=rules.clears)
    desk = desk_of(new.province, new.city, rules.desks)
    hints = [] if desk else [ImportHint.NO_DESK]
    hints += [] if new.province or new.city else [ImportHint.NO_PLACE]
    hints += [ImportHint.DUPLICATE] if alike else []
    if known is None:
        return ComparedCompany(
            told, ImportStatus.NEW, joined.id, new, hints=tuple(hints), desk=desk, alike=alike
        )
    before = desk_of(known.province, known.city, rules.desks)
    renamed = name_key(known.name) != name_key(new.name)
    moved = bool(before) and before != desk
    hints += [ImportHint.RENAMED] * renamed + [ImportHint.MOVED] * moved
    grave = moved or (renamed and not _says_so(told, known) and alike is None)
    status = ImportStatus.UNCHANGED if new is known else ImportStatus.CHANGED
    skipped = ""
    if grave and not rules.changes:
        status, skipped = ImportStatus.SKIPPED, f"按选择{KEEP}：会改名或换片区，没有导入"
    return ComparedCompany(
        told,
        status,
        joined.id,
        new,
        found,
        changes_of(known, new),
        tuple(hints),
        desk,
        before,
        grave,
        alike,
        skipped,
        emptied_of(known, told),
    )


def _says_so(told: VendorCompany, known: Company) -> bool:
    """Tell whether a list names the present name among the former ones, or the reverse."""
    former = {name_key(name) for name in told.former_names}
    older = {name_key(name) for name in known.former_names}
    return name_key(known.name) in former or name_key(told.name) in older


def changes_of(old: Company, new: Company) -> dict[str, tuple[Value, Value]]:
    """Return what would be said differently, by the name of its field: before, after.

    A former name that is only the name until now is part of the renaming and not told twice.
    """
    before, after = values_of(old), values_of(new)
    changes = {
        name: (before[name], value) for name, value in after.items() if value != before[name]
    }
    own = {name_key(old.name), name_key(new.name)}
    older = {name_key(n) for n in old.former_names} - own
    newer = {name_key(n) for n in new.former_names} - own
    if older != newer:
        changes["former_names"] = (list(old.former_names), list(new.former_names))
    if old.listings != new.listings:
        changes["lists"] = ([x.name for x in old.listings], [x.name for x in new.listings])
    return changes


def values_of(company: Company) -> dict[str, Value]:
    """Return what a company says, by the names of a preview."""
    found: dict[str, Value] = {}
    for name, shown in COMPARED.items():
        value = getattr(company, name)
        found[shown] = value.isoformat() if hasattr(value, "isoformat") else value
    return found
