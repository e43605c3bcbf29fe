"""用户与权限 as a screen: for administrators of the office online, and for nobody else."""

from pathlib import Path
from shutil import copyfile

import pytest
from streamlit.testing.v1 import AppTest

from ledger.accounts.passwords import hash_password
from ledger.accounts.users import AccountState, add_account, find_account
from ledger.book.database import FILE_NAME, open_ledger
from ledger.book.policy import LOCAL, Grant, Role, written_grants
from tests.pages.screens import LOCAL as LOCAL_USER
from tests.pages.screens import fine, said

PAGE = Path(__file__).parents[2] / "pages" / "office" / "accounts.py"
WU, CHEN = "wu.shili", "chen.shili"


@pytest.fixture(autouse=True)
def _office(blank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copyfile(blank, tmp_path / FILE_NAME)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    ledger = open_ledger({"SANMING_DATA": str(tmp_path)})
    hashed = hash_password("bamboo-kiln-harbour")
    with ledger.writing(LOCAL) as session:
        add_account(session, LOCAL, WU, ("吴示例", [Grant(Role.ADMIN)]), hashed)
        add_account(session, LOCAL, CHEN, ("陈示例", [Grant(Role.VIEWER)]), hashed)
    ledger.close()


def open_screen(role: Role | None = Role.ADMIN) -> AppTest:
    screen = AppTest.from_file(PAGE, default_timeout=120)
    screen.user = dict(LOCAL_USER)
    if role is not None:
        grants = written_grants([Grant(role)])
        screen.user = {"id": WU, "name": "吴示例", "grants": grants, "session": "s1"}
    return screen.run()


def state_of(tmp_path: Path, account_id: str) -> tuple[AccountState, tuple[Grant, ...]] | None:
    ledger = open_ledger({"SANMING_DATA": str(tmp_path)})
    with ledger.reading() as session:
        found = find_account(session, account_id)
    ledger.close()
    return (found.state, found.grants) if found else None


def test_on_one_computer_it_says_in_a_sentence_what_it_is_for() -> None:
    screen = open_screen(None)

    assert fine(screen)
    assert "现在是单机，不用账号" in said(screen)
    assert not screen.dataframe


def test_others_are_told_who_can() -> None:
    screen = open_screen(Role.VIEWER)

    assert fine(screen)
    assert not screen.dataframe
    assert "管理员" in said(screen)


def test_an_administrator_sees_every_account_and_can_ask_for_some() -> None:
    screen = open_screen()
    before = list(screen.dataframe[0].value["账号"])

    screen.selectbox(key="accounts_role").select("领导").run()

    assert fine(screen)
    assert before == [CHEN, WU]
    assert list(screen.dataframe[0].value["账号"]) == [CHEN]
    assert "2 个账号" in said(screen)


def test_a_new_account_gets_a_password_that_is_shown_once(tmp_path: Path) -> None:
    screen = open_screen()
    account, name = screen.text_input
    account.set_value("lin.shili")
    name.set_value("林示例")
    screen.multiselect[0].set_value(["片区（长三角）", "领导"])

    screen.button[0].click().run()

    assert fine(screen)
    assert "只显示这一次" in screen.success[0].value
    assert state_of(tmp_path, "lin.shili") == (
        AccountState.ACTIVE,
        (Grant(Role.DESK, "长三角"), Grant(Role.VIEWER)),
    )
    screen.run()
    assert not screen.success


def test_what_does_not_fit_is_refused_where_it_was_asked(tmp_path: Path) -> None:
    screen = open_screen()
    screen.text_input[0].set_value("Lin Shili")
    screen.text_input[1].set_value("林示例")

    screen.button[0].click().run()

    assert "不能用" in screen.error[0].value
    assert state_of(tmp_path, "Lin Shili") is None
