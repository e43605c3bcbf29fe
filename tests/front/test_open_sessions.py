"""What a real server holds of sessions that were closed: no open file, no picture."""

import asyncio
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.client import HTTPConnection
from urllib.parse import urlsplit

import psutil  # type: ignore[import-untyped]
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.load.screens import LoadScreen
from bench.load.visitor import arriving
from tests.running_app import RunningApp, running_process

SESSIONS = 12
PAGES = ("", "map", "plots")
SOON_S = 120.0  # long enough for a busy machine; the server looks every five seconds


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    folder = tmp_path_factory.mktemp("office")
    with running_process(folder, STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="1") as running:
        yield running


@pytest.mark.parametrize("breaks", [False, True], ids=["closed", "broken"])
def test_open_files_do_not_grow_with_sessions_that_are_over(
    running: RunningApp,
    breaks: bool,  # noqa: FBT001
) -> None:
    asyncio.run(_come_and_go(running.address, len(PAGES), breaks=False))
    before = _open_files(running)

    asyncio.run(_come_and_go(running.address, SESSIONS, breaks=breaks))

    assert _settles(lambda: _open_files(running) <= before, running)


def test_what_a_session_drew_cannot_be_fetched_once_its_tab_is_closed(running: RunningApp) -> None:
    picture = asyncio.run(_picture_of_a_session(running.address))

    assert picture.startswith("/media/")
    assert _settles(lambda: _status(running.address, picture) == HTTPStatus.NOT_FOUND, running)


async def _picture_of_a_session(address: str) -> str:
    """Open a screen with a picture, see that it can be fetched, and close the tab."""
    async with arriving(address) as visitor:
        await visitor.socket.send(_asking("wallmaps"))
        while True:
            message = ForwardMsg()
            raw = await visitor.socket.recv()
            message.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
            pictures = message.delta.new_element.imgs.imgs
            if pictures:
                url = str(pictures[0].url)
                assert _status(address, url) == HTTPStatus.OK
                return url


def _asking(page: str) -> bytes:
    message = BackMsg()
    message.rerun_script.page_name = page
    asked: bytes = message.SerializeToString()
    return asked


def _status(address: str, path: str) -> int:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=120)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status


async def _come_and_go(address: str, sessions: int, *, breaks: bool) -> None:
    """Open that many sessions one after the other, each on another screen, and leave them."""
    for number in range(sessions):
        async with arriving(address) as visitor:
            visit = await visitor.visit(LoadScreen(PAGES[number % len(PAGES)]))
            assert visit.failures == []
            if breaks:
                visitor.socket.transport.abort()


def _open_files(running: RunningApp) -> int:
    count: int = psutil.Process(running.process.pid).num_fds()
    return count


def _settles(settled: Callable[[], bool], running: RunningApp) -> bool:
    """Wait until it is so, asking the server for something small meanwhile."""
    deadline = time.monotonic() + SOON_S
    while time.monotonic() < deadline:
        if settled():
            return True
        asyncio.run(_come_and_go(running.address, 1, breaks=False))
    return settled()
