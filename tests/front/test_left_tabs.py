"""A session ends with its tab; one whose connection broke is kept for a while."""

import asyncio
from dataclasses import dataclass, field
from typing import cast

from starlette.types import Message, Receive, Scope, Send
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.session_manager import SessionInfo

from front.left_tabs import GOING_AWAY, MOST, FarewellNote, LeftSessions

BROKEN = 1006


@dataclass
class Ended:
    """What Streamlit hands over of a session, as far as the store of left ones looks at it."""

    id: str
    ended: bool = False

    def shutdown(self) -> None:
        self.ended = True


@dataclass
class Hand:
    """A clock that is put forward by hand."""

    at: float = 0.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Office:
    """Left sessions behind the middleware, as the server has them."""

    clock: Hand = field(default_factory=Hand)
    left: LeftSessions = field(init=False)

    def __post_init__(self) -> None:
        self.left = LeftSessions(120, self.clock)

    async def lose(self, session: Ended, code: int) -> None:
        """Let a websocket end with `code`, and Streamlit put its session away."""

        async def stream(_scope: Scope, receive: Receive, _send: Send) -> None:
            await receive()
            self.left.save(SessionInfo(None, cast("AppSession", session)))

        async def receive() -> Message:
            return {"type": "websocket.disconnect", "code": code}

        async def send(_message: Message) -> None:
            pass

        await asyncio.create_task(FarewellNote(stream)({"type": "websocket"}, receive, send))
        await asyncio.sleep(0)

    def kept(self) -> list[str]:
        return [info.session.id for info in self.left.list()]


def test_a_session_ends_when_its_tab_is_closed() -> None:
    office, closed = Office(), Ended("closed")

    asyncio.run(office.lose(closed, GOING_AWAY))

    assert closed.ended
    assert office.kept() == []


def test_a_session_whose_connection_broke_can_be_taken_up_again() -> None:
    office, broken = Office(), Ended("broken")

    asyncio.run(office.lose(broken, BROKEN))

    found = office.left.get("broken")
    assert found is not None
    assert (found.session.id, broken.ended) == ("broken", False)


def test_a_session_that_nobody_takes_up_ends_after_its_time_though_nobody_else_leaves() -> None:
    office, broken = Office(), Ended("broken")

    async def wait() -> None:
        await office.lose(broken, BROKEN)
        office.clock.at = 120
        office.left.end_old()
        await asyncio.sleep(0)

    asyncio.run(wait())

    assert broken.ended
    assert office.left.get("broken") is None


def test_of_very_many_broken_connections_the_oldest_end() -> None:
    office, sessions = Office(), [Ended(str(number)) for number in range(MOST + 2)]

    async def break_all() -> None:
        for session in sessions:
            await office.lose(session, BROKEN)

    asyncio.run(break_all())

    assert [session.id for session in sessions if session.ended] == ["0", "1"]
    assert len(office.kept()) == MOST


def test_a_session_that_was_taken_up_again_is_not_ended() -> None:
    office, back = Office(), Ended("back")

    async def return_() -> None:
        await office.lose(back, BROKEN)
        office.left.delete("back")
        office.clock.at = 120
        office.left.end_old()
        await asyncio.sleep(0)

    asyncio.run(return_())

    assert not back.ended
