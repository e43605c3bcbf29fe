"""Who is looking: what a screen learns of the person the gate let in."""

import pytest
from streamlit.testing.v1 import AppTest

from front.identity import identify_local
from ledger.book.policy import ADMITTED, LOCAL, Actor, Grant, Role
from tests.signed_in import told


def _asks() -> None:
    import streamlit as st

    from components.frame.access import require
    from ledger.book.policy import written_grants

    actor = require()
    st.text(f"{actor.id}|{actor.name}|{written_grants(actor.grants)}")


def _open(given: dict[str, str]) -> AppTest:
    screen = AppTest.from_function(_asks, default_timeout=120)
    screen.user = given
    return screen.run()


def test_who_the_gate_let_in_comes_to_the_screen_and_the_ledger_as_one_person() -> None:
    both = Actor("陈", "陈%干部", (Grant(Role.ADMIN), Grant(Role.COUNTY, "尤溪县")))

    shown = [_open(told(actor)).text[0].value for actor in (LOCAL, both)]

    assert shown == [
        'local|本机管理员|[["admin", ""]]',
        '陈|陈%干部|[["admin", ""], ["county", "尤溪县"]]',
    ]
    assert identify_local({}) == LOCAL


@pytest.mark.parametrize("role", ["", "guest", "Admin", *sorted(set(Role) - ADMITTED)])
def test_a_screen_stops_for_a_role_that_is_not_admitted(role: str) -> None:
    screen = _open(told(Actor("x", "某人", (Grant(role),))))

    assert "没有登录身份" in screen.error[0].value
    assert not screen.text


@pytest.mark.parametrize("written", ["", "admin", '["admin"]', '[["admin"]]', '{"admin": ""}'])
def test_a_screen_stops_for_grants_that_are_not_understood(written: str) -> None:
    assert "没有登录身份" in _open({**told(), "grants": written}).error[0].value


def test_a_screen_stops_for_a_role_without_a_person() -> None:
    assert "没有登录身份" in _open({**told(), "id": ""}).error[0].value
