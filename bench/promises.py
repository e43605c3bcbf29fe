"""What is compared and what was promised, read off the rows."""

from collections.abc import Sequence

from bench.clicks import NAMES, TIMES, ClickWay
from bench.computing import SHAPES
from bench.figures import Measurement, Promise, Ratio, ratio
from bench.load.figures import load_promises
from bench.map_reruns import map_rerun_promises
from bench.map_timing import map_promises, map_ratios
from bench.papers import paper_promises

OTHER_WAYS: tuple[ClickWay, ...] = ("usual", "eager")


def ratios(rows: Sequence[Measurement]) -> list[Ratio]:
    """List every comparison, those that we lose included."""
    return [
        *_click_ratios(rows),
        ratio(rows, "每次点击 websocket", "click_ours_kib", "click_usual_kib"),
        ratio(rows, "每次点击服务器 CPU", "rerun_click", "rerun_usual"),
        ratio(rows, "整页重跑服务器 CPU，对空白页", "rerun_whole", "rerun_empty"),
        ratio(rows, "总览首次打开，对空白页", "paint_overview_ms", "paint_empty_ms"),
        ratio(rows, "看图谱首次打开，对空白页", "paint_chain_ms", "paint_empty_ms"),
        ratio(rows, "布局 1000 环节，对只给坐标", "layout_1000_far", "multipartite_1000_far"),
        *map_ratios(rows),
    ]


def _click_ratios(rows: Sequence[Measurement]) -> list[Ratio]:
    """List the click against both orders of the usual way."""
    return [
        ratio(
            rows,
            f"点击{TIMES[until]}，对{NAMES[way]}",
            f"click_ours_{until}",
            f"click_{way}_{until}",
        )
        for until in ("panel", "both", "done")
        for way in OTHER_WAYS
    ]


def promises(rows: Sequence[Measurement]) -> list[Promise]:
    """List what was promised; the slower of two readings counts where there are two."""
    by_key = {row.key: row for row in rows}
    slowest = max(by_key[key].median for key in ("rerun_click", "rerun_whole"))
    layout = max(by_key[f"layout_1000_{shape}"].median for shape in SHAPES)
    return [
        Promise(
            "每次点击 websocket 不超过 2 KiB（最大一次）", max(by_key["click_ours_kib"].values), 2
        ),
        *_faster(rows),
        Promise("一次重跑的服务器 CPU 少于 80 ms（整页、点击中较慢者）", slowest, 80),
        Promise("全部产业链研判并排序少于 1000 ms", by_key["engine_all"].median, 1000),
        Promise("1000 个环节的布局少于 2000 ms（两种形状中较慢者）", layout, 2000),
        *load_promises(rows),
        *map_promises(rows),
        *map_rerun_promises(rows),
        *paper_promises(rows),
    ]


def _faster(rows: Sequence[Measurement]) -> list[Promise]:
    """The promised three times, read in every way it can be read; `done` is not in it."""
    return [
        Promise(f"{compared.what}：至少 3 倍快", compared.times, 3, at_least=True)
        for compared in _click_ratios(rows)
        if not compared.ours.endswith("done")
    ]
