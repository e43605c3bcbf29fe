"""Change one plot by hand: add, edit, place on the map, read or remove its contact."""

from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from files.errors import NotFound
from geodata.model import ANSWER_NAMES, KIND_NAMES, OCCUPANCY_NAMES, Plot, Position
from geodata.plot_phones import plot_phones
from geodata.rows.columns import COLUMN_BY_FIELD
from ledger.book.audit import append
from ledger.book.canonical import digest
from ledger.book.database import moment
from ledger.book.errors import FieldChange, NotPossible, StaleRecord
from ledger.book.form_values import refuse_phones, texts_in
from ledger.book.policy import Action, Actor, require
from ledger.book.records import stamp
from ledger.plots.rows import (
    TOPIC,
    StoredPlot,
    content_values,
    history_values,
    read_content,
    refuse_samples,
    same_content,
    stored,
)
from ledger.plots.writing import insert_plots
from ledger.schema.base import PlotHistoryRow, PlotRow

NEW = 0  # the version a plot has before it is there
CONTACT_TOPIC = "contact"
_TITLES = {"position": "位置", "boundary": "边界"}
_NAMES: dict[str, str] = {
    str(value): name
    for names in (KIND_NAMES, OCCUPANCY_NAMES, ANSWER_NAMES)
    for value, name in names.items()
}


def edit_plot(session: Session, actor: Actor, plot: Plot, expected_version: int) -> StoredPlot:
    """Save `plot`, which a form began from `expected_version`; `NEW` adds it.

    An empty contact leaves the one that is known: the form did not show it. Saving what already
    stands writes nothing.

    Raises:
        NotAllowed: it lies, or would lie, in a county that is not the actor's.
        NotPossible: it is a sample, one of that id is there already, or a telephone number stands
            in one of its texts.
        StaleRecord: somebody changed it meanwhile.
        NotFound: it is no longer there.
    """
    refuse_samples([plot])
    for name in plot_phones(plot):
        for text in texts_in(getattr(plot, name)):
            refuse_phones(text, _title(name))
    if expected_version == NEW:
        return _add(session, actor, plot)
    row = _row(session, plot.id)
    require(actor, Action.EDIT_PLOT, counties=(row.county, plot.county))
    if row.version != expected_version:
        raise _stale(session, plot, row, expected_version)
    values = content_values(plot, row)
    if same_content(row, values):
        return stored(row)
    values["contact"] = values["contact"] or row.contact
    changed = [change.name for change in changes(read_content(row.content), plot)]
    changed += ["联系人"] if values["contact"] != row.contact else []
    _replace(session, actor, row, values)
    detail = {"changed": changed, "content": digest([row.content]), "version": row.version}
    append(session, actor, (TOPIC, "edit", row.id), detail)
    return stored(row)


def place_plot(
    session: Session, actor: Actor, plot_id: str, position: Position | None, expected_version: int
) -> StoredPlot:
    """Place or move a plot, or take it off the map; otherwise as `edit_plot`."""
    plot = read_content(_row(session, plot_id).content)
    return edit_plot(
        session, actor, plot.model_copy(update={"position": position}), expected_version
    )


def read_contact(session: Session, actor: Actor, plot_id: str) -> str:
    """Return the contact of a plot, and write down that `actor` has seen it.

    Raises:
        NotAllowed: the plot lies in a county that is not the actor's.
        NotFound: there is no such plot.
    """
    row = _row(session, plot_id)
    require(actor, Action.READ_CONTACT, counties=(row.county,))
    append(session, actor, (CONTACT_TOPIC, "read", row.id))
    return row.contact


def remove_contact(
    session: Session, actor: Actor, plot_id: str, expected_version: int
) -> StoredPlot:
    """Erase the contact of a plot, from its history too: personal data must be removable."""
    row = _row(session, plot_id)
    require(actor, Action.EDIT_PLOT, counties=(row.county,))
    if row.version != expected_version:
        raise _stale(session, read_content(row.content), row, expected_version)
    _replace(session, actor, row, {"contact": ""})
    for earlier in session.query(PlotHistoryRow).filter_by(plot_id=plot_id):
        earlier.contact = ""
    session.flush()
    append(session, actor, (TOPIC, "remove_contact", row.id), {"version": row.version})
    return stored(row)


def changes(before: Plot, after: Plot, mine: Plot | None = None) -> tuple[FieldChange, ...]:
    """List the fields in which two states of a plot differ, contacts left out, in form order."""
    sent = mine or after
    return tuple(
        FieldChange(
            _title(name),
            _shown(getattr(before, name)),
            _shown(getattr(after, name)),
            _shown(getattr(sent, name)),
        )
        for name in Plot.model_fields
        if name != "contact" and getattr(before, name) != getattr(after, name)
    )


def _row(session: Session, plot_id: str) -> PlotRow:
    row = session.get(PlotRow, plot_id)
    if row is None:
        text = (
            f"台账里没有编号为「{plot_id[:40]}」的地块，没有保存。可能已撤销导入；请回到列表看看。"
        )
        raise NotFound(text)
    return row


def _add(session: Session, actor: Actor, plot: Plot) -> StoredPlot:
    require(actor, Action.EDIT_PLOT, counties=(plot.county,))
    if session.get(PlotRow, plot.id) is not None:
        text = f"编号「{plot.id}」已经有地块在用，没有保存。请换一个编号，或去修改那一块。"
        raise NotPossible(text)
    insert_plots(session, actor, [(plot.id, {**content_values(plot), "import_id": None})])
    row = _row(session, plot.id)
    append(session, actor, (TOPIC, "add", row.id), {"content": digest([row.content])})
    return stored(row)


def _replace(session: Session, actor: Actor, row: PlotRow, values: dict[str, Any]) -> None:
    session.add(PlotHistoryRow(**history_values(row, moment(session))))
    for name, value in values.items():
        setattr(row, name, value)
    row.import_id = None
    stamp(session, actor, row)
    session.flush()


def _stale(session: Session, mine: Plot, row: PlotRow, expected_version: int) -> StaleRecord:
    theirs = stored(row)
    began = session.get(PlotHistoryRow, (row.id, expected_version))
    found = changes(read_content(began.content), theirs.plot, mine) if began else ()
    said = "；".join(map(str, found)) or "内容已经不同"
    text = (
        f"「{theirs.plot.name}」在你打开之后被 {theirs.changed_by} 改过：{said}。"
        "你的修改没有保存，对方的也没有丢；请看过对方的修改后再决定。"
    )
    return StaleRecord(text, mine, theirs, found)


def _title(name: str) -> str:
    return COLUMN_BY_FIELD[name].title if name in COLUMN_BY_FIELD else _TITLES.get(name, name)


def _shown(value: object) -> str:
    if isinstance(value, StrEnum):
        return _NAMES.get(value, value.value)
    if isinstance(value, Position):
        return f"{value.longitude:.5f},{value.latitude:.5f}"
    if isinstance(value, tuple):
        return "、".join(map(str, value))[:60] or "空"
    return "空" if value is None or value == "" else str(value)[:60]
