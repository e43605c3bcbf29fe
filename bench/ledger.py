"""Try hard to lose an edit: `python -m bench.ledger [--kills 40] [--writers 50]`.

Exit code 0: nothing was lost; 1: something was. PostgreSQL is tried if its programs are here.
"""

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from files.command_line import ChineseParser, whole_count
from ledger.book.database import open_ledger
from tests.ledger.postgres import find_programs, make_database, running_postgres
from tests.ledger.reliability import contest, kill_writers


def main() -> int:
    """Kill writers, let others compete, print what came of it."""
    options = _parser().parse_args()
    with TemporaryDirectory() as folder:
        lost = _try(Path(folder), "SQLite", "", options)
        programs = find_programs()
        if programs is None:
            print("PostgreSQL:没有找到程序，没有测")
        else:
            with running_postgres(programs) as server:
                address = make_database(server, "office")
                lost += _try(Path(folder), "PostgreSQL", address, options)
    return 1 if lost else 0


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="python -m bench.ledger", description="台账可靠性：争用和强行中断")
    parser.add_argument("--kills", type=whole_count, default=40, help="中断几次，默认 40")
    parser.add_argument("--writers", type=whole_count, default=50, help="同时几人写，默认 50")
    parser.add_argument("--edits", type=whole_count, default=20, help="每人改几次，默认 20")
    return parser


def _try(folder: Path, name: str, address: str, options: argparse.Namespace) -> int:
    """Kill writers of one database, then let writers compete there; return how much was lost."""
    office = {"SANMING_DATA": str(folder / name), "DATABASE_URL": address}
    return _kill(name, office, options.kills) + _contest(name, office, options)


def _kill(name: str, office: dict[str, str], kills: int) -> int:
    began = time.monotonic()
    killed = kill_writers(office, kills=kills, after=25)
    print(
        f"{name}:kill -9 {killed.kills} 次，已确认 {killed.acknowledged} 笔，"
        f"丢失 {killed.lost} 笔（{time.monotonic() - began:.0f} 秒）",
        flush=True,
    )
    return killed.lost


def _contest(name: str, office: dict[str, str], options: argparse.Namespace) -> int:
    ledger = open_ledger(office)
    began = time.monotonic()
    outcome = contest(ledger, writers=options.writers, edits=options.edits)
    seconds = time.monotonic() - began
    ledger.close()
    lost = outcome.kept - outcome.found
    print(
        f"{name}:{options.writers} 人同时改同样几行，存下 {outcome.kept} 次，"
        f"因过时被拒 {outcome.refused} 次，丢失 {lost} 次（{seconds:.1f} 秒）"
    )
    return abs(lost)


if __name__ == "__main__":
    sys.exit(main())
