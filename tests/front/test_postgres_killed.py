"""PostgreSQL killed under the running dashboard: every screen says so, and all is back later."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from websockets.sync.client import connect
from websockets.typing import Origin

from bench.session import Session
from ledger.book.audit import verify
from ledger.book.database import open_ledger
from ledger.desks.areas import desks_history
from tests.front.clicked_saves import FORMS, OpenScreen
from tests.ledger.postgres import PostgresServer, find_programs, make_database, postgres_of_our_own
from tests.running_app import running_process

pytestmark = pytest.mark.postgres
AWAY = "连不上台账数据库"
SOON_S = 60.0  # long enough for a busy machine
SCREENS = {
    "": "",
    "chains": "chain=fluorine",
    "map": "",
    "desk": "area=长三角",
    "ties": "",
    "company": "id=c0",
    "trip": "",
    "meeting": "",
    "wallmaps": "",
    "plots": "",
    "companies": "",
    "areas": "",
}


@dataclass(frozen=True, slots=True)
class Office:
    """The running dashboard, and the database it has opened its ledger in."""

    address: str
    server: PostgresServer
    place: dict[str, str]

    def said(self, screen: str) -> str:
        """Open a screen in a new tab; an error of the program fails the test."""
        with Session(self.address, screen, SCREENS[screen]) as session:
            session.run()
            return "\n".join(session.said)

    def said_once_back(self, screen: str) -> str:
        """Open a screen again and again, as a person does, until it has its data."""
        deadline = time.monotonic() + SOON_S
        said = self.said(screen)
        while AWAY in said and time.monotonic() < deadline:
            said = self.said(screen)
        return said


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    programs = find_programs()
    assert programs is not None, "PostgreSQL is missing: apt-get install postgresql"
    with postgres_of_our_own(programs) as server:
        place = {"DATABASE_URL": make_database(server.address, "office")}
        with running_process(folder, **place) as running:
            yield Office(running.address, server, {**place, "SANMING_DATA": str(folder)})


def test_every_screen_says_so_and_opens_again_once_the_database_is_back(office: Office) -> None:
    assert AWAY not in office.said("")

    office.server.kill()
    away = {screen: office.said(screen) for screen in SCREENS}
    office.server.start()
    back = {screen: office.said_once_back(screen) for screen in ("", "plots", "areas")}

    assert [screen for screen, said in away.items() if AWAY not in said] == []
    assert [screen for screen, said in back.items() if AWAY in said] == []


def test_a_save_is_refused_with_a_sentence_and_goes_through_later(office: Office) -> None:
    websocket = office.address.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(websocket, origin=Origin(office.address), proxy=None, max_size=None) as socket:
        screen = OpenScreen(socket, FORMS["片区范围"])
        screen.draw()
        office.server.kill()
        screen.click("没有保存", 0)
        assert screen.is_acknowledged()
        refused = list(screen.notices)
        office.server.start()
        assert AWAY not in office.said_once_back("areas")
        screen.draw()
        screen.click("恢复以后", 1)
        assert screen.is_acknowledged()

    assert any(AWAY in notice for notice in refused)
    ledger = open_ledger({**os.environ, **office.place})
    with ledger.reading() as session:
        assert [version.note for version in desks_history(session)] == ["恢复以后"]
        assert verify(session) is None
    ledger.close()
