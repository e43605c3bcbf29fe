"""Accounts by command, on the server itself: in Chinese, and a password is shown once."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.__main__ import main
from ledger.accounts.signing_in import SignedIn
from ledger.book.database import FILE_NAME, open_ledger
from tests.ledger.accounts.people import come

Run = Callable[..., tuple[int, str, str]]
_PASSWORD = re.compile(r"(?:[a-z0-9]{4}-){3}[a-z0-9]{4}")


@pytest.fixture
def run(
    blank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    (tmp_path / FILE_NAME).write_bytes(blank.read_bytes())
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))

    def run_one(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_one


def comes_in(folder: Path, name: str, password: str) -> bool:
    ledger = open_ledger({"SANMING_DATA": str(folder)})
    try:
        return isinstance(come(ledger, name, password), SignedIn)
    finally:
        ledger.close()


def test_the_first_start_makes_secret_and_administrator_once(run: Run, tmp_path: Path) -> None:
    given = ("online", "--admin", "wu.shili", "--name", "吴示例", "--host", "zs.example.gov.cn")

    code, first, _ = run(*given)
    secret = (tmp_path / "server-secret").read_bytes()
    again = run(*given)

    [password] = _PASSWORD.findall(first)
    assert (code, again[0]) == (0, 0)
    assert f"SANMING_SECRET_FILE={tmp_path / 'server-secret'}" in first
    assert "https://zs.example.gov.cn" in first
    assert secret.decode() not in first
    assert (tmp_path / "server-secret").stat().st_mode & 0o077 == 0
    assert (tmp_path / "server-secret").read_bytes() == secret
    assert _PASSWORD.findall(again[1]) == []
    assert "没有另建" in again[1]
    assert comes_in(tmp_path, "wu.shili", password)


def test_an_account_is_added_listed_reset_and_disabled(run: Run, tmp_path: Path) -> None:
    roles = ("--role", "片区：长三角", "--role", "viewer")

    added = run("user", "add", "chen.shili", "--name", "陈示例", *roles)
    reset = run("user", "reset", "chen.shili")
    changed = run("user", "roles", "chen.shili", "--role", "county:大田县")
    disabled = run("user", "disable", "chen.shili")
    listed = run("user", "list")

    assert [code for code, _, _ in (added, reset, changed, disabled, listed)] == [0] * 5
    passwords = [_PASSWORD.findall(said)[0] for _, said, _ in (added, reset)]
    assert passwords[0] != passwords[1]
    assert listed[1] == "chen.shili\t陈示例\t县区（大田县）\t停用\t没有登录过\t在线 0\n"
    assert not comes_in(tmp_path, "chen.shili", passwords[1])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("user", "reset"), "没有写账号"),
        (("user", "reset", "nobody"), "没有账号 nobody"),
        (("user", "unlock", "nobody"), "没有锁住"),
        (("user", "add", "chen.shili", "--role", "viewer"), "要写姓名"),
        (("user", "add", "chen.shili", "--name", "陈示例"), "至少要给一种角色"),
        (("user", "add", "Chen", "--name", "陈示例", "--role", "viewer"), "不能用"),
        (("user", "add", "chen.shili", "--name", "陈示例", "--role", "desk"), "要写管哪里"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    run: Run, arguments: tuple[str, ...], says: str
) -> None:
    code, out, problem = run(*arguments)

    assert (code, out) == (1, "")
    assert says in problem
    assert run("user", "list")[1] == "还没有账号。\n"


def test_a_password_of_ones_own_is_asked_for_without_being_shown(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: "bamboo-kiln-harbour")

    given = ("--name", "陈示例", "--role", "viewer", "--ask")
    code, said, _ = run("user", "add", "chen.shili", *given)

    assert code == 0
    assert "bamboo" not in said
    assert comes_in(tmp_path, "chen.shili", "bamboo-kiln-harbour")
