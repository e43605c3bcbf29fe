"""What many people at once cost: rows, what was promised of them, and all as one JSON object."""

import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from bench.figures import Measurement, Promise, Unit
from bench.load.crowd import Crowd
from bench.load.watching import Watch
from bench.machine import Moment

PART = "多人同时"
PAGE_CPU_MS = 30
CLICK_CPU_MS = 15
P95_MS = 1000
EMPTY = 1.0  # times an empty page's rerun
SHOWN = 5  # failures told; all are counted
MOST_LOOKS = 40


def load_rows(crowd: Crowd, watch: Watch, sessions: int) -> list[Measurement]:
    """Return how long each screen took, and CPU of the server for one."""
    waited = tuple(1000 * visit.seconds for visit in crowd.visits)
    cpu = 1000 * watch.cpu_s / max(1, len(crowd.visits))
    return [
        Measurement("load_wait", PART, f"{sessions} 人同时，打开一屏", Unit.MS, waited or (0.0,)),
        Measurement("load_cpu", PART, f"{sessions} 人同时，打开一屏的服务器 CPU", Unit.MS, (cpu,)),
    ]


def load_promises(rows: Sequence[Measurement]) -> list[Promise]:
    """List what was promised of the rows that are there."""
    by_key = {row.key: row for row in rows}
    promises = []
    if "load_wait" in by_key:
        wait, cpu = by_key["load_wait"], by_key["load_cpu"]
        promises += [
            Promise(f"{wait.what},p95 少于 {P95_MS} ms", wait.p95, P95_MS),
            Promise(f"{cpu.what}不超过 {PAGE_CPU_MS} ms", cpu.median, PAGE_CPU_MS),
        ]
    if "rerun_click" in by_key:
        click, whole = by_key["rerun_click"].median, by_key["rerun_whole"].median
        empty = by_key["rerun_empty"].median
        promises += [
            Promise(f"一次点击的服务器 CPU 不超过 {CLICK_CPU_MS} ms", click, CLICK_CPU_MS),
            Promise("整页重跑的服务器 CPU 不超过同样设置的空白页", whole / empty, EMPTY),
        ]
    return promises


def told(
    moment: Moment, crowd: Crowd, watch: Watch, rows: Sequence[Measurement]
) -> Mapping[str, object]:
    """Return everything for JSON: times in ms, memory in MiB."""
    return {
        "moment": asdict(moment),
        "visits": len(crowd.visits),
        "failures": len(crowd.failures),
        "failed": crowd.failures[:SHOWN],
        "rows": {row.key: {"p50": round(row.median, 1), "p95": round(row.p95, 1)} for row in rows},
        "by_screen_p50_ms": _by_screen(crowd),
        "memory_mb": _ends(watch, "memory_mb"),
        "memory_slope_mb_per_min": round(watch.slope_mb_per_min, 2),
        "handles": _ends(watch, "handles"),
        "threads": _ends(watch, "threads"),
        "looks": [asdict(look) for look in watch.looks[:: len(watch.looks) // MOST_LOOKS + 1]],
        "promises": [{**asdict(p), "met": p.met} for p in load_promises(rows)],
    }


def _by_screen(crowd: Crowd) -> dict[str, float]:
    waited = defaultdict(list)
    for visit in crowd.visits:
        waited[visit.screen].append(1000 * visit.seconds)
    return {screen: round(statistics.median(waited[screen]), 1) for screen in sorted(waited)}


def _ends(watch: Watch, name: str) -> list[float]:
    """The first value, the highest, and the last."""
    values = [getattr(look, name) for look in watch.looks]
    return [round(value, 1) for value in (values[0], max(values), values[-1])]
