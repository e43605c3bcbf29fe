"""An Excel list of 100 000 plots into an empty ledger, and once more: time and memory.

`python -m bench.imports`. Exit code 1: a promise was not met.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil  # type: ignore[import-untyped]

from bench.figures import Measurement, Promise, Unit
from bench.machine import describe, look
from bench.map_plots import make_plots
from bench.servers import ROOT
from bench.table import as_table
from geodata.rows.export import export

PART = "导入清单"
COUNT = 100_000
RUNS = 3
EVERY_S = 0.05
LONGEST_MS = 60_000
MOST_KIB = 1_000_000_000 / 1024
WHAT = {"new": f"{COUNT} 行，全部新增", "same": f"{COUNT} 行再导一次，没有变化"}
Taken = tuple[float, float]


def measure_imports(runs: int) -> list[Measurement]:
    """Import the list into an empty ledger and again, each in a process of its own."""
    taken: dict[str, list[Taken]] = {way: [] for way in WHAT}
    with TemporaryDirectory() as name:
        file = Path(name) / "清单.xlsx"
        file.write_bytes(export(make_plots(COUNT)))
        for run in range(runs):
            for way in WHAT:  # first into an empty office, then into the same
                taken[way].append(_import(file, Path(name) / str(run)))
    rows: list[Measurement] = []
    for way, values in taken.items():
        wall, peak = zip(*values, strict=True)
        rows.append(Measurement(f"import_{way}_ms", PART, WHAT[way], Unit.MS, wall))
        rows.append(
            Measurement(f"import_{way}_kib", PART, f"{WHAT[way]}：内存最高", Unit.KIB, peak)
        )
    return rows


def import_promises(rows: Sequence[Measurement]) -> list[Promise]:
    """List what was promised: a minute, and a gigabyte."""
    worst = {row.key: max(row.values) for row in rows}
    return [
        Promise("10 万行导入少于 60 000 ms（最慢一次）", worst["import_new_ms"], LONGEST_MS),
        Promise("10 万行导入内存少于 1 GB(KiB)", worst["import_new_kib"], MOST_KIB),
    ]


def _import(file: Path, office: Path) -> Taken:
    """Return the ms that the command takes, and the peak KiB of it and its reader together."""
    began = time.perf_counter()
    process = psutil.Popen(
        [sys.executable, "-m", "ledger", "import", str(file)],
        cwd=ROOT,
        env={**os.environ, "SANMING_DATA": str(office), "DATABASE_URL": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _memory(process))
        time.sleep(EVERY_S)
    if process.returncode:
        msg = f"python -m ledger import ended with {process.returncode}"
        raise RuntimeError(msg)
    return 1000 * (time.perf_counter() - began), peak / 1024


def _memory(process: psutil.Process) -> float:
    try:
        both = [process, *process.children(recursive=True)]
        return float(sum(one.memory_info().rss for one in both))
    except psutil.NoSuchProcess:  # one of them ended in between
        return 0.0


def main() -> int:
    """Measure and print."""
    before = look("测前")
    rows = measure_imports(RUNS)
    promises = import_promises(rows)
    print(as_table(describe(), [before, look("测后")], rows, [], promises))
    return int(not all(promise.met for promise in promises))


if __name__ == "__main__":
    sys.exit(main())
