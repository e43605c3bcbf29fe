"""Time all wall maps in both sizes: `python -m bench.wallmaps [--promise 90]`.

Exit code 0: made within the promised seconds; 1: not.
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from briefings.state.composing import read_state
from briefings.wallmap_settings import load_settings
from briefings.wallmaps.listing import list_maps
from briefings.wallmaps.state import open_wall_state
from briefings.wallmaps.targets import desk_counts
from files.command_line import ChineseParser, whole_count
from ledger.book.database import open_ledger
from papers.renderers.writing import make_files, write_files
from papers.wallmaps.making import wall_jobs
from papers.wallmaps.paper import Size


def main() -> int:
    """Make all of them as the command does, print time and size."""
    options = _parser().parse_args()
    start, cpu = time.perf_counter(), time.process_time()
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "SANMING_DATA": folder}
        made = _make(environment, Path(folder) / "out")
    seconds, spent = time.perf_counter() - start, time.process_time() - cpu
    megabytes = sum(made) / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(made)} 个文件，{megabytes:.1f} MB,{seconds:.1f} 秒（CPU {spent:.1f} 秒）,")
    print(f"内存最高 {memory:.0f} MB；承诺 {options.promise} 秒以内")
    return int(seconds > options.promise)


def _make(environment: dict[str, str], out: Path) -> Sequence[int]:
    ledger = open_ledger(environment)
    state = read_state(ledger, environment, date.today())  # noqa: DTZ011
    maps = list_maps(state, load_settings().views)
    wall = open_wall_state(state, environment, desk_counts(ledger, state, environment))
    files = make_files(list(wall_jobs(wall, maps, len(maps), list(Size))))
    return [path.stat().st_size for path in write_files(out, files)]


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="python -m bench.wallmaps", description="21 张挂图两种幅面的用时")
    parser.add_argument("--promise", type=whole_count, default=90, help="承诺的秒数，默认 90")
    return parser


if __name__ == "__main__":
    sys.exit(main())
