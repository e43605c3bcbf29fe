"""What a start says of the ledger it finds: the right sentence each, and nothing is changed."""

import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import text

from ledger.__main__ import main
from ledger.book.audit import verify
from ledger.book.database import FILE_NAME, open_ledger
from ledger.book.errors import LedgerUnavailable, LedgerUnwritable
from ledger.book.switches import samples_on, switch_samples
from tests.forked import forked_command
from tests.ledger.builders import ADMIN
from tests.ledger.postgres import connected
from tests.ledger.small_disk import may_mount, read_only, real_disk
from tests.ledger.start_states import STATES, as_one_who_may_not_all, open_folder

DOORS = {
    ("ledger", "verify"): "of no bytes",
    ("ledger", "init"): "a folder",
    ("targets", "find", "--desk", "长三角"): "newer",
    ("geodata", "import", "list.csv", "--dry-run"): "truncated",
    ("reports", "changes", "--since", "x"): "no database",
}


def kept(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("state", STATES)
def test_each_state_of_the_file_has_its_own_sentence_and_stays_as_it_is(
    state: str, blank: Path, tmp_path: Path
) -> None:
    make, words = STATES[state]
    make(blank, tmp_path / FILE_NAME)
    before = kept(tmp_path)

    with pytest.raises(LedgerUnavailable) as refusal:
        open_ledger({"SANMING_DATA": str(tmp_path)})

    assert words in str(refusal.value)
    assert not any(letter in str(refusal.value) for letter in ("Error", "database", "sqlite3"))
    assert kept(tmp_path) == before


@pytest.mark.parametrize("door", DOORS, ids=" ".join)
def test_every_door_says_it_in_one_sentence_without_a_trace(
    door: tuple[str, ...], blank: Path, tmp_path: Path
) -> None:
    make, words = STATES[DOORS[door]]
    make(blank, tmp_path / FILE_NAME)
    (tmp_path / "list.csv").write_text("名称,县区\n甲地块,三元区\n", encoding="utf-8")

    told = forked_command(*door, environment={"SANMING_DATA": str(tmp_path)}, folder=tmp_path)

    assert told.returncode == 1
    assert words in told.stderr
    assert len(told.stderr.splitlines()) == 1


@contextmanager
def silent_host() -> Iterator[int]:
    """Listen and never answer."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_file_that_another_program_holds_is_said_to_be_held(
    blank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.book.engines.READ_WAIT_S", 0.01)
    copyfile(blank, tmp_path / FILE_NAME)
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(LedgerUnavailable, match="被别的程序占用"):
        open_ledger({"SANMING_DATA": str(tmp_path)})

    other.close()
    open_ledger({"SANMING_DATA": str(tmp_path)}).close()


if os.name != "nt":  # Windows has no such modes

    def test_without_the_right_to_read_it_says_so(blank: Path) -> None:
        with open_folder() as folder:
            copyfile(blank, folder / FILE_NAME)
            (folder / FILE_NAME).chmod(0)

            with pytest.raises(LedgerUnavailable, match="没有读取的权限"), as_one_who_may_not_all():
                open_ledger({"SANMING_DATA": str(folder)})

    def test_a_new_ledger_in_a_closed_folder_is_refused_with_the_reason() -> None:
        with open_folder() as folder:
            folder.chmod(0o555)

            with pytest.raises(LedgerUnavailable, match="没有写入的权限"), as_one_who_may_not_all():
                open_ledger({"SANMING_DATA": str(folder)})

            assert list(folder.iterdir()) == []

    @pytest.mark.parametrize(
        ("mode", "file_mode"), [(0o555, 0o444), (0o555, 0o666), (0o755, 0o444)]
    )
    def test_a_ledger_that_may_only_be_read_is_opened_for_reading(
        blank: Path, mode: int, file_mode: int
    ) -> None:
        with open_folder() as folder:
            copyfile(blank, folder / FILE_NAME)
            (folder / FILE_NAME).chmod(file_mode)
            folder.chmod(mode)
            with as_one_who_may_not_all():
                ledger = open_ledger({"SANMING_DATA": str(folder)})
                with ledger.reading() as session:
                    assert samples_on(session)
                assert "不许写入" in ledger.unwritable()
                with (
                    pytest.raises(LedgerUnwritable, match=r"只能读.*没有保存"),
                    ledger.writing(ADMIN) as session,
                ):
                    switch_samples(session, ADMIN, on=False)
                ledger.close()
            folder.chmod(0o755)

    def test_a_command_on_it_says_that_nothing_can_be_saved(
        blank: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with open_folder() as folder:
            copyfile(blank, folder / FILE_NAME)
            (folder / FILE_NAME).chmod(0o444)
            folder.chmod(0o555)
            monkeypatch.setenv("SANMING_DATA", str(folder))
            monkeypatch.delenv("DATABASE_URL", raising=False)
            with as_one_who_may_not_all():
                assert main(["verify"]) == 0
            folder.chmod(0o755)

        said = capsys.readouterr().err
        assert "不许写入" in said
        assert "只能查看，这条命令什么都存不了" in said


if may_mount():

    def test_a_first_start_on_a_full_disk_leaves_nothing_and_says_how_much_is_missing(
        tmp_path: Path,
    ) -> None:
        with real_disk(tmp_path) as disk:
            disk.fill_up_to(100_000)

            with pytest.raises(LedgerUnwritable, match="磁盘已满，还差约 3 MB") as refusal:
                open_ledger({"SANMING_DATA": str(tmp_path)})

            assert [file.name for file in tmp_path.iterdir()] == ["full"]
            assert "备份" not in str(refusal.value)

    def test_a_start_on_a_full_disk_opens_the_ledger_for_reading(
        blank: Path, tmp_path: Path
    ) -> None:
        with real_disk(tmp_path) as disk:
            copyfile(blank, tmp_path / FILE_NAME)
            disk.fill_up_to(0)

            ledger = open_ledger({"SANMING_DATA": str(tmp_path)})

            assert "磁盘已满，还差约 20 MB" in ledger.unwritable()
            with ledger.reading() as session:
                assert verify(session) is None
            with (
                pytest.raises(LedgerUnwritable, match=r"磁盘已满，还差约 .* MB.*没有保存"),
                ledger.writing(ADMIN) as session,
            ):
                switch_samples(session, ADMIN, on=False)
            (tmp_path / "full").unlink()
            with ledger.writing(ADMIN) as session:
                switch_samples(session, ADMIN, on=False)
            ledger.close()

    def test_a_disk_that_can_only_be_read_opens_the_ledger_for_reading(
        blank: Path, tmp_path: Path
    ) -> None:
        with real_disk(tmp_path):
            copyfile(blank, tmp_path / FILE_NAME)
            with read_only(tmp_path):
                ledger = open_ledger({"SANMING_DATA": str(tmp_path)})
                with ledger.reading() as session:
                    assert samples_on(session)
                assert "不许写入" in ledger.unwritable()
            with ledger.writing(ADMIN) as session:
                switch_samples(session, ADMIN, on=False)
            assert not ledger.unwritable()
            ledger.close()


ADDRESSES = {
    "postgresql://a:geheim@127.0.0.1:abc/x": "里的端口不是数字",
    "postgresql://a:geheim@127.0.0.1:99999/x": "不在 1~65535",
    "postgresql://a:geheim@127.0.0.1:0/x": "不在 1~65535",
    "mysql://a:geheim@127.0.0.1/x": "不支持 mysql",
    "geheim": "写法不对",
    "postgresql://a:geheim@127.0.0.1:9/x": "这个端口上没有数据库服务",
    "postgresql://a:geheim@nowhere.invalid/x": "找不到 DATABASE_URL 里的主机",
    "postgresql://a:geheim@127.0.0.1:9/x?foo=1": "问号后面的选项不对",
    "postgresql://a:geheim@127.0.0.1:9/x?sslmode=zz": "问号后面的选项不对",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_wrong_address_has_its_own_sentence_without_the_password(
    address: str, tmp_path: Path
) -> None:
    with pytest.raises(LedgerUnavailable) as refusal:
        open_ledger({"SANMING_DATA": str(tmp_path), "DATABASE_URL": address})

    assert ADDRESSES[address] in str(refusal.value)
    assert "geheim" not in str(refusal.value)
    assert list(tmp_path.iterdir()) == []


def test_a_host_that_does_not_answer_is_told_from_one_that_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.book.engines.CONNECT_S", 1)
    with silent_host() as port:
        address = f"postgresql://a:geheim@127.0.0.1:{port}/x"

        with pytest.raises(LedgerUnavailable, match="主机没有应答") as refusal:
            open_ledger({"SANMING_DATA": str(tmp_path), "DATABASE_URL": address})

    assert "geheim" not in str(refusal.value)


@pytest.mark.postgres
def test_a_database_that_is_not_there_is_named_so(postgres_server: str, tmp_path: Path) -> None:
    address = f"{postgres_server}/nowhere"

    with pytest.raises(LedgerUnavailable, match="没有这个库"):
        open_ledger({"SANMING_DATA": str(tmp_path), "DATABASE_URL": address})


@pytest.mark.postgres
def test_a_user_who_is_not_there_is_named_so(postgres_server: str, tmp_path: Path) -> None:
    address = f"{postgres_server.replace('office@', 'stranger:geheim@')}/postgres"

    with pytest.raises(LedgerUnavailable, match="没有这个用户") as refusal:
        open_ledger({"SANMING_DATA": str(tmp_path), "DATABASE_URL": address})

    assert "geheim" not in str(refusal.value)


@pytest.mark.postgres
def test_a_database_that_may_only_be_read_is_opened_and_refuses_saves_in_words(
    postgres: str, tmp_path: Path
) -> None:
    place = {"SANMING_DATA": str(tmp_path), "DATABASE_URL": postgres}
    open_ledger(place).close()
    set_read_only(postgres, "on")
    try:
        ledger = open_ledger(place)
        with ledger.reading() as session:
            assert samples_on(session)
        with (
            pytest.raises(LedgerUnwritable, match=r"只能读.*没有保存"),
            ledger.writing(ADMIN) as session,
        ):
            switch_samples(session, ADMIN, on=False)
        assert ledger.reach.problem == ""
        ledger.close()
    finally:
        set_read_only(postgres, "off")


def set_read_only(address: str, state: str) -> None:
    server, _, name = address.rpartition("/")
    with connected(f"{server}/postgres") as connection:
        connection.execute(
            text(f"ALTER DATABASE {name} SET default_transaction_read_only = {state}")
        )
