"""导入记录: every bought list that was taken over, and how one is taken back."""

from sqlalchemy.orm import Session

from components.frame.last_state.asking import ask
from components.importing.import_list import ImportEntry, import_list
from components.importing.import_undo import Undo, Undone
from components.targets.asking import Targets
from ledger.book.database import Ledger
from ledger.book.policy import Actor
from ledger.company_imports.imports import CompanyImportRecord, CompanyReceipt, list_company_imports
from ledger.company_imports.undo import undo_company_import
from targets.stores.values import Measure


def company_imports(ledger: Ledger, actor: Actor, targets: Targets) -> None:
    """Draw the list, and below it the undo of the import that is chosen."""
    records = ask(list_company_imports)
    import_list(ledger, actor, [_entry(record, targets.measure) for record in records])


def company_undo(made: CompanyReceipt, measure: Measure) -> Undo:
    """Return how an import of companies is taken back; it must have written something."""
    number = made.import_id or 0

    def take_back(session: Session, actor: Actor, force: bool) -> Undone:  # noqa: FBT001
        return undo_company_import(session, actor, number, measure, force=force)

    return Undo("company", "家", number, made.created, made.updated, take_back)


def _entry(record: CompanyImportRecord, measure: Measure) -> ImportEntry:
    source = record.source
    exported = f"，{source.published} 导出" if source.published else ""
    return ImportEntry(
        company_undo(record.receipt, measure),
        source.file_name,
        f"{source.layout}{exported}",
        record.receipt.unchanged,
        record.stamp,
    )
