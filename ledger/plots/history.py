"""What a plot said before: every version with who wrote it and what changed, and the way back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from files.errors import NotFound
from geodata.model import Plot
from ledger.book.errors import FieldChange
from ledger.book.policy import Actor
from ledger.plots.edits import changes, edit_plot
from ledger.plots.register import get_plot
from ledger.plots.rows import StoredPlot, plot_row, read_content
from ledger.schema.base import PlotHistoryRow, PlotRow


@dataclass(frozen=True, slots=True)
class PlotVersion:
    """地块的一版: what it said, who wrote it when, by which import, and what that changed.

    `changes` are against the version before; the first version has none.
    """

    plot: Plot
    version: int
    changed_by: str
    changed_at: datetime
    import_id: int | None
    changes: tuple[FieldChange, ...]


def plot_history(session: Session, plot_id: str) -> list[PlotVersion]:
    """List every version of a plot, the newest first; none carries a contact.

    Raises:
        NotFound: there is no such plot.
    """
    row = plot_row(session, plot_id)
    query = select(PlotHistoryRow).where(PlotHistoryRow.plot_id == plot_id)
    earlier = session.scalars(query.order_by(PlotHistoryRow.version))
    return list(_versions([*earlier, row]))[::-1]


def restore_version(
    session: Session, actor: Actor, plot_id: str, version: int, expected_version: int
) -> StoredPlot:
    """Make a plot say again what it said in an earlier version; a new version, nothing is lost.

    Raises:
        NotFound: there is no such plot or version.
        NotAllowed, StaleRecord: as for `edit_plot`.
    """
    old = session.get(PlotHistoryRow, (plot_id, version))
    if old is None:
        text = f"「{plot_id[:40]}」没有第 {version} 版，没有改动。请刷新后再选。"
        raise NotFound(text)
    get_plot(session, plot_id)  # an id that is gone is not brought back by this
    return edit_plot(session, actor, read_content(old.content), expected_version)


def _versions(rows: Iterable[PlotHistoryRow | PlotRow]) -> Iterator[PlotVersion]:
    before: Plot | None = None
    for row in rows:
        plot = read_content(row.content)
        yield PlotVersion(
            plot=plot,
            version=row.version,
            changed_by=row.changed_name or row.changed_by,
            changed_at=row.changed_at,
            import_id=row.import_id,
            changes=changes(before, plot) if before else (),
        )
        before = plot
