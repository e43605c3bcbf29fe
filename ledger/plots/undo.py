"""Take a whole import back: what it added goes, what it changed becomes what it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import Session

from files.personal.columns import as_kept
from ledger.book.errors import NotPossible
from ledger.book.importing import finish_undo, standing_import
from ledger.book.policy import Action, Actor, require
from ledger.plots.rows import TOPIC, Values, content_values, in_chunks, read_content
from ledger.plots.writing import (
    HISTORY,
    StandingRows,
    delete_plots,
    insert_plots,
    replace_plots,
    standing_rows,
)
from ledger.schema.base import ImportedPlotRow, ImportRow

NAMED = 5  # of the plots in the way of an undo, how many are named


@dataclass(frozen=True, slots=True)
class UndoReceipt:
    """撤销回执: how many plots went, and how many became what they were."""

    import_id: int
    removed: int
    restored: int


def undo_import(
    session: Session, actor: Actor, import_id: int, *, force: bool = False
) -> UndoReceipt:
    """Undo an import; with `force` also where somebody changed its plots since.

    Raises:
        NotFound: there is no such import.
        NotAllowed: somebody else made it, or a plot of it is not in the actor's county.
        NotPossible: it is undone already, or (without `force`) plots of it were changed since.
    """
    row = standing_import(session, ImportRow, import_id, "导入")
    query = select(ImportedPlotRow.plot_id, ImportedPlotRow.replaced)
    found = session.execute(query.where(ImportedPlotRow.import_id == import_id))
    replaced = {plot_id: version for plot_id, version in found}  # noqa: C416
    with session.begin_nested():
        _require_may_undo(session, actor, row, sorted(replaced))
        if not force:
            _refuse_if_changed_since(session, import_id, sorted(replaced))
        removed = sum(
            _undo_some(session, actor, import_id, {i: replaced[i] for i in ids})
            for ids in in_chunks(sorted(replaced))
        )
        restored = sum(version is not None for version in replaced.values())
        counts = {"removed": removed, "restored": restored, "forced": force}
        finish_undo(session, actor, TOPIC, row, counts)
    return UndoReceipt(import_id, removed, restored)


def _require_may_undo(
    session: Session, actor: Actor, row: ImportRow, plot_ids: Sequence[str]
) -> None:
    if row.imported_by != actor.id:
        require(actor, Action.UNDO_ANY_IMPORT)
    counties = {r.county for r in standing_rows(session, plot_ids).values()}
    require(actor, Action.IMPORT_PLOTS, counties=counties)


def _refuse_if_changed_since(session: Session, import_id: int, plot_ids: Sequence[str]) -> None:
    standing = standing_rows(session, plot_ids)
    changed = [i for i in plot_ids if i not in standing or standing[i].import_id != import_id]
    if changed:
        named = "、".join(_named(plot_id, standing) for plot_id in changed[:NAMED])
        text = (
            f"这次导入之后，有 {len(changed)} 块地又改过或已撤走（如 {named}），没有撤销，"
            "台账没有改变。可以逐块修改；要连同后来的修改一起撤销，请选“仍然撤销”。"
        )
        raise NotPossible(text)


def _named(plot_id: str, standing: StandingRows) -> str:
    row = standing.get(plot_id)
    return f"{plot_id}，{row.changed_name} 改" if row else f"{plot_id}，已撤走"


def _undo_some(
    session: Session, actor: Actor, import_id: int, replaced: dict[str, int | None]
) -> int:
    """Undo the import for some plots; return how many were taken out."""
    standing = standing_rows(session, list(replaced))
    gone = [standing[i] for i, version in replaced.items() if version is None and i in standing]
    delete_plots(session, gone)
    before = [(old.plot_id, _values(old)) for old in _replaced_rows(session, import_id, replaced)]
    insert_plots(session, actor, [(i, values) for i, values in before if i not in standing])
    changed = [(standing[i], values) for i, values in before if i in standing]
    replace_plots(session, actor, changed)
    return len(gone)


def _replaced_rows(
    session: Session, import_id: int, replaced: dict[str, int | None]
) -> Sequence[Row[Any]]:
    listed = and_(
        ImportedPlotRow.plot_id == HISTORY.c.plot_id,
        ImportedPlotRow.replaced == HISTORY.c.version,
        ImportedPlotRow.import_id == import_id,
    )
    query = select(*as_kept(HISTORY)).join(ImportedPlotRow, listed)
    return session.execute(query.where(HISTORY.c.plot_id.in_(list(replaced)))).all()


def _values(old: Row[Any]) -> Values:
    # The import that brought the old content brings it still: it, too, may be undone next.
    plot = read_content(old.content)
    return {**content_values(plot, old), "contact": old.contact, "import_id": old.import_id}
