"""What is compared and what was promised, read off the rows."""

from collections.abc import Callable, Mapping, Sequence

from bench.clicks import NAMES, TIMES, ClickWay
from bench.clicks import PART as CLICKS
from bench.computing import PART as COMPUTING
from bench.computing import SHAPES
from bench.figures import Measurement, Promise, Ratio, ratio
from bench.first_paint import PART as FIRST_PAINT
from bench.first_paint import paint_promises, paint_ratios
from bench.load.figures import load_promises
from bench.map_reruns import PART as MAP_RERUNS
from bench.map_reruns import map_rerun_promises
from bench.map_timing import PART as MAP
from bench.map_timing import map_promises, map_ratios
from bench.papers import PART as PAPERS
from bench.papers import paper_promises
from bench.reruns import PART as RERUNS

OTHER_WAYS: tuple[ClickWay, ...] = ("usual", "eager")


def ratios(rows: Sequence[Measurement]) -> list[Ratio]:
    """List every comparison of the parts that were measured, those that we lose included."""
    listed: Mapping[str, Callable[[Sequence[Measurement]], list[Ratio]]] = {
        CLICKS: _click_ratios,
        RERUNS: _rerun_ratios,
        FIRST_PAINT: paint_ratios,
        COMPUTING: _layout_ratios,
        MAP: map_ratios,
    }
    parts = {row.part for row in rows}
    return [found for part, list_of in listed.items() if part in parts for found in list_of(rows)]


def _click_ratios(rows: Sequence[Measurement]) -> list[Ratio]:
    """List the click against both orders of the usual way."""
    times = [
        ratio(
            rows,
            f"点击{TIMES[until]}，对{NAMES[way]}",
            f"click_ours_{until}",
            f"click_{way}_{until}",
        )
        for until in ("panel", "both", "done")
        for way in OTHER_WAYS
    ]
    return [*times, ratio(rows, "每次点击 websocket", "click_ours_kib", "click_usual_kib")]


def _rerun_ratios(rows: Sequence[Measurement]) -> list[Ratio]:
    return [
        ratio(rows, "每次点击服务器 CPU", "rerun_click", "rerun_usual"),
        ratio(rows, "整页重跑服务器 CPU，对空白页", "rerun_whole", "rerun_empty"),
    ]


def _layout_ratios(rows: Sequence[Measurement]) -> list[Ratio]:
    what = "布局 1000 环节，对只给坐标"
    return [ratio(rows, what, "layout_1000_far", "multipartite_1000_far")]


def promises(rows: Sequence[Measurement]) -> list[Promise]:
    """List what was promised of the parts that were measured."""
    listed: Mapping[str, Callable[[Sequence[Measurement]], list[Promise]]] = {
        FIRST_PAINT: paint_promises,
        CLICKS: _click_promises,
        RERUNS: _rerun_promises,
        COMPUTING: _computing_promises,
        MAP: map_promises,
        MAP_RERUNS: map_rerun_promises,
        PAPERS: paper_promises,
    }
    parts = {row.part for row in rows}
    found = [told for part, list_of in listed.items() if part in parts for told in list_of(rows)]
    return [*found, *load_promises(rows)]


def _click_promises(rows: Sequence[Measurement]) -> list[Promise]:
    """The promised three times, read in every way it can be read; `done` is not in it."""
    [most] = [max(row.values) for row in rows if row.key == "click_ours_kib"]
    return [
        Promise("每次点击 websocket 不超过 2 KiB（最大一次）", most, 2),
        *(
            Promise(f"{compared.what}：至少 3 倍快", compared.times, 3, at_least=True)
            for compared in _click_ratios(rows)
            if not compared.ours.endswith(("done", "kib"))
        ),
    ]


def _rerun_promises(rows: Sequence[Measurement]) -> list[Promise]:
    """The slower of two readings counts."""
    median = {row.key: row.median for row in rows}
    slowest = max(median["rerun_click"], median["rerun_whole"])
    return [Promise("一次重跑的服务器 CPU 少于 80 ms（整页、点击中较慢者）", slowest, 80)]


def _computing_promises(rows: Sequence[Measurement]) -> list[Promise]:
    """The slower of the two shapes counts."""
    median = {row.key: row.median for row in rows}
    layout = max(median[f"layout_1000_{shape}"] for shape in SHAPES)
    return [
        Promise("全部产业链研判并排序少于 1000 ms", median["engine_all"], 1000),
        Promise("1000 个环节的布局少于 2000 ms（两种形状中较慢者）", layout, 2000),
    ]
