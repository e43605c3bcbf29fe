"""企业急需: what an officer hears counts in the priority at once, and can be taken back."""

from pathlib import Path
from shutil import copytree

import pytest
from streamlit.testing.v1 import AppTest

from components.chain.link_panel import NOT_ASKED
from tests.pages.screens import drawn, fine, open_chain, said

CHAIN, LINK = "fluorine", "sulfuric_acid"  # unknown in the shipped data


@pytest.fixture(autouse=True)
def _own_ledger(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))


def ask(screen: AppTest) -> AppTest:
    """Have the form opened, as the button on the panel does."""
    screen.session_state["urgency_asked_for"] = LINK
    return screen.run()


def heard(screen: AppTest) -> list[str]:
    panel = drawn(screen)["payload"]["panels"][LINK]
    [section] = [s for s in panel["sections"] if "优先度" in s["title"]]
    return [row["text"] for row in section["rows"] if row["t"] == "text"]


def record(screen: AppTest, need: str, company: str, source: str) -> AppTest:
    ask(screen)
    screen.radio[0].set_value(need)
    screen.text_input[0].input(company)
    screen.text_input[1].input(source)
    next(b for b in screen.button if b.label == "保存").click()
    return ask(screen)  # a real dialog reruns alone; here the whole screen runs


def test_a_need_that_was_heard_is_told_where_nobody_had_asked() -> None:
    assert heard(open_chain(chain=CHAIN)) == [NOT_ASKED]

    record(open_chain(chain=CHAIN), "asked", "甲公司", "走访记录")

    screen = open_chain(chain=CHAIN)
    assert fine(screen)
    [text] = heard(screen)
    assert "有企业提出；甲公司；依据 走访记录" in text


def test_what_is_missing_is_told_and_nothing_counts() -> None:
    screen = record(open_chain(chain=CHAIN), "signed", "", "会议纪要")

    assert heard(open_chain(chain=CHAIN)) == [NOT_ASKED]
    assert "依据 会议纪要" not in said(screen)


def test_a_need_is_taken_back_with_a_reason() -> None:
    record(open_chain(chain=CHAIN), "nobody", "", "问过三家")
    screen = ask(open_chain(chain=CHAIN))
    assert "问过三家" in heard(open_chain(chain=CHAIN))[0]

    screen.text_input(key="urgency_reason_1").input("问错了环节")
    screen.button(key="urgency_withdraw_1").click()
    ask(screen)

    assert heard(open_chain(chain=CHAIN)) == [NOT_ASKED]
