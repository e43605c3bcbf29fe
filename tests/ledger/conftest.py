"""A ledger to try, in SQLite and in PostgreSQL, and people to act in it."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from ledger.database import Ledger, open_ledger
from tests.ledger.builders import Clock
from tests.ledger.postgres import find_programs, make_database, running_postgres

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a server and give its address; its database `blank` holds an empty ledger."""
    programs = find_programs()
    assert programs is not None, "PostgreSQL is missing: apt-get install postgresql"
    with running_postgres(tmp_path_factory.mktemp("postgres"), programs) as address:
        blank = make_database(address, "blank")
        office = str(tmp_path_factory.mktemp("office"))
        open_ledger({"SANMING_DATA": office, "DATABASE_URL": blank}).close()
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """Settings of an office whose ledger nobody has written to yet, in each database."""
    settings = {"SANMING_DATA": str(tmp_path / "office")}
    if request.param == "postgresql":
        address: str = request.getfixturevalue("postgres")
        name = f"ledger_{os.getpid()}_{next(_NUMBERS)}"
        settings["DATABASE_URL"] = make_database(address, name, template="blank")
    return settings


@pytest.fixture
def ledger(place: dict[str, str]) -> Iterator[Ledger]:
    """Open the ledger of `place`, on a clock that moves a second at each look."""
    opened = open_ledger(place, Clock())
    yield opened
    opened.close()
