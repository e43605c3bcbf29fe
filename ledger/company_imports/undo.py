"""Take a whole list of companies back: what it added goes, what it changed becomes what it was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ledger.book.errors import NotPossible
from ledger.book.importing import finish_undo, standing_import
from ledger.book.policy import Action, Actor, require
from ledger.companies.contacts import forget_contacts
from ledger.companies.hiding import show_left
from ledger.companies.writing import write_companies
from ledger.company_imports.imports import TOPIC
from ledger.schema import company_index
from ledger.schema.company_imports import CompanyImportRow, ImportedCompanyRow
from targets.model import Company
from targets.stores.tables import COMPANY, LINKS, LISTS
from targets.stores.values import Measure

AT_ONCE = 500
NAMED = 5  # of the companies in the way of an undo, how many are named


@dataclass(frozen=True, slots=True)
class CompanyUndo:
    """撤销回执: how many companies went, and how many became what they were."""

    import_id: int
    removed: int
    restored: int


def undo_company_import(
    session: Session, actor: Actor, import_id: int, measure: Measure, *, force: bool = False
) -> CompanyUndo:
    """Undo an import; with `force` also where its companies were changed since.

    Contacts that it brought are removed. Events, ties and decisions about links stay.

    Raises:
        NotFound: there is no such import.
        NotAllowed: somebody else made it, or `actor` may not import.
        NotPossible: it is undone already, or (without `force`) its companies changed since.
    """
    row = _standing(session, import_id)
    require(actor, Action.IMPORT_COMPANIES)
    if row.imported_by != actor.id:
        require(actor, Action.UNDO_ANY_IMPORT)
    with session.begin_nested():
        if not force:
            _refuse_if_changed_since(session, import_id)
        removed = restored = 0
        for rows in _details(session, import_id):
            gone = [detail.company_id for detail in rows if not detail.before]
            removed += remove_companies(session, gone)
            restored += _restore(session, [d for d in rows if d.before], measure)
        forget_contacts(session, import_id)
        counts = {"removed": removed, "restored": restored, "forced": force}
        finish_undo(session, actor, TOPIC, _standing(session, import_id), counts)
    return CompanyUndo(import_id, removed, restored)


def remove_companies(session: Session, ids: Sequence[str]) -> int:
    """Take companies out, with their links and lists; return how many there were."""
    if not ids:
        return 0
    connection = session.connection()
    query = select(COMPANY.c.number, COMPANY.c.search_text).where(COMPANY.c.id.in_(ids))
    entries = [(row.number, row.search_text) for row in connection.execute(query)]
    numbers = [number for number, _ in entries]
    company_index.remove(connection, entries)
    for table in (LINKS, LISTS):
        connection.execute(delete(table).where(table.c.company.in_(numbers)))
    connection.execute(delete(COMPANY).where(COMPANY.c.number.in_(numbers)))
    show_left(connection, ids)
    session.expire_all()
    return len(numbers)


def _standing(session: Session, import_id: int) -> CompanyImportRow:
    return standing_import(session, CompanyImportRow, import_id, "企业导入")


def _details(session: Session, import_id: int) -> Iterator[list[ImportedCompanyRow]]:
    query = select(ImportedCompanyRow).where(ImportedCompanyRow.import_id == import_id)
    last = ""
    while True:
        after = query.where(ImportedCompanyRow.company_id > last)
        rows = list(session.scalars(after.order_by(ImportedCompanyRow.company_id).limit(AT_ONCE)))
        if not rows:
            return
        last = rows[-1].company_id
        session.expunge_all()
        yield rows


def _restore(session: Session, rows: Sequence[ImportedCompanyRow], measure: Measure) -> int:
    by_origin: dict[str, list[Company]] = {}
    for row in rows:
        before = Company.model_validate_json(row.before)
        by_origin.setdefault(row.before_origin, []).append(before)
    for origin, companies in by_origin.items():
        write_companies(session, companies, origin, measure)
    return len(rows)


def _refuse_if_changed_since(session: Session, import_id: int) -> None:
    listed = select(ImportedCompanyRow.company_id).where(ImportedCompanyRow.import_id == import_id)
    mine = COMPANY.c.id.in_(listed)
    query = select(COMPANY.c.name).where(mine, COMPANY.c.origin != f"import:{import_id}")
    changed = list(session.scalars(query.order_by(COMPANY.c.id)))
    if changed:
        text = (
            f"这次导入之后，有 {len(changed)} 家企业又被别的导入改过"
            f"（如 {'、'.join(changed[:NAMED])}），"
            "没有撤销，台账没有改变。请先撤销后来的导入；要连同后来的修改一起撤销，请选“仍然撤销”。"
        )
        raise NotPossible(text)
