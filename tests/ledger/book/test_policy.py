"""Who may do what: the whole table, so that a change of one cell is seen."""

import pytest

from ledger.book.errors import NotAllowed
from ledger.book.policy import Action, Actor, Role, may, require
from tests.ledger.builders import ADMIN, COUNTY, DESK, VIEWER

OWN, OTHER, NOWHERE = "尤溪县", "永安市", ""
R, C = {Action.READ}, {Action.RECORD_CHECK, Action.RECORD_URGENCY}
P = {Action.EDIT_PLOT, Action.IMPORT_PLOTS}
B = {Action.KEEP_BASKET}
TABLE = [
    (ADMIN, OWN, set(Action)),
    (ADMIN, OTHER, set(Action)),
    (ADMIN, NOWHERE, set(Action)),
    (COUNTY, OWN, R | C | P | {Action.READ_CONTACT, Action.PLACE_PARK}),
    (COUNTY, OTHER, R | C),
    (COUNTY, NOWHERE, R | C),
    (DESK, OWN, R | C | B),
    (DESK, NOWHERE, R | C | B),
    (VIEWER, OWN, R),
    (VIEWER, NOWHERE, R),
]


@pytest.mark.parametrize(("actor", "county", "allowed"), TABLE)
def test_a_role_may_do_exactly_this(actor: Actor, county: str, allowed: set[Action]) -> None:
    assert {action for action in Action if may(actor, action, county=county)} == allowed


@pytest.mark.parametrize("role", ["", "root", "ADMIN", "admin "])
def test_a_role_that_is_not_known_may_do_nothing(role: str) -> None:
    nobody = Actor("x", role, "某人", OWN)

    assert not any(may(nobody, action, county=OWN) for action in Action)


def test_a_county_without_an_area_owns_no_county() -> None:
    unassigned = Actor("x", Role.COUNTY, "某人", "")

    assert not may(unassigned, Action.EDIT_PLOT, county="")


def test_a_desk_whose_area_is_named_like_a_county_does_not_own_it() -> None:
    desk = Actor("x", Role.DESK, "某人", OWN)

    assert not may(desk, Action.EDIT_PLOT, county=OWN)


OWN_DESK, OTHER_DESK = "长三角", "粤港澳"


@pytest.mark.parametrize(
    ("actor", "desk", "allowed"),
    [
        (ADMIN, OTHER_DESK, True),
        (ADMIN, NOWHERE, True),
        (DESK, OWN_DESK, True),
        (DESK, OTHER_DESK, False),
        (DESK, NOWHERE, False),
        (COUNTY, OWN_DESK, False),
        (VIEWER, OWN_DESK, False),
    ],
)
def test_a_desk_notes_down_what_it_finds_of_its_own_companies(
    actor: Actor, desk: str, *, allowed: bool
) -> None:
    assert may(actor, Action.RECORD_FINDING, desk=desk) is allowed


def test_a_desk_without_an_area_owns_no_company() -> None:
    unassigned = Actor("x", Role.DESK, "某人", "")

    assert not may(unassigned, Action.RECORD_FINDING, desk="")


def test_a_refusal_names_the_desk_that_is_not_ones_own() -> None:
    with pytest.raises(NotAllowed, match="周驻点没有权限记录企业的动向和关系\\(粤港澳\\)"):
        require(DESK, Action.RECORD_FINDING, desks=[OTHER_DESK])


def test_a_refusal_names_the_counties_that_are_not_ones_own() -> None:
    with pytest.raises(NotAllowed, match="李县区没有权限导入地块\\(大田县、永安市\\)") as refusal:
        require(COUNTY, Action.IMPORT_PLOTS, counties=[OWN, OTHER, "大田县"])

    assert "没有改动" in str(refusal.value)
