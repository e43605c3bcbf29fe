"""片区范围: which desk looks after which place, as the office has set it; every version is kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from files.personal.in_data import without_phones_in
from ledger.book.audit import append, topic_version
from ledger.book.canonical import canonical, digest
from ledger.book.database import moment
from ledger.book.errors import StaleRecord
from ledger.book.form_values import line_of_text, read_form
from ledger.book.policy import Action, Actor, require
from ledger.schema.desk_work import DeskSettingsRow
from targets.desks import DeskSettings, usual_desks

TOPIC = "desk"
SHIPPED = 0  # the version that counts until the office saves its own
_FIELD_NAMES = {"as_of": "从哪天起", "basis": "依据", "desks": "片区"}


@dataclass(frozen=True, slots=True)
class SavedDesks:
    """片区范围版本: the areas of the desks, who saved them when and why.

    `number` counts up; 0 with no name is the proposal that comes with the product.
    """

    settings: DeskSettings
    number: int = SHIPPED
    note: str = ""
    saved_by: str = ""
    saved_at: datetime | None = None


def read_desks(values: Mapping[str, object]) -> DeskSettings:
    """Return the values of a form as the areas of the desks.

    Raises:
        NotPossible: a value does not fit, or a place has two desks.
    """
    return read_form(DeskSettings, values, _FIELD_NAMES)


def current_desks(session: Session) -> SavedDesks:
    """Return the areas that count: the office's last version, or else the shipped proposal."""
    query = select(DeskSettingsRow).order_by(DeskSettingsRow.number.desc()).limit(1)
    row = session.scalars(query).first()
    return _saved(row) if row else SavedDesks(usual_desks())


def save_desks(
    session: Session, actor: Actor, settings: DeskSettings, expected: int, note: str = ""
) -> SavedDesks:
    """Make `settings` count from now on; a form began from version `expected`.

    Saving what already counts writes nothing. The desks of companies are worked out anew by
    whoever stores them (`desks_version` tells that they have to be).

    Raises:
        NotAllowed: `actor` is no administrator.
        StaleRecord: somebody saved another version meanwhile.
    """
    require(actor, Action.SET_DESKS)
    before = current_desks(session)
    if before.number != expected:
        text = (
            f"片区范围在你打开之后被 {before.saved_by} 改过。你的改动没有保存；请看过新的范围再改。"
        )
        raise StaleRecord(text, settings, before)
    if before.settings == settings:
        return before
    row = DeskSettingsRow(
        number=before.number + 1,
        content=canonical(settings.model_dump(mode="json")),
        note=line_of_text(note, "说明"),
        saved_by=actor.id,
        saved_name=actor.name,
        saved_at=moment(session),
    )
    session.add(row)
    session.flush()
    detail = {"number": row.number, "content": digest([row.content])}
    append(session, actor, (TOPIC, "save", "desks"), detail)
    return _saved(row)


def desks_history(session: Session) -> list[SavedDesks]:
    """List every version the office saved, the last first."""
    query = select(DeskSettingsRow).order_by(DeskSettingsRow.number.desc())
    return [_saved(row) for row in session.scalars(query)]


def desks_version(session: Session) -> int:
    """Return a number that changes whenever the areas of the desks do."""
    return topic_version(session, TOPIC)


def _saved(row: DeskSettingsRow) -> SavedDesks:
    settings = DeskSettings.model_validate(without_phones_in(json.loads(row.content)))
    return SavedDesks(settings, row.number, row.note, row.saved_name or row.saved_by, row.saved_at)
