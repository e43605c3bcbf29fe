"""Take over a whole list of companies: the rules, the count, and the imports there were.

All or nothing: the list is saved as a whole, or nothing of it is (`saving`). One audit entry
stands for it, with counts and a hash over its content. A company that already says the same is
not written.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from files.progress import Progress
from files.sheets.preview import ImportStatus
from ledger.book.audit import append
from ledger.book.canonical import canonical, digest
from ledger.book.errors import NotPossible
from ledger.book.form_values import name_of_file
from ledger.book.importing import (
    ImportStamp,
    ImportTally,
    stamp_of,
)
from ledger.book.policy import Action, Actor, require
from ledger.company_imports.comparing import ComparedCompany, CompareRules, compare_companies
from ledger.schema.company_imports import CompanyImportRow
from targets.stores.engines.columnar.files import LIMIT
from targets.stores.tables import COMPANY
from targets.stores.values import Measure
from targets.vendor.merging import Linking, ListSource
from targets.vendor.model import VendorCompanies, VendorCompany

TOPIC = "company"
NOTHING = "文件里没有可以导入的企业。台账没有改变。"


class TooManyCompanies(NotPossible):
    """There would be more companies than the ledger holds; a columnar file holds them."""


@dataclass(frozen=True, slots=True)
class ImportRules:
    """导入规则: what stored companies are measured with, how links are found, how many fit in."""

    measure: Measure
    linking: Linking
    most: int = LIMIT


@dataclass(frozen=True, slots=True)
class CompanyList:
    """待导入清单: companies as read, their source, how many rows had no match, and the answers."""

    companies: VendorCompanies
    source: ListSource
    unmatched: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CompanyReceipt:
    """企业导入回执: what an import did, or would do; `import_id` is None if nothing was written.

    `joined` counts the companies that were there before the first import and are added to.
    """

    import_id: int | None
    rows: int
    created: int
    updated: int
    unchanged: int
    unmatched: int = 0
    contacts: int = 0
    to_check: int = 0
    content_hash: str = ""


@dataclass(frozen=True, slots=True)
class CompanyImportRecord:
    """企业导入记录: an import as listed, and who undid it when."""

    receipt: CompanyReceipt
    source: ListSource
    stamp: ImportStamp


def preview_companies(
    session: Session,
    actor: Actor,
    listed: CompanyList,
    rules: ImportRules,
    progress: Progress | None = None,
    each: Callable[[ComparedCompany], None] | None = None,
) -> CompanyReceipt:
    """Return what `save_companies` would do once its questions are answered. Writes nothing.

    `each` is given every company as compared.
    """
    tally = CompanyTally(len(listed.companies))
    for compared in _compare(session, actor, listed, rules):
        tally.take(compared, progress)
        if each:
            for one in compared:
                each(one)
    refuse_too_many(session, tally.created, rules.most)
    return tally.receipt(None, listed.unmatched)


def count_companies(session: Session) -> int:
    """Return how many companies the ledger holds."""
    return session.scalar(select(func.count()).select_from(COMPANY)) or 0


def record_long_import(session: Session, actor: Actor, source: ListSource, rows: int) -> None:
    """Write down that a list of so many rows went into a columnar file.

    Raises:
        NotAllowed: `actor` may not import.
    """
    require(actor, Action.IMPORT_COMPANIES)
    detail = {"rows": rows, "file": name_of_file(source.file_name)}
    append(session, actor, (TOPIC, "import_columnar", ""), detail)


def list_company_imports(session: Session) -> list[CompanyImportRecord]:
    """List all imports, the newest first."""
    query = select(CompanyImportRow).order_by(CompanyImportRow.id.desc())
    return [_record(row) for row in session.scalars(query)]


@dataclass(slots=True)
class CompanyTally(ImportTally):
    """企业计数: what was counted so far; also contacts kept, and links that wait for a person."""

    contacts: int = 0
    to_check: int = 0

    def take(self, compared: Sequence[ComparedCompany], progress: Progress | None) -> None:
        """Count some companies as compared."""
        counts = Counter(one.status for one in compared)
        seals = [digest([one.id, _said(one.told)]) for one in compared]
        self.add(counts[ImportStatus.NEW], counts[ImportStatus.CHANGED], seals)
        for one in compared:
            if one.company is not None:
                self.to_check += sum(a.state == "to_check" for a in one.company.assignments)
        self.tell(progress)

    def receipt(self, import_id: int | None, unmatched: int) -> CompanyReceipt:
        """Return what was counted as a receipt; `unmatched` rows had no company."""
        return CompanyReceipt(
            import_id,
            self.total,
            self.created,
            self.updated,
            self.unchanged,
            unmatched,
            self.contacts,
            self.to_check,
            self.content_hash,
        )


def _said(company: VendorCompany) -> str:
    said = company.as_json()
    return canonical(
        {
            name: value
            for name, value in said.items()
            if name not in {"row", "contact", "sheet", "written"}
        }
    )


def _compare(
    session: Session, actor: Actor, listed: CompanyList, rules: ImportRules
) -> Iterator[list[ComparedCompany]]:
    require(actor, Action.IMPORT_COMPANIES)
    if not len(listed.companies):
        raise NotPossible(NOTHING)
    return compare_companies(session, listed.companies, compare_rules(listed, rules))


def compare_rules(listed: CompanyList, rules: ImportRules) -> CompareRules:
    """Return by what the rows of a list are compared."""
    return CompareRules(rules.linking, rules.measure.desks, listed.source, listed.answers)


def refuse_too_many(session: Session, more: int, most: int) -> None:
    """Refuse if with so many `more` companies there would be more than the ledger holds."""
    there = count_companies(session)
    if there + more > most:
        text = (
            f"导入后台账里会有 {there + more} 家企业，最多 {most} 家。没有保存；"
            "更大的名录请管理员用命令 python -m targets import 导入到列式文件。"
        )
        raise TooManyCompanies(text)


def _record(row: CompanyImportRow) -> CompanyImportRecord:
    counts = (row.rows, row.created, row.updated, row.unchanged, row.unmatched, row.contacts)
    return CompanyImportRecord(
        receipt=CompanyReceipt(row.id, *counts, content_hash=row.content_hash),
        source=ListSource(row.file_name, row.layout, row.published),
        stamp=stamp_of(row),
    )
