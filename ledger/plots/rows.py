"""Between a plot and its row: all of it as JSON, the contact apart, some columns to filter by."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from files.errors import NotFound
from files.personal.in_data import with_kept_phones_in
from files.personal.phones import COVER
from geodata.model import Plot
from geodata.plot_phones import plot_without_phones
from ledger.book.canonical import canonical
from ledger.book.errors import NotPossible
from ledger.schema.base import PlotHistoryRow, PlotRow

TOPIC = "plot"
CHUNK = 1000  # ids asked for in one query
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredPlot:
    """在册地块: a real plot as it stands, its version, and who wrote it when.

    The plot never carries its contact; `has_contact` says whether one is known.
    """

    plot: Plot
    version: int
    changed_by: str
    changed_at: datetime
    import_id: int | None
    has_contact: bool


def plot_row(session: Session, plot_id: str) -> PlotRow:
    """Return the row of a plot.

    Raises:
        NotFound: there is no such plot.
    """
    row = session.get(PlotRow, plot_id)
    if row is None:
        text = f"台账里没有编号为「{plot_id[:40]}」的地块。可能已撤销导入；请回到列表重新选择。"
        raise NotFound(text)
    return row


def content_values(plot: Plot, row: PlotRow | Row[Any] | None = None) -> Values:
    """Return the columns that a plot fills, its contact among them.

    No telephone number is written into a text. Where `row`, as it stands, has one from before and
    `plot` says what was shown of it, nothing was changed: it stays as it is.
    """
    plot = plot_without_phones(plot)
    content = plot.model_dump(mode="json", exclude={"contact"}, exclude_defaults=True)
    written = canonical(content)
    if row is not None and COVER in written:
        content = cast("Values", with_kept_phones_in(content, json.loads(row.content)))
        written = canonical(content)
    position = plot.position
    return {
        "name": content["name"],
        "kind": plot.kind.value,
        "county": plot.county,
        "park": content.get("park", ""),
        "area_mu": _number(plot.area_mu),
        "price_10k_yuan_per_mu": _number(plot.price_10k_yuan_per_mu),
        "rent_yuan_per_m2_month": _number(plot.rent_yuan_per_m2_month),
        "occupancy": plot.occupancy.value,
        "longitude": _number(position.longitude if position else None),
        "latitude": _number(position.latitude if position else None),
        "checked_on": plot.checked_on,
        "content": written,
        "contact": plot.contact,
    }


def _number(value: float | None) -> float | None:
    # Databases differ in whether they keep the sign of -0.0; a hash would then differ too.
    return None if value is None else value + 0.0


def stored(row: PlotRow) -> StoredPlot:
    """Return a row as a plot."""
    return StoredPlot(
        plot=read_content(row.content),
        version=row.version,
        changed_by=row.changed_name or row.changed_by,
        changed_at=row.changed_at,
        import_id=row.import_id,
        has_contact=bool(row.contact),
    )


def read_content(content: str) -> Plot:
    """Return the plot that `content_values` wrote, without its contact.

    Telephone numbers that its texts have from before are covered.
    """
    return plot_without_phones(Plot.model_validate_json(content))


def history_values(row: PlotRow | Row[Any], replaced_at: datetime) -> Values:
    """Return what the history keeps of a version that is about to be replaced."""
    kept = ("version", "changed_by", "changed_name", "changed_at", "content", "contact")
    values: Values = {name: getattr(row, name) for name in (*kept, "import_id")}
    return {**values, "plot_id": row.id, "replaced_at": replaced_at}


def versions_in_history(session: Session, plot_ids: Sequence[str]) -> dict[str, int]:
    """Return the last version ever replaced, by plot id: an id used again counts on from it."""
    found: dict[str, int] = {}
    latest = func.max(PlotHistoryRow.version)
    for ids in in_chunks(plot_ids):
        query = select(PlotHistoryRow.plot_id, latest).where(PlotHistoryRow.plot_id.in_(ids))
        rows = session.execute(query.group_by(PlotHistoryRow.plot_id))
        found.update({plot_id: version for plot_id, version in rows})  # noqa: C416
    return found


def in_chunks(plot_ids: Sequence[str]) -> Iterable[Sequence[str]]:
    """Cut a list into pieces that fit one query."""
    return (plot_ids[i : i + CHUNK] for i in range(0, len(plot_ids), CHUNK))


def refuse_samples(plots: Iterable[Plot]) -> None:
    """Return if none of `plots` is a sample.

    Raises:
        NotPossible: naming some; samples never stand among real plots.
    """
    samples = [plot.id for plot in plots if plot.sample]
    if samples:
        named = "、".join(samples[:5])
        text = (
            f"有 {len(samples)} 行是示例（如 {named}），示例不能存入台账。没有保存；请删去这些行。"
        )
        raise NotPossible(text)


def same_content(row: PlotRow | Row[Any], values: Values) -> bool:
    """Tell whether a row already says what `values` would make it say.

    An empty contact in `values` says nothing: lists are exported without contacts.
    """
    same_contact = values["contact"] in {"", row.contact}
    return same_contact and bool(row.content == values["content"])
