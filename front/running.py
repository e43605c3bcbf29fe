"""What goes on in the server beside the screens: garbage, sessions left, answers, limits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import cast

import streamlit as st
from streamlit.runtime import get_instance
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from front.answers_kept import keep_answers
from front.garbage import Collector
from front.left_tabs import LeftSessions
from front.server.owners import FILES

EVERY_S = 5.0


@asynccontextmanager
async def upkeep(_app: st.App) -> AsyncIterator[None]:
    """Keep the process in order for as long as the server runs."""
    raise_file_limit()
    keep_answers()
    left = LeftSessions(st.get_option("server.disconnectedSessionTTL"))
    # Streamlit has no setting for it: a test holds this to the version that is pinned.
    manager = cast("WebsocketSessionManager", get_instance()._session_mgr)  # noqa: SLF001
    manager._session_storage = left  # noqa: SLF001
    FILES.watch(get_instance().media_file_mgr)
    task = asyncio.create_task(_keep_in_order(left, Collector()))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _keep_in_order(left: LeftSessions, collector: Collector) -> None:
    while True:
        await asyncio.sleep(EVERY_S)
        left.end_old()
        collector.look()


def raise_file_limit() -> None:
    """Allow as many open files as the system lets this user have: a session takes four."""
    try:
        import resource  # noqa: PLC0415  (there is none on Windows, nor such a limit)
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    # Children of ours close what they do not need, so a high limit costs nothing.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
