"""PostgreSQL killed under the running dashboard: every screen goes on, and says of what moment.

Each shows what it showed before, under one line that says how old that is; saving is refused;
once the database is back all of it is of now again, without a restart.
"""

import json
import os
import re
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection

import pytest
from websockets.sync.client import connect
from websockets.typing import Origin

from bench.session import Session
from ledger.book.audit import verify
from ledger.book.database import open_ledger
from ledger.desks.areas import desks_history
from targets.companies_file import load_companies
from tests.front.clicked_saves import FORMS, OpenScreen
from tests.ledger.postgres import PostgresServer, find_programs, make_database, postgres_of_our_own
from tests.running_app import running_process

pytestmark = pytest.mark.postgres
AWAY = "连不上台账数据库"
MARK = re.compile(r"截至 \d\d:\d\d 的数据。台账数据库连不上，现在不能保存，恢复后自动继续。")
NOT_READ = "此前没有读过"
SOON_S = 120.0  # long enough for a busy machine
SCREENS = {
    "": "",
    "chains": "chain=fluorine",
    "map": "",
    "desk": "area=长三角",
    "ties": "",
    "company": f"id={load_companies().companies[0].id}",
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
        while (MARK.search(plain(said)) or AWAY in said) and time.monotonic() < deadline:
            said = self.said(screen)
        return said

    def readiness(self) -> tuple[int, dict[str, object]]:
        """Ask whether it is ready."""
        connection = HTTPConnection(self.address.removeprefix("http://"), timeout=120)
        with closing(connection):
            connection.request("GET", "/readyz")
            answer = connection.getresponse()
            return answer.status, json.load(answer)


def plain(said: str) -> str:
    """Take out what keeps Markdown from reading signs in a text."""
    return said.replace("\\", "").replace("\u2060", "")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    programs = find_programs()
    assert programs is not None, "PostgreSQL is missing: apt-get install postgresql"
    with postgres_of_our_own(programs) as server:
        place = {"DATABASE_URL": make_database(server.address, "office")}
        with running_process(folder, **place) as running:
            yield Office(running.address, server, {**place, "SANMING_DATA": str(folder)})


def test_every_screen_goes_on_from_the_last_state_and_says_of_what_moment_it_is(
    office: Office,
) -> None:
    before = {screen: office.said(screen) for screen in SCREENS}
    ready = office.readiness()
    office.server.kill()
    away = {screen: office.said(screen) for screen in SCREENS}
    not_ready = office.readiness()
    office.server.start()
    back = {screen: office.said_once_back(screen) for screen in ("", "plots", "areas")}
    ready_again = office.readiness()

    assert [screen for screen, said in away.items() if not MARK.search(plain(said))] == []
    gone = {screen: lines(before[screen]) - lines(away[screen]) for screen in SCREENS}
    assert [(screen, missed) for screen, missed in gone.items() if missed] == []
    assert not [said for said in away.values() if NOT_READ in said]
    assert [ready[0], not_ready[0], ready_again[0]] == [200, 503, 200]
    assert AWAY in str(not_ready[1]["problem"])
    assert [screen for screen, said in back.items() if MARK.search(plain(said))] == []


def lines(said: str) -> set[str]:
    return set(said.splitlines())


def test_what_nobody_read_before_says_so_and_closes_only_itself(office: Office) -> None:
    assert not MARK.search(plain(office.said_once_back("plots")))
    SCREENS["plots"] = "part=导入记录"  # another part of the same screen
    office.server.kill()
    said = office.said("plots")
    office.server.start()
    back = office.said_once_back("plots")
    SCREENS["plots"] = ""

    assert NOT_READ in said
    assert MARK.search(plain(said))
    assert NOT_READ not in back


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
        assert not MARK.search(plain(office.said_once_back("areas")))
        screen.draw()
        screen.click("恢复以后", 1)
        assert screen.is_acknowledged()

    assert any(AWAY in notice and "没有保存" in notice for notice in refused)
    ledger = open_ledger({**os.environ, **office.place})
    with ledger.reading() as session:
        assert [version.note for version in desks_history(session)] == ["恢复以后"]
        assert verify(session) is None
    ledger.close()
