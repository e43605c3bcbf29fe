"""Trip books of 10, 50 and 200 companies: time and memory, each in a process of its own."""

import json
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
from bench.table import as_table
from briefings.state.composing import office
from briefings.targets.finding import targets_in_step
from briefings.trip.book import TripRequest, write_book
from briefings.trip.companies import best_of_desk
from ledger.book.policy import LOCAL
from ledger.companies.reading import companies_of
from papers.renderers.writing import make_files, write_files
from papers.trip.files import book_jobs

PART = "出访手册"
COUNTS = (10, 50, 200)
DESK = "长三角"
LONGEST_MS = 30_000
Taken = tuple[float, float, float]
RUNS = 3
LIMIT = 600  # seconds before a process is given up


def measure_papers(runs: int) -> list[Measurement]:
    """Make the four files of a book `runs` times for each count, in a fresh process each time."""
    rows: list[Measurement] = []
    with TemporaryDirectory() as folder:
        _once(COUNTS[0], folder)  # puts the companies into the ledger, which is not measured
        for count in COUNTS:
            taken = [_once(count, folder) for _ in range(runs)]
            what = f"{count} 家：四份文件"
            wall, cpu, peak = zip(*taken, strict=True)
            rows.append(Measurement(f"papers_{count}_ms", PART, what, Unit.MS, wall))
            rows.append(Measurement(f"papers_{count}_cpu", PART, f"{what},CPU", Unit.MS, cpu))
            rows.append(
                Measurement(f"papers_{count}_kib", PART, f"{what}，内存最高", Unit.KIB, peak)
            )
    return rows


def paper_promises(rows: Sequence[Measurement]) -> list[Promise]:
    """Ten companies in time; four times as many companies take at most four times as much."""
    by_key = {row.key: row.median for row in rows}
    few, many = COUNTS[1], COUNTS[2]
    share = many / few
    return [
        Promise("10 家的出访手册（四份）少于 30 000 ms", by_key["papers_10_ms"], LONGEST_MS),
        Promise(
            f"{many} 家的 CPU 不超过 {few} 家的 {share:.0f} 倍",
            by_key[f"papers_{many}_cpu"] / by_key[f"papers_{few}_cpu"],
            share,
        ),
        Promise(
            f"{many} 家内存不超过 {few} 家的 {share:.0f} 倍",
            by_key[f"papers_{many}_kib"] / by_key[f"papers_{few}_kib"],
            share,
        ),
    ]


def _once(count: int, folder: str) -> Taken:
    command = [sys.executable, "-m", "bench.papers", str(count)]
    environment = {**os.environ, "SANMING_DATA": folder}
    done = subprocess.run(
        command, env=environment, check=True, capture_output=True, timeout=LIMIT, text=True
    )
    wall, cpu, peak = json.loads(done.stdout)
    return wall, cpu, peak


def make_book(count: int) -> Taken:
    """Make and write the book of the first `count` companies; return ms, CPU ms and peak KiB.

    The time is that of the command without its start: finding, the pages, files, writing.
    """
    folder = Path(os.environ["SANMING_DATA"])
    with office(os.environ) as (ledger, state):
        start, spent = time.perf_counter(), _cpu()
        targets, _ = targets_in_step(ledger, state, os.environ)
        with ledger.reading() as session, companies_of(session, os.environ) as companies:
            known = best_of_desk(session, companies, targets, DESK, count)
        book = write_book(state, known, TripRequest(DESK, LOCAL.name))
        write_files(folder / "out", make_files(book_jobs(book)))
    wall, cpu = time.perf_counter() - start, _cpu() - spent
    return (1000 * wall, 1000 * cpu, _peak_kib())


def _peak_kib() -> float:
    """Return the peak of this process and of the typesetter's, as if both came at once."""
    info = psutil.Process().memory_info()
    if hasattr(info, "peak_wset"):  # Windows keeps no account of ended processes
        return float(info.peak_wset / 1024)
    import resource  # noqa: PLC0415  (there is none on Windows)

    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = sum(resource.getrusage(whose).ru_maxrss for whose in who)
    return float(peak if sys.platform != "darwin" else peak / 1024)


def _cpu() -> float:
    """Return the CPU seconds of this process and of those it has ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def main() -> int:
    """Measure all three sizes and print them with what is promised."""
    before = look("测前")
    rows = measure_papers(RUNS)
    promises = paper_promises(rows)
    print(as_table(describe(), [before, look("测后")], rows, [], promises))
    return int(not all(promise.met for promise in promises))


if __name__ == "__main__":
    if len(sys.argv) > 1:  # one size, in this process of its own
        print(json.dumps(make_book(int(sys.argv[1]))))
    else:
        sys.exit(main())
