"""What a screen costs that was open before: the ledger is not opened again, only drawn from."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

import pytest
from sqlalchemy import Connection, event
from streamlit.testing.v1 import AppTest

from components.frame.ledger_access import open_ledger
from targets.companies_file import load_companies
from tests.pages.screens import LOCAL

PAGES = sorted(p for p in Path("pages").glob("*/*.py") if p.name != "__init__.py")
ADDRESSES = {
    "company": {"id": load_companies().companies[0].id},
    "chain": {"chain": "fluorine"},
    "map": {"chain": "fluorine", "link": "fluoropolymer"},
    "desk": {"area": "长三角"},
}
MOST_ELEMENTS = 90  # the review of links had 111, most of them in forms that nobody had opened


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("second_look") / "office"
    copytree(prepared, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SANMING_DATA", str(folder))
        yield folder


def opened(page: Path) -> AppTest:
    screen = AppTest.from_file(page.resolve(), default_timeout=120)
    screen.user = dict(LOCAL)
    for name, value in ADDRESSES.get(page.stem, {}).items():
        screen.query_params[name] = value
    return screen.run()


@contextmanager
def sessions() -> Iterator[list[Connection]]:
    engine, begun = open_ledger().engine, []

    def note(connection: Connection) -> None:
        begun.append(connection)

    event.listen(engine, "begin", note)
    try:
        yield begun
    finally:
        event.remove(engine, "begin", note)


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_second_look_asks_the_ledger_only_whether_anything_was_saved(page: Path) -> None:
    screen = opened(page)
    with sessions() as begun:
        screen.run()

    assert not screen.exception
    assert begun == []


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_screen_draws_no_more_than_a_person_takes_in(page: Path) -> None:
    assert 0 < sum(1 for _ in opened(page).main) <= MOST_ELEMENTS
