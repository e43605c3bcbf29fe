"""Where the office placed the parks: no public source has their coordinates."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from geodata.model import Position
from geodata.parks import Park
from ledger.book.audit import append
from ledger.book.canonical import canonical
from ledger.book.errors import StaleRecord
from ledger.book.policy import Action, Actor, may, require
from ledger.book.records import stamp
from ledger.schema.base import ParkPositionRow

TOPIC = "park"


@dataclass(frozen=True, slots=True)
class PlacedPark:
    """园区位置: where a park was placed (None: taken off the map again), by whom and when."""

    park: str
    position: Position | None
    version: int
    changed_by: str
    changed_at: datetime


def place_park(
    session: Session, actor: Actor, park: Park, position: Position | None, expected_version: int
) -> PlacedPark:
    """Place or move a park, or take it off the map; `expected_version` is 0 for a first placing.

    Raises:
        NotAllowed: the park lies in none of the actor's counties.
        StaleRecord: somebody placed it since the map was opened.
    """
    if not any(may(actor, Action.PLACE_PARK, county=county) for county in park.counties):
        require(actor, Action.PLACE_PARK, counties=park.counties or ("",))
    row = session.get(ParkPositionRow, park.name)
    if (row.version if row else 0) != expected_version:
        raise _stale(park, position, row)
    action = "move" if row and row.position else "place"
    row = row or ParkPositionRow(park=park.name)
    row.position = canonical(position.model_dump(mode="json")) if position else ""
    stamp(session, actor, row)
    session.add(row)
    session.flush()
    append(session, actor, (TOPIC, action if position else "unplace", park.name), _where(position))
    return _placed(row)


def park_positions(session: Session) -> dict[str, PlacedPark]:
    """Return what was placed, by park name; a park taken off the map again has no position."""
    query = select(ParkPositionRow).order_by(ParkPositionRow.park)
    return {row.park: _placed(row) for row in session.scalars(query)}


def _placed(row: ParkPositionRow) -> PlacedPark:
    position = Position.model_validate_json(row.position) if row.position else None
    return PlacedPark(
        row.park, position, row.version, row.changed_name or row.changed_by, row.changed_at
    )


def _where(position: Position | None) -> dict[str, object]:
    return {"at": [position.longitude, position.latitude]} if position else {}


def _stale(park: Park, mine: Position | None, row: ParkPositionRow | None) -> StaleRecord:
    theirs = _placed(row) if row else None
    who = theirs.changed_by if theirs else "别人"
    text = f"「{park.name}」的位置在你打开之后被 {who} 改过。你的位置没有保存；请看过新位置再标。"
    return StaleRecord(text, mine, theirs)
