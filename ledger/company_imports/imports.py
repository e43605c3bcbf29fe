"""Take over a whole list of companies.

All or nothing: the list is saved as a whole, or nothing of it is. One audit entry stands for it,
with counts and a hash over its content. A company that already says the same is not written.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from files.progress import Progress
from files.sheets.preview import ImportStatus
from ledger.book.audit import append
from ledger.book.canonical import canonical, digest
from ledger.book.errors import NotPossible
from ledger.book.form_values import line_of_text
from ledger.book.importing import (
    COUNTED,
    ImportStamp,
    ImportTally,
    begin_import,
    finish_import,
    stamp_of,
)
from ledger.book.policy import Action, Actor, require
from ledger.companies.contacts import keep_contacts
from ledger.companies.link_decisions import decide_again
from ledger.companies.store import settle_merged
from ledger.companies.writing import write_companies
from ledger.company_imports.comparing import ComparedCompany, CompareRules, compare_companies
from ledger.schema.company_imports import CompanyImportRow, ImportedCompanyRow
from targets.stores.engines.columnar.files import LIMIT
from targets.stores.tables import COMPANY
from targets.stores.values import Measure
from targets.vendor.merging import Linking, ListSource
from targets.vendor.model import VendorCompanies, VendorCompany

TOPIC = "company"
MORE = ("unmatched", "contacts")  # counted beside what every import counts
QUESTION_NAMES = {"changes": "是否改动", "duplicates": "是否合并", "emptied": "不改还是清空"}
CONCERNED = {"changes": "is_grave", "duplicates": "is_merged", "emptied": "is_emptied"}


class NotAnswered(NotPossible):
    """A person has not been asked about something that saving would do."""


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
    tally = _Tally(len(listed.companies))
    for compared in _compare(session, actor, listed, rules):
        tally.take(compared, progress)
        if each:
            for one in compared:
                each(one)
    _refuse_too_many(session, tally.created, rules.most)
    return tally.receipt(None, listed)


def save_companies(
    session: Session,
    actor: Actor,
    listed: CompanyList,
    rules: ImportRules,
    progress: Progress | None = None,
    each: Callable[[ComparedCompany], None] | None = None,
) -> CompanyReceipt:
    """Save the companies of a list: new ones are added, known ones joined by code or name.

    `each` is given every company as compared.

    Raises:
        NotAllowed: `actor` may not import, or not keep the contacts that the list holds.
        NotAnswered: there is something to answer first.
        NotPossible: there is no company, or there would be more than the ledger holds.
    """
    with session.begin_nested():  # nothing stays of a list that fails halfway
        row = begin_import(session, actor, _row(listed.source), MORE)
        tally = _Tally(len(listed.companies))
        for compared in _compare(session, actor, listed, rules):
            _refuse_unanswered(compared, listed)
            tally.contacts += _write(session, actor, row.id, (compared, rules.measure))
            tally.take(compared, progress)
            if each:
                for one in compared:
                    each(one)
        _refuse_too_many(session, 0, rules.most)
        receipt = tally.receipt(row.id, listed)
        if not (receipt.created or receipt.updated or receipt.contacts):
            session.delete(row)
            return tally.receipt(None, listed)
        counts = {name: getattr(receipt, name) for name in (*COUNTED, *MORE, "content_hash")}
        row = session.merge(row)  # writing in bulk let go of it
        finish_import(session, actor, TOPIC, row, counts)
    return receipt


def count_companies(session: Session) -> int:
    """Return how many companies the ledger holds."""
    return session.scalar(select(func.count()).select_from(COMPANY)) or 0


def record_long_import(session: Session, actor: Actor, source: ListSource, rows: int) -> None:
    """Write down that a list of so many rows went into a columnar file.

    Raises:
        NotAllowed: `actor` may not import.
    """
    require(actor, Action.IMPORT_COMPANIES)
    detail = {"rows": rows, "file": line_of_text(source.file_name, "文件名")}
    append(session, actor, (TOPIC, "import_columnar", ""), detail)


def list_company_imports(session: Session) -> list[CompanyImportRecord]:
    """List all imports, the newest first."""
    query = select(CompanyImportRow).order_by(CompanyImportRow.id.desc())
    return [_record(row) for row in session.scalars(query)]


@dataclass(slots=True)
class _Tally(ImportTally):
    """What was counted so far; also contacts kept, and links that wait for a person."""

    contacts: int = 0
    to_check: int = 0

    def take(self, compared: Sequence[ComparedCompany], progress: Progress | None) -> None:
        counts = Counter(one.status for one in compared)
        seals = [digest([one.id, _said(one.told)]) for one in compared]
        self.add(counts[ImportStatus.NEW], counts[ImportStatus.CHANGED], seals)
        for one in compared:
            if one.company is not None:
                self.to_check += sum(a.state == "to_check" for a in one.company.assignments)
        self.tell(progress)

    def receipt(self, import_id: int | None, listed: CompanyList) -> CompanyReceipt:
        return CompanyReceipt(
            import_id,
            self.total,
            self.created,
            self.updated,
            self.unchanged,
            listed.unmatched,
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
        text = "文件里没有可以导入的企业。台账没有改变。"
        raise NotPossible(text)
    return compare_companies(session, listed.companies, compare_rules(listed, rules))


def compare_rules(listed: CompanyList, rules: ImportRules) -> CompareRules:
    """Return by what the rows of a list are compared."""
    return CompareRules(rules.linking, rules.measure.desks, listed.source, listed.answers)


def _write(
    session: Session,
    actor: Actor,
    import_id: int,
    what: tuple[Sequence[ComparedCompany], Measure],
) -> int:
    """Write what is to be written; return how many contacts were kept."""
    compared, measure = what
    written = [one for one in compared if one.is_written]
    wanted = [one.company for one in written if one.company is not None]
    write_companies(session, wanted, f"import:{import_id}", measure)
    listed = [
        {
            "import_id": import_id,
            "company_id": one.id,
            "before": one.known.company.model_dump_json() if one.known else "",
            "before_origin": one.known.origin if one.known else "",
        }
        for one in written
    ]
    if listed:
        session.execute(insert(ImportedCompanyRow), listed)
    decide_again(session, [one.id for one in written if one.known is None], measure)
    settle_merged(session, measure, [one.id for one in written])
    contacts = {
        one.id: one.told.contact
        for one in compared
        if one.told.contact and one.status is not ImportStatus.SKIPPED
    }
    return keep_contacts(session, actor, import_id, contacts)


def _refuse_unanswered(compared: Sequence[ComparedCompany], listed: CompanyList) -> None:
    """Refuse what a person has not been asked about, whoever calls."""
    for what, concerned in CONCERNED.items():
        named = [one.told.name for one in compared if getattr(one, concerned)]
        if named and not listed.answers.get(what):
            text = (
                f"有企业会改名、换片区、并入另一家或清空几格(如 {'、'.join(named[:3])}),"
                f"要先回答“{QUESTION_NAMES[what]}”。没有保存。"
            )
            raise NotAnswered(text)


def _refuse_too_many(session: Session, more: int, most: int) -> None:
    there = count_companies(session)
    if there + more > most:
        text = (
            f"导入后台账里会有 {there + more} 家企业,最多 {most} 家。没有保存;"
            "更大的名录请管理员用命令 python -m targets import 导入到列式文件。"
        )
        raise TooManyCompanies(text)


def _row(source: ListSource) -> CompanyImportRow:
    return CompanyImportRow(
        file_name=line_of_text(source.file_name, "文件名"),
        layout=source.layout,
        published=line_of_text(source.published, "导出日期"),
    )


def _record(row: CompanyImportRow) -> CompanyImportRecord:
    counts = (row.rows, row.created, row.updated, row.unchanged, row.unmatched, row.contacts)
    return CompanyImportRecord(
        receipt=CompanyReceipt(row.id, *counts, content_hash=row.content_hash),
        source=ListSource(row.file_name, row.layout, row.published),
        stamp=stamp_of(row),
    )
