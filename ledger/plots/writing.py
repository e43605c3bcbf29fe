"""Write many plots at once, each replaced version kept in the history."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Row, Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from files.personal.columns import as_kept
from ledger.book.database import moment
from ledger.book.policy import Actor
from ledger.plots.rows import Values, history_values, in_chunks, versions_in_history
from ledger.schema.base import PlotHistoryRow, PlotRow

# In bulk through the tables themselves: a hundred thousand mapped objects would not fit.
PLOTS = cast("Table", PlotRow.__table__)
HISTORY = cast("Table", PlotHistoryRow.__table__)
StandingRows = dict[str, Row[Any]]


def standing_rows(session: Session, plot_ids: Sequence[str]) -> StandingRows:
    """Return the rows of those plots that are there, by id."""
    found: StandingRows = {}
    for ids in in_chunks(plot_ids):
        rows = session.execute(select(*as_kept(PLOTS)).where(PLOTS.c.id.in_(ids)))
        found.update({row.id: row for row in rows})
    return found


def insert_plots(session: Session, actor: Actor, new: Sequence[tuple[str, Values]]) -> None:
    """Insert plots; an id that was used before goes on from its last version."""
    if not new:
        return
    used = versions_in_history(session, [plot_id for plot_id, _ in new])
    stamp = _stamp(session, actor)
    rows = [{**v, **stamp, "id": i, "version": used.get(i, 0) + 1} for i, v in new]
    session.execute(insert(PLOTS), rows)
    session.expire_all()


def replace_plots(
    session: Session, actor: Actor, changed: Sequence[tuple[Row[Any], Values]]
) -> None:
    """Give plots new content, the version counted up."""
    if not changed:
        return
    _archive(session, [row for row, _ in changed])
    stamp = _stamp(session, actor)
    rows = [{**v, **stamp, "is_id": row.id, "version": row.version + 1} for row, v in changed]
    session.execute(update(PLOTS).where(PLOTS.c.id == bindparam("is_id")), rows)
    session.expire_all()


def delete_plots(session: Session, rows: Sequence[Row[Any]]) -> None:
    """Take plots out; their last version stays in the history."""
    if not rows:
        return
    _archive(session, rows)
    by_id = delete(PLOTS).where(PLOTS.c.id == bindparam("is_id"))
    session.execute(by_id, [{"is_id": row.id} for row in rows])
    session.expire_all()


def _archive(session: Session, rows: Sequence[Row[Any]]) -> None:
    session.execute(insert(HISTORY), [history_values(row, moment(session)) for row in rows])


def _stamp(session: Session, actor: Actor) -> Values:
    return {
        "changed_by": actor.id,
        "changed_name": actor.name,
        "changed_at": moment(session),
    }
