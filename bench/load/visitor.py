"""A person with an open tab, as the server sees one; hundreds of them fit into one process."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from bench.load.screens import LoadScreen

TIMEOUT_S = 120
GOING_AWAY = 1001  # what a browser says when a tab is closed
AGAIN = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN


@dataclass(slots=True)
class Opening:
    """一次打开: seconds from asking to the end of the run, bytes received, and what failed."""

    screen: str
    seconds: float = 0.0
    received: int = 0
    failures: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Visitor:
    """访客: one session; it keeps what a browser keeps of large messages."""

    socket: ClientConnection
    known: set[str] = field(default_factory=set)

    async def visit(self, screen: LoadScreen) -> Opening:
        """Open a screen, as by the menu or a link, and wait until its script has ended.

        Raises:
            TimeoutError: the server says nothing for two minutes.
        """
        visit = Opening(screen.page or "overview")
        start = time.perf_counter()
        await self.socket.send(self._asking(screen).SerializeToString())
        async with asyncio.timeout(TIMEOUT_S):
            while not self._ends(visit, await self.socket.recv()):
                pass
        visit.seconds = time.perf_counter() - start
        return visit

    def _asking(self, screen: LoadScreen) -> BackMsg:
        message = BackMsg()
        message.rerun_script.page_name = screen.page
        message.rerun_script.query_string = screen.query
        message.rerun_script.cached_message_hashes.extend(sorted(self.known))
        return message

    def _ends(self, visit: Opening, data: str | bytes) -> bool:
        """Take in one message; tell whether it ends the run."""
        raw = data if isinstance(data, bytes) else data.encode()
        visit.received += len(raw)
        message = ForwardMsg()
        message.ParseFromString(raw)
        if message.metadata.cacheable:
            self.known.add(message.hash)
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            visit.failures.append(f"{element.exception.type}: {element.exception.message[:200]}")
        ended = message.WhichOneof("type") == "script_finished"
        return ended and message.script_finished != AGAIN


@asynccontextmanager
async def arriving(address: str) -> AsyncIterator[Visitor]:
    """Open a session at `address` (http://…, without a slash at its end); it is closed after."""
    async with connect(
        address.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(address),
        max_size=None,
        compression=None,
        open_timeout=TIMEOUT_S,
    ) as socket:
        yield Visitor(socket)
        await socket.close(GOING_AWAY)
