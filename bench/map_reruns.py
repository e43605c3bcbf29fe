"""What a click on the map costs the server, with 300 to 100 000 plots: no browser, in turns.

All servers run at the same time and are clicked in turns, so that a neighbour on the machine
slows each of them alike.
"""

import json
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from random import Random

import psutil  # type: ignore[import-untyped]
from streamlit.proto.WidgetStates_pb2 import WidgetState

from bench.figures import Measurement, Promise, Unit
from bench.map_plots import plot_id
from bench.servers import ROOT, Server, serving
from bench.session import Session

PART = "看地图：重跑"
COMPONENT = "component_instance"
BATCH = 20  # clicks per value: the system counts CPU in steps of 10 ms
ROUNDS = 9
WARM_UP = 10
PAUSE_S = 0.03  # so that what Streamlit tidies up after a run counts with that run
WAYS: Mapping[str, str] = {"click": "点一处地块", "whole": "整页重跑"}
EVEN = 1.2  # times the CPU with 300 plots: what "constant" allows

_turns = count(1)


def measure_map_reruns(offices: Mapping[int, Path], order: Random) -> list[Measurement]:
    """Measure CPU ms of a click and of a whole rerun for each office, by its number of plots."""
    values: dict[tuple[int, str], list[float]] = {(n, way): [] for n in offices for way in WAYS}
    with ExitStack() as stack:
        opened = {plots: _open(stack, office) for plots, office in offices.items()}
        for _ in range(ROUNDS):
            for plots, way in order.sample(sorted(values), len(values)):
                values[plots, way].append(_cpu_ms(*opened[plots], way, order))
    return [
        Measurement(
            f"map_{way}_{plots}", PART, f"{plots} 处：{WAYS[way]}", Unit.MS, tuple(measured)
        )
        for (plots, way), measured in values.items()
    ]


def map_rerun_promises(rows: Sequence[Measurement]) -> list[Promise]:
    """Say for each way how much dearer the dearest number of plots is than the smallest."""
    promises = []
    for way, name in WAYS.items():
        medians = [row.median for row in rows if row.key.startswith(f"map_{way}_")]
        what = f"地图{name}的 CPU，各地块数中最高为最少一档的倍数不超过 {EVEN}"
        promises.append(Promise(what, max(medians) / medians[0], EVEN))
    return promises


def _open(stack: ExitStack, office: Path) -> tuple[Server, Session]:
    server = stack.enter_context(serving(["-m", "front", "--no-browser", "--port"], ROOT, office))
    session = stack.enter_context(Session(server.address, "map"))
    session.run()
    for number in range(WARM_UP):
        _click(session, plot_id(number), "click")
    return server, session


def _cpu_ms(server: Server, session: Session, way: str, order: Random) -> float:
    """CPU ms of the server's process per rerun, over one batch of different plots."""
    before = _cpu_s(server)
    for number in order.sample(range(WARM_UP, 300), BATCH):
        _click(session, plot_id(number), way)
        time.sleep(PAUSE_S)
    return 1000 * (_cpu_s(server) - before) / BATCH


def _cpu_s(server: Server) -> float:
    times = psutil.Process(server.pid).cpu_times()
    return float(times.user + times.system)


def _click(session: Session, plot: str, way: str) -> None:
    """Say what the map says when a plot is clicked; a run that ignored it would be cheap."""
    act = {"act": "choose", "kind": "plot", "id": plot, "at": next(_turns)}
    said = {"last_active_drawing": {"type": "Feature", "geometry": None, "properties": act}}
    state = WidgetState(id=session.widgets[COMPONENT], json_value=json.dumps(said))
    session.run([state], session.fragments[COMPONENT] if way == "click" else "")
    if f"plot={plot}" not in session.query.split("&"):
        msg = f"the server did not take the choice of {plot}"
        raise RuntimeError(msg)
