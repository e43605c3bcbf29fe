"""A ledger that was kept at one computer goes online: all it held is there, row for row."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, inspect, text

from ledger.__main__ import main
from ledger.book.audit import verify
from ledger.book.canonical import canonical, digest
from ledger.book.database import FILE_NAME, open_ledger
from ledger.book.steps import upgrade
from ledger.links.checks import record_check
from ledger.plots.edits import NEW, edit_plot
from tests.ledger.builders import ADMIN, make_check, make_plot

BEFORE_ACCOUNTS = "0009"
# How tables begin that came with accounts, and one that only finds what others hold.
LEFT_OUT = ("account", "sign", "company_bigram")
GROWS = {"alembic_version", "audit_entry"}


def hashes(file: Path) -> dict[str, str]:
    """Hash every table's rows, but for what accounts brought."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        tables = sorted(inspect(connection).get_table_names())
        found = {t: _hash(connection, t) for t in tables if not t.startswith(LEFT_OUT)}
    engine.dispose()
    return {name: value for name, value in found.items() if name not in GROWS}


def _hash(connection: Connection, table: str) -> str:
    rows = connection.execute(text(f'SELECT * FROM "{table}" ORDER BY rowid'))  # noqa: S608
    return digest(canonical(list(row)) for row in rows)


def entries(file: Path) -> list[tuple[object, ...]]:
    """Return the audit log as it lies there."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM audit_entry ORDER BY number")).all()
    engine.dispose()
    return [tuple(row) for row in rows]


@pytest.fixture
def kept_locally(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger at the step before accounts, with a plot, its contact and a check in it."""
    file = tmp_path / FILE_NAME
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        upgrade(connection, BEFORE_ACCOUNTS)
    engine.dispose()
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    monkeypatch.setattr("ledger.book.steps.newest_step", lambda: BEFORE_ACCOUNTS)
    monkeypatch.setattr("ledger.book.migrating.newest_step", lambda: BEFORE_ACCOUNTS)
    ledger = open_ledger({"SANMING_DATA": str(tmp_path)})
    with ledger.writing(ADMIN) as session:
        edit_plot(session, ADMIN, make_plot("P1", contact="张工 13800138000"), NEW)
        record_check(session, ADMIN, make_check("none"))
    ledger.close()
    monkeypatch.undo()
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    return file


def test_nothing_is_lost_when_accounts_come(kept_locally: Path) -> None:
    before, log = hashes(kept_locally), entries(kept_locally)
    assert len(log) == 2

    online = ("online", "--admin", "wu.shili", "--name", "吴示例", "--host", "zs.example.gov.cn")
    assert main(online) == 0

    after = hashes(kept_locally)
    assert {name: after[name] for name in before} == before
    assert entries(kept_locally)[: len(log)] == log
    ledger = open_ledger({"SANMING_DATA": str(kept_locally.parent)})
    with ledger.reading() as session:
        assert verify(session) is None
    ledger.close()


GIVEN = {"--admin": "wu.shili", "--name": "吴示例", "--host": "zs.example.gov.cn"}
WRONG = [
    {"--admin": "Wu"},
    {"--admin": "吴"},
    {"--admin": "local"},
    {"--name": "吴" * 21},
    {"--name": " "},
    {"--name": "吴示例13911112222"},
    {"--host": "https://zs.example.gov.cn"},
    {"--host": "zs.example.gov.cn:8501"},
    {"--secret-file": "."},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_a_wrong_word_is_refused_before_anything_is_made(
    wrong: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    office = tmp_path / "office"
    monkeypatch.setenv("SANMING_DATA", str(office))
    words = [word for pair in (GIVEN | wrong).items() for word in pair]

    with pytest.raises(SystemExit) as ended:
        main(["online", *words])

    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert "没有" in said
    assert not office.exists()


def test_an_account_that_is_there_already_leaves_no_secret_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    assert main(["user", "add", "wu.shili", "--name", "吴示例", "--role", "viewer"]) == 0

    code = main(["online", *(word for pair in GIVEN.items() for word in pair)])

    assert code == 1
    assert "已经有了" in capsys.readouterr().err
    assert not (tmp_path / "server-secret").exists()


def test_nobody_to_ask_leaves_no_secret_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))

    assert main(["online"]) == 1
    assert not (tmp_path / "server-secret").exists()
