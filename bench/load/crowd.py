"""Two ways in which many people come: all at the same time, or one after the other."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from websockets.exceptions import WebSocketException

from bench.load.screens import LoadScreen, ScreenDraw
from bench.load.visitor import Opening, Visitor, arriving

ARRIVE_S = 0.1  # between two who come to stay
AT_ONCE = 5  # of those who come and go
LOST = (OSError, TimeoutError, WebSocketException)


@dataclass(slots=True)
class Crowd:
    """人群: what its visits came to, in the order they ended, and who lost the server."""

    visits: list[Opening] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def failures(self) -> list[str]:
        """Every exception that stood on a page, and every lost connection."""
        return [f"{v.screen}: {text}" for v in self.visits for text in v.failures] + self.lost

    @asynccontextmanager
    async def one(self, address: str) -> AsyncIterator[Visitor]:
        """Let one person in; a connection that breaks is noted, not raised."""
        try:
            async with arriving(address) as visitor:
                yield visitor
        except LOST as error:
            self.lost.append(f"{type(error).__name__}: {error}")


async def open_each(address: str, screens: Iterable[LoadScreen]) -> Crowd:
    """Let one person open these screens, so that what is read once has been read."""
    crowd = Crowd()
    async with crowd.one(address) as visitor:
        for screen in screens:
            crowd.visits.append(await visitor.visit(screen))
    return crowd


async def stay(
    address: str, drawing: ScreenDraw, sessions: int, seconds: float, think: float
) -> Crowd:
    """Let that many sessions open screen after screen, `think` seconds between on average."""
    crowd = Crowd()
    end = time.monotonic() + seconds

    async def person(number: int) -> None:
        await asyncio.sleep(min(ARRIVE_S, seconds / 4 / sessions) * number)
        async with crowd.one(address) as visitor:
            while time.monotonic() < end:
                crowd.visits.append(await visitor.visit(drawing.draw()))
                await asyncio.sleep(think * drawing.chance.uniform(0.5, 1.5))

    await asyncio.gather(*map(person, range(sessions)))
    return crowd


async def come_and_go(
    address: str, drawing: ScreenDraw, sessions: int, seconds: float = 0
) -> Crowd:
    """Open and close that many sessions, five at a time, one screen each.

    They come evenly over so many seconds; 0: each as soon as there is room.
    """
    crowd = Crowd()
    waiting = asyncio.Semaphore(AT_ONCE)

    async def person(number: int) -> None:
        await asyncio.sleep(number * seconds / sessions)
        async with waiting, crowd.one(address) as visitor:
            crowd.visits.append(await visitor.visit(drawing.draw()))

    await asyncio.gather(*map(person, range(sessions)))
    return crowd
