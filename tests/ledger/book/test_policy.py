"""Who may do what: every role, action and place against what is written down here."""

from itertools import product
from pathlib import Path

import pytest

from ledger.book.errors import NotAllowed
from ledger.book.policy import (
    LOCAL,
    ROLE_NAMES,
    WORK_GROUPS,
    Action,
    Actor,
    Grant,
    Role,
    areas_of,
    may,
    may_somewhere,
    read_grants,
    require,
    written_grants,
)
from ledger.book.policy.page import policy_table, role_list
from ledger.book.policy.table import TABLE
from tests.ledger.builders import ADMIN, CENTRE, COUNTY, DESK, GROUP, VIEWER

Place = dict[str, str]
PAGE = Path(__file__).parents[3] / "docs" / "ledger.md"
OWN, OTHER = "尤溪县", "永安市"
OWN_DESK, OTHER_DESK = "长三角", "粤港澳"
# Places that are nobody's own below, besides those that a role calls its own.
OWN_COUNTY: Place = {"county": OWN}
MY_DESK: Place = {"desk": OWN_DESK}
FOREIGN: list[Place] = [{}, {"county": OTHER}, {"desk": OTHER_DESK}, {"county": "", "desk": ""}]
EVERY = [*FOREIGN, OWN_COUNTY, MY_DESK]
ASKED: dict[str, tuple[Actor, list[Place]]] = {
    "admin": (ADMIN, EVERY),
    "centre": (CENTRE, EVERY),
    "own county": (COUNTY, [OWN_COUNTY, OWN_COUNTY | {"desk": OTHER_DESK}]),
    # a county is no desk, even if it were called like one
    "county elsewhere": (COUNTY, [*FOREIGN, MY_DESK, {"desk": OWN}]),
    "own desk": (DESK, [MY_DESK, MY_DESK | {"county": OTHER}]),
    "desk elsewhere": (DESK, [*FOREIGN, OWN_COUNTY, {"county": OWN_DESK}]),
    "group": (GROUP, EVERY),
    "viewer": (VIEWER, EVERY),
}
ADMIN_ONLY = {"erase_contact", "set_desks", "switch_samples", "read_audit", "manage_users"}
FULL_NUMBER = {"read_contact", "read_company_contact"}
ALL = {action.value for action in Action}
READS = {"read", "export"}
RECORDS = READS | {"record_check", "record_urgency"}
ON_THE_ROAD = RECORDS | {"keep_basket"}
ALLOWED: dict[str, set[str]] = {
    "admin": ALL,
    "centre": ALL - ADMIN_ONLY - FULL_NUMBER,
    "own county": RECORDS | {"edit_plot", "import_plots", "place_park", "read_contact"},
    "county elsewhere": RECORDS,
    "own desk": ON_THE_ROAD
    | {"record_finding", "record_visit", "review_link"}
    | {"read_company_person", "read_company_contact"},
    "desk elsewhere": ON_THE_ROAD,
    "group": READS,
    "viewer": READS | {"read_company_person"},
}


@pytest.mark.parametrize(("action", "who"), list(product(Action, ASKED)))
def test_a_role_may_do_exactly_what_is_written_here(action: Action, who: str) -> None:
    actor, places = ASKED[who]
    expected = action.value in ALLOWED[who]

    wrong = [place for place in places if may(actor, action, **place) is not expected]

    assert wrong == []


def test_every_action_has_a_rule_and_every_role_is_asked() -> None:
    assert list(TABLE) == list(Action)
    assert {grant.role for actor, _ in ASKED.values() for grant in actor.grants} == set(Role)


def test_the_page_prints_the_table_and_the_roles_as_they_are() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert policy_table() in page, "print it anew: python -m ledger roles"
    assert role_list() in page
    assert "、".join(WORK_GROUPS) in page


@pytest.mark.parametrize("action", Action)
def test_a_refusal_calls_an_action_as_the_table_does(action: Action) -> None:
    nobody = Actor("x", "某人", ())

    with pytest.raises(NotAllowed) as refused:
        require(nobody, action)

    assert str(refused.value).startswith(f"某人没有权限{TABLE[action].word}。")


@pytest.mark.parametrize("role", ["", "root", "ADMIN", "admin "])
def test_a_role_that_is_not_known_may_do_nothing(role: str) -> None:
    nobody = Actor("x", "某人", (Grant(role, OWN),))

    assert not any(may(nobody, action, county=OWN, desk=OWN) for action in Action)


