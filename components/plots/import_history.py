"""导入记录: every list of plots that was taken over."""

from components.frame.last_state.asking import ask
from components.importing.import_list import ImportEntry, import_list
from components.importing.import_undo import plot_undo
from ledger.book.database import Ledger
from ledger.book.policy import Actor
from ledger.plots.imports import ImportRecord, list_imports


def import_history(ledger: Ledger, actor: Actor) -> None:
    """Draw the list, and below it the undo of the import that is chosen."""
    import_list(ledger, actor, [_entry(record) for record in ask(list_imports)])


def _entry(record: ImportRecord) -> ImportEntry:
    return ImportEntry(
        plot_undo(record.receipt),
        record.file_name,
        record.source or "见各行",
        record.receipt.unchanged,
        record.stamp,
    )
