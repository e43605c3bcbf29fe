"""Two people at one record: each learns of the other, and of a change at the next click."""

from pathlib import Path
from shutil import copytree

import pytest
from streamlit.testing.v1 import AppTest

from components.frame.ledger_access import open_ledger
from components.frame.screens import CHAIN, PAGES
from ledger.book.policy import LOCAL, Actor, Grant, Role
from ledger.links.checks import record_check
from ledger.plots.edits import NEW, edit_plot
from tests.ledger.builders import make_check, make_plot
from tests.pages.screens import fine, said
from tests.signed_in import told

CHEN = Actor("chen", "陈示例", (Grant(Role.ADMIN),))
LIN = Actor("lin", "林示例{{7*191}}", (Grant(Role.ADMIN),))
PLOTS = PAGES / "office" / "plots.py"


@pytest.fixture(autouse=True)
def _own_ledger(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def open_as(actor: Actor, path: Path, **given: str) -> AppTest:
    screen = AppTest.from_file(path, default_timeout=120)
    screen.user = told(actor)
    for name, value in given.items():
        screen.query_params[name] = value
    return screen.run()


def save(actor: Actor, *, version: int = NEW, **fields: object) -> None:
    with open_ledger().writing(actor) as session:
        edit_plot(session, actor, make_plot("P1", **fields), version)


def test_each_of_two_learns_that_the_other_has_the_plot_open() -> None:
    save(LIN)
    chen = open_as(CHEN, PLOTS, plot="P1")
    assert "还有人打开着" not in said(chen)

    lin = open_as(LIN, PLOTS, plot="P1")
    chen.run()

    assert "还有人打开着这里：陈示例（" in said(lin)
    assert "还有人打开着这里：林示例" in said(chen)
    assert fine(chen)


def test_a_change_by_another_is_told_at_the_next_click_and_once() -> None:
    save(LIN, area_mu=10)
    chen = open_as(CHEN, PLOTS, plot="P1")
    save(LIN, version=1, area_mu=30)

    assert "刚由林示例" in said(chen.run())
    assert "刚由" not in said(chen.run())


def test_ones_own_change_is_not_told_to_oneself() -> None:
    save(LIN, area_mu=10)
    chen = open_as(CHEN, PLOTS, plot="P1")
    save(CHEN, version=1, area_mu=30)

    assert "刚由" not in said(chen.run())


def test_a_check_by_another_is_told_on_the_chain_it_is_of() -> None:
    chen, other = open_as(CHEN, CHAIN, chain="fluorine"), open_as(CHEN, CHAIN, chain="seed")
    with open_ledger().writing(LIN) as session:
        record_check(session, LIN, make_check("none", "sulfuric_acid"))

    assert "刚由林示例" in said(chen.run())
    assert "刚由" not in said(other.run())


def test_what_was_drawn_is_outdated_once_another_changed_it() -> None:
    def page() -> None:
        import streamlit as st

        from components.frame.access import require
        from components.frame.together.telling import is_outdated, tell_together

        st.markdown("过时" if is_outdated(("plot",), "P1") else "如今")
        tell_together(require(), ("plot",), "P1")

    save(LIN, area_mu=10)
    chen = AppTest.from_function(page, default_timeout=120)
    chen.user = told(CHEN)
    assert "如今" in said(chen.run())
    assert "如今" in said(chen.run())

    save(LIN, version=1, area_mu=30)
    assert "过时" in said(chen.run())


def test_in_local_mode_nothing_is_said_of_others() -> None:
    save(LIN)
    open_as(LIN, PLOTS, plot="P1")

    assert "还有人打开着" not in said(open_as(LOCAL, PLOTS, plot="P1"))
