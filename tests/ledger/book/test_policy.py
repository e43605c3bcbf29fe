"""Who may do what: every role, action and place against the table in docs/ledger.md."""

from itertools import product
from pathlib import Path

import pytest

from ledger.book.errors import NotAllowed
from ledger.book.policy import Action, Actor, Role, may, require
from tests.ledger.builders import ADMIN, COUNTY, DESK, VIEWER

Place = dict[str, str]
PAGE = Path(__file__).parents[3] / "docs" / "ledger.md"
COLUMNS = [
    "操作",
    "代码",
    "admin",
    "county 本县",
    "county 别处",
    "desk 本片区",
    "desk 别处",
    "viewer",
]
OWN, OTHER = "尤溪县", "永安市"
OWN_DESK, OTHER_DESK = "长三角", "粤港澳"
# Places that are nobody's own below, besides those that a role calls its own.
OWN_COUNTY: Place = {"county": OWN}
MY_DESK: Place = {"desk": OWN_DESK}
FOREIGN: list[Place] = [{}, {"county": OTHER}, {"desk": OTHER_DESK}, {"county": "", "desk": ""}]
ASKED: list[tuple[str, Actor, list[Place]]] = [
    ("admin", ADMIN, [*FOREIGN, OWN_COUNTY, MY_DESK]),
    ("county 本县", COUNTY, [OWN_COUNTY, OWN_COUNTY | {"desk": OTHER_DESK}]),
    # a county is no desk, even if it were called like one
    ("county 别处", COUNTY, [*FOREIGN, MY_DESK, {"desk": OWN}]),
    ("desk 本片区", DESK, [MY_DESK, MY_DESK | {"county": OTHER}]),
    ("desk 别处", DESK, [*FOREIGN, OWN_COUNTY, {"county": OWN_DESK}]),
    ("viewer", VIEWER, [*FOREIGN, OWN_COUNTY, MY_DESK]),
]


def documented() -> dict[str, dict[str, str]]:
    """Return the rows of the table by the code of the action, each by its heading."""
    lines = PAGE.read_text("utf-8").splitlines()
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in lines if line[:1] == "|"]
    start = cells.index(COLUMNS)
    rows: dict[str, dict[str, str]] = {}
    for row in cells[start + 2 :]:
        if len(row) != len(COLUMNS):
            break
        assert row[1] not in rows, "an action has one row"
        rows[row[1]] = dict(zip(COLUMNS, row, strict=True))
    return rows


TABLE = documented()


def test_the_table_has_a_row_for_every_action_and_a_column_for_every_role() -> None:
    assert set(TABLE) == {action.value for action in Action}
    assert {actor.role for _, actor, _ in ASKED} == set(Role)
    assert [column for column, _, _ in ASKED] == COLUMNS[2:]
    assert {cell for row in TABLE.values() for cell in list(row.values())[2:]} == {"✓", ""}


@pytest.mark.parametrize(("action", "asked"), list(product(Action, ASKED)))
def test_a_role_may_do_exactly_what_the_table_says(
    action: Action, asked: tuple[str, Actor, list[Place]]
) -> None:
    column, actor, places = asked
    expected = TABLE[action][column] == "✓"

    wrong = [place for place in places if may(actor, action, **place) is not expected]

    assert wrong == []


@pytest.mark.parametrize("action", Action)
def test_a_refusal_calls_an_action_as_the_table_does(action: Action) -> None:
    nobody = Actor("x", "", "某人")

    with pytest.raises(NotAllowed) as refused:
        require(nobody, action)

    assert str(refused.value).startswith(f"某人没有权限{TABLE[action]['操作']}。")


@pytest.mark.parametrize("role", ["", "root", "ADMIN", "admin "])
def test_a_role_that_is_not_known_may_do_nothing(role: str) -> None:
    nobody = Actor("x", role, "某人", OWN)

    assert not any(may(nobody, action, county=OWN, desk=OWN) for action in Action)


@pytest.mark.parametrize("role", [Role.COUNTY, Role.DESK])
def test_who_was_given_no_area_owns_nothing(role: Role) -> None:
    unassigned, column = Actor("x", role, "某人", ""), f"{role} 别处"

    mine = {action.value for action in Action if may(unassigned, action, county="", desk="")}

    assert mine == {code for code, row in TABLE.items() if row[column]}


def test_a_refusal_names_the_desk_that_is_not_ones_own() -> None:
    with pytest.raises(NotAllowed, match="周驻点没有权限记录企业的动向和关系\\(粤港澳\\)"):
        require(DESK, Action.RECORD_FINDING, desks=[OTHER_DESK])


def test_a_refusal_names_the_counties_that_are_not_ones_own() -> None:
    with pytest.raises(NotAllowed, match="李县区没有权限导入地块\\(大田县、永安市\\)") as refusal:
        require(COUNTY, Action.IMPORT_PLOTS, counties=[OWN, OTHER, "大田县"])

    assert "没有改动" in str(refusal.value)


def test_who_has_no_name_is_refused_by_the_id() -> None:
    with pytest.raises(NotAllowed, match=r"^v9没有权限记录拜访"):
        require(Actor("v9", Role.VIEWER, ""), Action.RECORD_VISIT)


def test_one_foreign_place_among_ones_own_is_enough_to_refuse() -> None:
    require(COUNTY, Action.EDIT_PLOT, counties=[OWN])
    require(DESK, Action.RECORD_VISIT, desks=[OWN_DESK])

    with pytest.raises(NotAllowed):
        require(COUNTY, Action.EDIT_PLOT, counties=[OWN, OTHER])
    with pytest.raises(NotAllowed):
        require(DESK, Action.RECORD_VISIT, desks=[OWN_DESK, OTHER_DESK])
