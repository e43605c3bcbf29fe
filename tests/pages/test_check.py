"""我来核实: what an officer records counts at once, in every view, and can be taken back."""

from pathlib import Path
from shutil import copytree

import pytest
from streamlit.testing.v1 import AppTest

from briefings.state.composing import today_here
from chains.catalog import load_catalog
from chains.gaps.assessment import assess
from chains.model import Presence
from tests.pages.screens import drawn, fine, open_chain, open_overview, said

CHAIN, LINK = "fluorine", "sulfuric_acid"  # unknown in the shipped data


@pytest.fixture(autouse=True)
def own_ledger(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))


def ask(screen: AppTest) -> AppTest:
    """Have the form opened, as the button on the panel does."""
    screen.session_state["check_asked_for"] = LINK
    return screen.run()


def record(screen: AppTest, outcome: str, companies: str = "") -> AppTest:
    """Fill in the form and save it."""
    ask(screen)
    screen.radio[0].set_value(outcome)
    screen.text_input[0].input(companies)
    screen.text_input[2].input("走访纪要")
    next(b for b in screen.button if b.label == "保存").click()
    return ask(
        screen
    )  # a real dialog reruns alone; here the whole screen runs, so it is asked again


def counts(screen: AppTest) -> dict[str, int]:
    return {entry["key"]: entry["count"] for entry in drawn(screen)["payload"]["legend"]}


def test_a_link_checked_and_not_found_becomes_a_gap_everywhere() -> None:
    before = counts(open_chain(chain=CHAIN))
    listed = dict(drawn(open_overview())["figures"])["有来源说缺"]

    record(open_chain(chain=CHAIN), "none")
    after = open_chain(chain=CHAIN)

    assert fine(after)
    assert counts(after)["missing"] == before["missing"] + 1
    assert counts(after)["gap"] == before["gap"] + 1
    assert counts(after)["unknown"] == before["unknown"] - 1
    assert dict(drawn(open_overview())["figures"])["有来源说缺"] == listed + 1


def test_the_panel_says_who_found_what_and_when() -> None:
    record(open_chain(chain=CHAIN), "found_present", "甲化工、乙化工")

    panel = drawn(open_chain(chain=CHAIN))["payload"]["panels"][LINK]

    [check] = [s for s in panel["sections"] if s["title"] == "核实"]
    assert "有，有基础" in check["rows"][0]["text"]
    assert "甲化工、乙化工" in check["rows"][0]["text"]
    assert "本机管理员" in check["rows"][0]["text"]
    assert "核实" in panel["lead"]


def test_a_check_that_could_not_tell_changes_nothing() -> None:
    before = counts(open_chain(chain=CHAIN))

    record(open_chain(chain=CHAIN), "could_not_tell")

    assert counts(open_chain(chain=CHAIN)) == before


def test_the_data_version_moves_on_with_a_check() -> None:
    before = open_overview().caption[-1].value

    record(open_chain(chain=CHAIN), "none")

    assert open_overview().caption[-1].value != before
    assert "·0001" in open_overview().caption[-1].value


def test_a_withdrawn_check_no_longer_counts_and_stays_in_the_history() -> None:
    before = counts(open_chain(chain=CHAIN))
    record(open_chain(chain=CHAIN), "none")

    screen = ask(open_chain(chain=CHAIN))
    screen.text_input(key="check_reason_1").input("看错了")
    screen.button(key="check_withdraw_1").click()
    ask(screen)

    assert counts(open_chain(chain=CHAIN)) == before
    assert "撤回" in said(ask(open_chain(chain=CHAIN)))


def test_companies_with_nothing_found_are_refused_and_nothing_is_kept() -> None:
    screen = record(open_chain(chain=CHAIN), "none", "甲化工")

    assert "请改结果" in screen.error[0].value
    assert "·0000" in open_overview().caption[-1].value


def test_a_hostile_company_is_shown_literally() -> None:
    record(open_chain(chain=CHAIN), "found_weak", "{{7*191}}<img src=x onerror=alert(1)>")

    panel = drawn(open_chain(chain=CHAIN))["payload"]["panels"][LINK]

    assert "{{7*191}}<img src=x onerror=alert(1)>" in panel["lead"]


def test_a_ledger_that_cannot_be_opened_leaves_the_screens_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "ledger.sqlite").write_bytes(b"not a database at all" * 100)
    monkeypatch.setenv("SANMING_DATA", str(folder))

    screen = open_chain(chain=CHAIN)

    assert fine(screen)
    assert "现在不能保存" in screen.warning[0].value
    without_ledger = assess(load_catalog().chain(CHAIN), today=today_here())
    assert counts(screen)["unknown"] == without_ledger.count(Presence.UNKNOWN)


def test_nothing_is_saved_while_no_result_is_chosen() -> None:
    screen = ask(open_chain(chain=CHAIN))
    next(b for b in screen.button if b.label == "保存").click()
    ask(screen)

    assert "核实结果" in screen.error[0].value
    assert "·0000" in open_overview().caption[-1].value
