"""What one rerun costs the server: CPU of its process, without any browser."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from random import Random

import psutil  # type: ignore[import-untyped]
from streamlit.proto.WidgetStates_pb2 import WidgetState

from bench.clicks import CHAIN
from bench.figures import Measurement, Unit
from bench.servers import Server, Servers
from bench.session import Session
from chains.model import Chain, Link

PART = "服务器 CPU"
BATCH = 15  # reruns per value: the system counts CPU in steps of 10 ms
PAUSE_S = 0.03  # so that what Streamlit tidies up after a run counts with that run


@dataclass(frozen=True, slots=True)
class Rerun:
    """一种重跑: an open session, and what is done to it for each link."""

    key: str
    name: str
    server: Server
    run: Callable[[Link], None]


def measure_reruns(
    servers: Servers, chain: Chain, batches: int, order: Random
) -> list[Measurement]:
    """Measure four kinds of rerun, one batch of each in shuffled order, `batches` times."""
    with (
        Session(servers.ours.address, "chains", f"chain={CHAIN}") as ours,
        Session(servers.usual.address) as usual,
        Session(servers.empty.address) as empty,
    ):
        for session in (ours, usual, empty):
            session.run()
        kinds = [
            Rerun("click", "本看板：点击一次", servers.ours, lambda link: _click(ours, link)),
            Rerun("whole", "本看板：整页重跑", servers.ours, lambda link: _whole(ours, link)),
            Rerun("usual", "常规做法：选择一次", servers.usual, lambda link: _select(usual, link)),
            Rerun("empty", "空白页：重跑", servers.empty, lambda _link: empty.run()),
        ]
        return _measure(kinds, chain, batches, order)


def _measure(kinds: list[Rerun], chain: Chain, batches: int, order: Random) -> list[Measurement]:
    links = cycle(chain.links)
    for kind in kinds:
        kind.run(next(links))
    values: dict[str, list[float]] = {kind.key: [] for kind in kinds}
    for _ in range(batches):
        for kind in order.sample(kinds, len(kinds)):
            values[kind.key].append(_cpu_ms(kind, [next(links) for _ in range(BATCH)]))
    return [
        Measurement(f"rerun_{kind.key}", PART, kind.name, Unit.MS, tuple(values[kind.key]))
        for kind in kinds
    ]


def _cpu_ms(kind: Rerun, links: list[Link]) -> float:
    """CPU ms of the server's process per rerun, over one batch."""
    before = _cpu_s(kind.server)
    for link in links:
        kind.run(link)
        time.sleep(PAUSE_S)
    return 1000 * (_cpu_s(kind.server) - before) / len(links)


def _cpu_s(server: Server) -> float:
    times = psutil.Process(server.pid).cpu_times()
    return float(times.user + times.system)


def _click(session: Session, link: Link) -> None:
    session.run([_board_state(session, link)], session.fragments["bidi_component"])
    _require_chosen(session, link)


def _whole(session: Session, link: Link) -> None:
    session.run([_board_state(session, link)])
    _require_chosen(session, link)


def _board_state(session: Session, link: Link) -> WidgetState:
    view = {"selected": link.id, "hidden": [], "turn": 1}
    return WidgetState(id=session.widgets["bidi_component"], json_value=json.dumps({"view": view}))


def _require_chosen(session: Session, link: Link) -> None:
    _require(f"link={link.id}" in session.query.split("&"), link)


def _require(taken: bool, link: Link) -> None:  # noqa: FBT001
    """Make sure that the server took the choice; a run that ignores it would be cheap."""
    if not taken:
        msg = f"the server did not take the choice of {link.id}"
        raise RuntimeError(msg)


def _select(session: Session, link: Link) -> None:
    session.run([WidgetState(id=session.widgets["selectbox"], string_value=link.name)])
    _require(f"### {link.name}" in session.said, link)
