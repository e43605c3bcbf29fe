"""A ledger to try, in SQLite and in PostgreSQL, and people to act in it."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import Connection

from ledger.book.database import FILE_NAME, Ledger, open_ledger
from tests.forked import reading_in_forked_processes
from tests.ledger.builders import Clock
from tests.ledger.postgres import (
    DATABASES,
    PLAIN_USER,
    as_plain_user,
    connected,
    find_programs,
    forget_everything,
    make_database,
    make_plain_user,
    running_postgres,
)
from tests.prepared_office import prepare
from tests.read_once import read_once


@pytest.fixture(scope="session", autouse=True)
def _never_the_office_itself(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Where a test names no office, let it be an empty one: `var/` here may hold real work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SANMING_DATA", str(tmp_path_factory.mktemp("nobody")))
        patch.delenv("DATABASE_URL", raising=False)
        yield


def pytest_configure(config: pytest.Config) -> None:
    """Read nothing twice, from before the first test file: many read the chains as they begin."""
    reading = ExitStack()
    reading.enter_context(read_once())
    config.add_cleanup(reading.close)


@pytest.fixture(scope="session", autouse=True)
def _what_is_read_apart_is_read_in_forked_processes() -> Iterator[None]:
    with reading_in_forked_processes():
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Run a server for all tests and give its address."""
    programs = find_programs()
    assert programs is not None, "PostgreSQL is missing: apt-get install postgresql"
    with running_postgres(programs) as address:
        make_plain_user(address)
        for name in ("office", "other"):
            make_database(address, name, owner=PLAIN_USER)
        yield address


@pytest.fixture(scope="session")
def superusers(postgres_server: str) -> Iterator[tuple[Connection, ...]]:
    """Stay connected to both databases: a new connection costs more than what is asked of it."""
    with ExitStack() as stack:
        addresses = [f"{postgres_server}/{name}" for name in ("office", "other")]
        yield tuple(stack.enter_context(connected(address)) for address in addresses)


@pytest.fixture
def postgres(postgres_server: str, superusers: tuple[Connection, ...]) -> str:
    """Give the address of an empty database; "other" beside it is empty as well.

    Its user owns it and is no superuser: rows of others are refused to it as to the program.
    """
    for superuser in superusers:
        forget_everything(superuser)
    return f"{as_plain_user(postgres_server)}/office"


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty ledger in SQLite once; copying it is quicker than making another."""
    folder = tmp_path_factory.mktemp("blank")
    open_ledger({"SANMING_DATA": str(folder)}).close()
    return folder / FILE_NAME


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose ledger holds the shipped companies, as a first visit leaves it; copy it."""
    return prepare(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def place_in(
    request: pytest.FixtureRequest, tmp_path: Path, blank: Path
) -> Callable[[str], dict[str, str]]:
    """Give settings of an office whose ledger nobody has written to yet, in a database by name."""

    def settings_of(database: str) -> dict[str, str]:
        office = tmp_path / "office"
        settings = {"SANMING_DATA": str(office)}
        if database == "postgresql":
            settings["DATABASE_URL"] = request.getfixturevalue("postgres")
        else:
            office.mkdir()
            copyfile(blank, office / FILE_NAME)
        return settings

    return settings_of


@pytest.fixture(params=DATABASES)
def place(
    request: pytest.FixtureRequest, place_in: Callable[[str], dict[str, str]]
) -> dict[str, str]:
    """Settings of an office whose ledger nobody has written to yet, in each database."""
    return place_in(request.param)


@pytest.fixture
def ledger(place: dict[str, str]) -> Iterator[Ledger]:
    """Open the ledger of `place`, on a clock that moves a second at each look."""
    opened = open_ledger(place, Clock())
    yield opened
    opened.close()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """Two workers more than there are processors: half of the time a test waits.

    For a page to be drawn, a process to end, a disk to have written.
    """
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    return (os.cpu_count() or 1) + 2


def pytest_collection_finish() -> None:
    """Take what is there now for no garbage: it stays to the end."""
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long: one begun last keeps one worker busy, the other idle.

    A file goes to one worker as a whole (`--dist loadfile`), in the order given here. Within a
    file and among files of a kind the order stays.
    """
    turns: dict[Path, int] = {}
    for item in items:
        turns[item.path] = min(_turn(item), turns.get(item.path, len(LONGEST)))
    items.sort(key=lambda item: turns[item.path])


# Marks and folders of tests, those whose files take longest first.
LONGEST = (
    "browser", "stores", "office", "company_imports", "front", "reports", "pages", "papers",
    "ledger", "briefings",
)  # fmt: skip


def _turn(item: pytest.Item) -> int:
    about = {mark.name for mark in item.iter_markers()} | set(item.path.parts)
    return next((n for n, kind in enumerate(LONGEST) if kind in about), len(LONGEST))
