"""Who is looking: what a screen learns of the person the gate let in."""

import pytest
from streamlit.testing.v1 import AppTest

from front.identity import HEADER_PREFIX, identify_local, identity_headers
from ledger.book.policy import ADMITTED, LOCAL, Role


def _asks() -> None:
    import streamlit as st

    from components.frame.access import require

    actor = require()
    st.text(f"{actor.id}|{actor.role}|{actor.name}|{actor.area}|")


def _open(told: dict[str, str]) -> AppTest:
    screen = AppTest.from_function(_asks, default_timeout=120)
    screen.user = told
    return screen.run()


def test_who_the_gate_let_in_comes_to_the_screen_and_the_ledger_as_one_person() -> None:
    sent = identity_headers(LOCAL)
    told = {
        key.removeprefix(HEADER_PREFIX + b"user-").decode(): value.decode() for key, value in sent
    }

    [text] = _open(told).text

    assert text.value == "local|admin|本机管理员||"
    assert identify_local({}) == LOCAL


@pytest.mark.parametrize("role", ["", "guest", "Admin", *sorted(set(Role) - ADMITTED)])
def test_a_screen_stops_for_a_role_that_is_not_admitted(role: str) -> None:
    screen = _open({"id": "x", "role": role})

    assert "没有登录身份" in screen.error[0].value
    assert not screen.text


def test_a_screen_stops_for_a_role_without_a_person() -> None:
    assert "没有登录身份" in _open({"role": Role.ADMIN}).error[0].value
