"""Many people at once: `python -m bench.load --sessions 100 --seconds 60 --think 8`.

Prints one JSON object. With `--churn 1000` so many sessions are opened and closed instead, and
memory and open files on the way are told; with `--churn 1000 --over 1800` in the course of half an
hour, for the growth of memory. Exit code 0: nothing failed; 1: a page or a connection.
"""

import argparse
import asyncio
import json
import os
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.clicks import CHAIN
from bench.load.crowd import Crowd, come_and_go, open_each, stay
from bench.load.figures import load_rows, told
from bench.load.screens import ScreenDraw, every_screen
from bench.load.watching import Watch, watching
from bench.machine import look
from bench.map_plots import fill_office
from bench.reruns import measure_reruns
from bench.servers import Server, all_servers
from chains.office import open_catalog
from files.command_line import ChineseParser, amount, whole_count, whole_number
from targets.companies_file import load_companies

PLOTS = 300


def main() -> int:
    """Let them come, then print what it cost."""
    options = _parser().parse_args()
    with TemporaryDirectory() as name:
        office = Path(name) / "office"
        fill_office(office, PLOTS)
        os.environ["SANMING_DATA"] = str(office)
        chance = Random(options.seed)  # noqa: S311  (repeatable, not secret)
        drawing = ScreenDraw(open_catalog(os.environ), load_companies(), chance)
        moment = look("多人同时")
        with all_servers(office) as servers:
            crowd, watch = asyncio.run(_crowd(servers.ours, drawing, options))
            rows = load_rows(crowd, watch, options.sessions)
            if not options.churn:
                chain = drawing.catalog.chain(CHAIN)
                rows += measure_reruns(servers, chain, options.batches, chance)
    print(json.dumps(told(moment, crowd, watch, rows), ensure_ascii=False, indent=1))
    return 1 if crowd.failures else 0


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="python -m bench.load", description="许多人同时打开各屏")
    parser.add_argument("--sessions", type=whole_count, default=100, help="同时几人，默认 100")
    parser.add_argument("--seconds", type=amount, default=60, help="多久，默认 60 秒")
    parser.add_argument("--think", type=amount, default=8, help="两屏之间平均几秒，默认 8")
    parser.add_argument("--churn", type=whole_count, default=0, help="改为先后打开又关闭几个会话")
    parser.add_argument("--over", type=amount, default=0, help="这些会话分布在几秒里，默认尽快")
    parser.add_argument("--settle", type=amount, default=0, help="会话都关闭后再看几秒")
    parser.add_argument("--batches", type=whole_count, default=3, help="点击和重跑测几组，默认 3")
    parser.add_argument("--seed", type=whole_number, default=7, help="抽取各屏的随机数")
    return parser


async def _crowd(
    server: Server, drawing: ScreenDraw, options: argparse.Namespace
) -> tuple[Crowd, Watch]:
    """Open everything once, so that all is read; then watch the crowd and nothing else."""
    warm = await open_each(server.address, every_screen(drawing.catalog))
    async with watching(server.pid) as watch:
        if options.churn:
            crowd = await come_and_go(server.address, drawing, options.churn, options.over)
        else:
            given = (options.sessions, options.seconds, options.think)
            crowd = await stay(server.address, drawing, *given)
        await asyncio.sleep(options.settle)
    crowd.lost += warm.failures
    return crowd, watch


if __name__ == "__main__":
    raise SystemExit(main())
