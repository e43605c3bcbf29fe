"""What a real server holds of sessions that were closed: no open file of theirs."""

import asyncio
import time
from collections.abc import Callable, Iterator

import psutil  # type: ignore[import-untyped]
import pytest

from bench.load.screens import LoadScreen
from bench.load.visitor import arriving
from tests.running_app import RunningApp, running_process

SESSIONS = 12
PAGES = ("", "map", "plots")
SOON_S = 60.0  # long enough for a busy machine; the server looks every five seconds


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
