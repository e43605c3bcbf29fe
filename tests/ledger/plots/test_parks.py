"""Placing parks: the park list has no coordinates, so the office places them."""

import pytest

from geodata.model import Position
from geodata.parks import Park
from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed, StaleRecord
from ledger.book.policy import Actor
from ledger.plots.parks import PlacedPark, park_positions, place_park
from ledger.plots.register import plots_version
from tests.ledger.builders import ADMIN, COUNTY, VIEWER, make_position


def make_park(name: str = "尼葛园", counties: str = "永安市") -> Park:
    texts = ("positioning", "area", "area_as_of", "stock_fact", "factory_fact", "residents", "note")
    return Park.model_validate(
        {"id": "PK1", "name": name, "level": "园中园", "counties": counties, "sources": "S1;S2"}
        | dict.fromkeys(texts, "")
    )


def place(
    ledger: Ledger, position: Position | None, version: int, actor: Actor = ADMIN
) -> PlacedPark:
    with ledger.writing(actor) as session:
        return place_park(session, actor, make_park(), position, version)


def test_a_park_is_placed_moved_and_taken_off_again(ledger: Ledger) -> None:
    place(ledger, make_position(), 0)
    place(ledger, make_position(118.3), 1)
    place(ledger, None, 2)

    with ledger.reading() as session:
        found = park_positions(session)["尼葛园"]
    assert (found.position, found.version, found.changed_by) == (None, 3, "本机管理员")


def test_each_placing_moves_the_version_of_the_map(ledger: Ledger) -> None:
    versions = []
    for version, longitude in enumerate((118.1, 118.2)):
        place(ledger, make_position(longitude), version)
        with ledger.reading() as session:
            versions.append(plots_version(session))

    assert versions == [1, 2]


def test_a_park_that_was_moved_meanwhile_is_not_moved_again(ledger: Ledger) -> None:
    place(ledger, make_position(), 0)

    with pytest.raises(StaleRecord, match="被 本机管理员 改过") as refusal:
        place(ledger, make_position(118.3), 0)

    assert isinstance(refusal.value.theirs, PlacedPark)
    assert refusal.value.theirs.position == make_position()


@pytest.mark.parametrize("actor", [VIEWER, COUNTY])
def test_others_parks_are_not_placed(ledger: Ledger, actor: Actor) -> None:
    with pytest.raises(NotAllowed, match="永安市"):
        place(ledger, make_position(), 0, actor)


def test_each_county_of_a_shared_park_may_place_it(ledger: Ledger) -> None:
    shared = make_park("三明高新区", "永安市;尤溪县")

    with ledger.writing(COUNTY) as session:
        placed = place_park(session, COUNTY, shared, make_position(), 0)

    assert placed.changed_by == "李县区"
