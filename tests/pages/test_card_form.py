"""填写推介卡 on the screen: kept, shown again, taken back; a wrong address is refused in words."""

from pathlib import Path
from shutil import copytree

import pytest
from streamlit.testing.v1 import AppTest

from components.frame.ledger_access import open_ledger
from ledger.papers.cards import FilledCard, standing_card
from tests.builders import HOSTILE
from tests.pages.screens import fine, open_chain

CHAIN, LINK = "fluorine", "sulfuric_acid"


@pytest.fixture(autouse=True)
def _own_ledger(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))


def ask(screen: AppTest) -> AppTest:
    """Have the form opened, as its button does."""
    screen.session_state["card_asked_for"] = LINK
    return screen.run()


def save(screen: AppTest, **texts: str) -> AppTest:
    ask(screen)
    for label, text in texts.items():
        next(f for f in screen.text_input if f.label == label).input(text)
    next(b for b in screen.button if b.label == "保存").click()
    ask(screen)  # a real dialog reruns alone; here the whole screen runs
    return ask(screen)  # and once more, as the form closed itself


def standing() -> FilledCard | None:
    with open_ledger().reading() as session:
        return standing_card(session, CHAIN, LINK)


def test_what_is_filled_in_is_kept_and_shown_again() -> None:
    screen = save(open_chain(chain=CHAIN), 总投资=HOSTILE, Project="Acid")

    assert fine(screen)
    found = standing()
    assert found is not None
    assert found.content.chinese.filled == {"investment": HOSTILE}
    assert found.content.english.title == "Acid"
    assert next(f for f in screen.text_input if f.label == "总投资").value == HOSTILE
    assert any("先核实，再对外推介" in warning.value for warning in screen.warning)


def test_a_wrong_address_is_refused_in_words_and_nothing_is_kept() -> None:
    screen = open_chain(chain=CHAIN)
    ask(screen)
    next(f for f in screen.text_input if f.label == "项目网址").input("javascript:alert(1)")
    next(b for b in screen.button if b.label == "保存").click()
    ask(screen)

    assert standing() is None
    assert "网址" in screen.error[0].value


def test_a_version_is_taken_back_with_a_reason() -> None:
    screen = save(open_chain(chain=CHAIN), 总投资="3 亿元")
    reason = next(f for f in screen.text_input if f.label == "撤回理由")
    reason.input("写错了")
    buttons = [b for b in screen.button if b.label == "撤回"]
    next(b for b in buttons if (b.key or "").startswith("card_")).click()
    ask(screen)

    assert standing() is None
