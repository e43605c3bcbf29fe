"""Measure everything in one run: `python -m bench [--json] [--runs 10] [--only paint clicks map]`.

Exit code 0: measured, whether or not a promise was met; 1: something could not be measured.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from bench.browsing import launch
from bench.clicks import CHAIN, measure_clicks
from bench.computing import measure_computing
from bench.figures import Measurement
from bench.first_paint import measure_first_paint
from bench.machine import Moment, describe, look
from bench.map_reruns import PART as MAP_RERUNS
from bench.map_reruns import measure_map_reruns
from bench.map_timing import COUNTS, measure_map, office_of
from bench.map_timing import PART as MAP
from bench.papers import PART as PAPERS
from bench.papers import measure_papers
from bench.promises import promises, ratios
from bench.reruns import measure_reruns
from bench.servers import Servers, all_servers
from bench.table import as_json, as_table
from chains.catalog import Catalog
from chains.office import open_catalog
from files.command_line import ChineseParser, whole_count

SEED = 7
PARTS: Mapping[str, str] = {
    "paint": "首次打开",
    "clicks": "点选环节",
    "map": MAP,
    "map_reruns": MAP_RERUNS,
    "reruns": "服务器 CPU",
    "computing": "计算",
    "papers": PAPERS,
}


def main() -> None:
    """Measure, then print one table, or one JSON object."""
    options = _parser().parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        # Same data everywhere: the shipped chains, without those of an office.
        os.environ["SANMING_DATA"] = name
        with all_servers(folder) as servers:
            moments, rows = _measure(
                servers,
                open_catalog(os.environ),
                folder,
                max(1, options.runs),
                options.only or PARTS,
            )
    result = (describe(), moments, rows, ratios(rows), promises(rows))
    print(json.dumps(as_json(*result), ensure_ascii=False) if options.json else as_table(*result))


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="python -m bench", description="测量速度并打印结果（约十五分钟）")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出，含每一次的数值")
    parser.add_argument("--runs", type=whole_count, default=10, help="每项测几次，默认 10")
    told = "，".join(f"{key} {name}" for key, name in PARTS.items())
    parser.add_argument("--only", nargs="+", choices=PARTS, help=f"只测这几部分：{told}")
    return parser


def _measure(
    servers: Servers, catalog: Catalog, folder: Path, runs: int, only: Collection[str]
) -> tuple[list[Moment], list[Measurement]]:
    """Measure part after part of `only`; each is preceded by a look at how busy the machine is."""
    order = Random(SEED)  # noqa: S311  (repeatable, not secret)
    chain = catalog.chain(CHAIN)
    moments: list[Moment] = []
    rows: list[Measurement] = []

    def take(part: str, measure: Callable[[], list[Measurement]]) -> None:
        if part not in only:
            return
        print(f"正在测量：{PARTS[part]} …", file=sys.stderr, flush=True)
        moments.append(look(PARTS[part]))
        rows.extend(measure())

    with sync_playwright() as playwright:
        browser = launch(playwright)
        take("paint", lambda: measure_first_paint(browser, servers, catalog, runs, order))
        take("clicks", lambda: measure_clicks(browser, servers, chain, 2 * runs, order))
        take("map", lambda: measure_map(browser, folder, max(2, runs // 3), order))
        browser.close()
    offices = {count: office_of(folder, count) for count in COUNTS}
    take("map_reruns", lambda: measure_map_reruns(offices, order))
    take("reruns", lambda: measure_reruns(servers, chain, max(3, runs // 2), order))
    take("computing", lambda: measure_computing(catalog, runs))
    take("papers", lambda: measure_papers(max(2, runs // 3)))
    return moments, rows


if __name__ == "__main__":
    main()