@pytest.mark.parametrize(
    ("role", "column"), [(Role.COUNTY, "county elsewhere"), (Role.DESK, "desk elsewhere")]
)
def test_who_was_given_no_area_owns_nothing(role: Role, column: str) -> None:
    unassigned = Actor("x", "某人", (Grant(role, ""),))

    mine = {action.value for action in Action if may(unassigned, action, county="", desk="")}

    assert mine == ALLOWED[column]
    assert not any(may_somewhere(unassigned, action) for action in Action if action not in mine)


def test_an_account_may_do_what_any_of_its_grants_allows_and_no_mixture_of_them() -> None:
    both = Actor("b", "两地", (Grant(Role.COUNTY, OWN), Grant(Role.DESK, OWN_DESK)))

    assert may(both, Action.EDIT_PLOT, county=OWN)
    assert may(both, Action.RECORD_VISIT, desk=OWN_DESK)
    assert not may(both, Action.EDIT_PLOT, county=OWN_DESK)
    assert not may(both, Action.RECORD_VISIT, desk=OWN)
    assert not may(both, Action.EDIT_PLOT, county=OTHER)


def test_who_may_act_in_some_place_is_told_from_who_may_nowhere() -> None:
    assert may_somewhere(COUNTY, Action.EDIT_PLOT)
    assert may_somewhere(CENTRE, Action.EDIT_PLOT)
    assert not may_somewhere(DESK, Action.EDIT_PLOT)


def test_a_refusal_names_the_desk_that_is_not_ones_own_and_who_can() -> None:
    with pytest.raises(NotAllowed, match="周驻点没有权限记录企业的动向和关系（粤港澳）") as refusal:
        require(DESK, Action.RECORD_FINDING, desks=[OTHER_DESK])

    assert "请找市招商服务中心或粤港澳片区。" in str(refusal.value)


def test_a_refusal_names_the_counties_that_are_not_ones_own_and_who_can() -> None:
    with pytest.raises(NotAllowed, match="李县区没有权限导入地块（大田县、永安市）") as refusal:
        require(COUNTY, Action.IMPORT_PLOTS, counties=[OWN, OTHER, "大田县"])

    assert "没有改动" in str(refusal.value)
    assert "请找市招商服务中心或大田县、永安市。" in str(refusal.value)


def test_a_refusal_of_what_only_the_administrator_may_says_so() -> None:
    with pytest.raises(NotAllowed, match="请找市招商服务中心管理员。"):
        require(CENTRE, Action.SET_DESKS)


def test_who_has_no_name_is_refused_by_the_id() -> None:
    with pytest.raises(NotAllowed, match=r"^v9没有权限记录拜访"):
        require(Actor("v9", "", (Grant(Role.VIEWER),)), Action.RECORD_VISIT)


def test_one_foreign_place_among_ones_own_is_enough_to_refuse() -> None:
    require(COUNTY, Action.EDIT_PLOT, counties=[OWN])
    require(DESK, Action.RECORD_VISIT, desks=[OWN_DESK])

    with pytest.raises(NotAllowed):
        require(COUNTY, Action.EDIT_PLOT, counties=[OWN, OTHER])
    with pytest.raises(NotAllowed):
        require(DESK, Action.RECORD_VISIT, desks=[OWN_DESK, OTHER_DESK])


def test_grants_are_read_as_they_were_written() -> None:
    grants = (Grant(Role.DESK, '长"三,角'), Grant(Role.COUNTY, OWN), Grant(Role.VIEWER))

    assert read_grants(written_grants(grants)) == grants
    assert read_grants(written_grants(())) == ()


@pytest.mark.parametrize(
    "written", ["", "admin", "[", '["admin"]', '[["admin"]]', '[["admin", ""], 1]', "[" * 9999]
)
def test_grants_that_are_not_understood_are_none(written: str) -> None:
    assert read_grants(written) == ()


def test_the_log_is_told_every_role_that_counts_in_twenty_characters() -> None:
    every = Actor("x", "某人", tuple(Grant(role, OWN) for role in Role))
    some = Actor("x", "某人", every.grants[:4])

    assert (every.roles, some.roles) == ("admin", "county+desk+group")
    assert [actor.roles for actor in (LOCAL, CENTRE, VIEWER)] == ["admin", "centre", "viewer"]
    assert Actor("x", "某人", (Grant("root"),)).roles == ""


def test_areas_are_those_of_the_role() -> None:
    desks = [OWN_DESK, OTHER_DESK]

    assert areas_of(Role.DESK, desks) == (OWN_DESK, OTHER_DESK)
    assert (len(areas_of(Role.COUNTY, desks)), areas_of(Role.ADMIN, desks)) == (11, ())
    assert areas_of(Role.WORK_GROUP, desks) == WORK_GROUPS
    assert set(ROLE_NAMES) == set(Role)
