"""Kill the server while somebody saves on a screen: `python -m bench.kills --times 100`.

Each kind of save in turn, kill -9 at a random moment after the click. Exit code 0: nothing that
was acknowledged is lost, and the ledger is sound after every kill; 1: something was.
"""

import argparse
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from files.command_line import ChineseParser, whole_count, whole_number
from tests.front.clicked_saves import FORMS, kill_while_saving


def main() -> int:
    """Kill, look, print what came of it for each kind of save."""
    options = _parser().parse_args()
    chance = Random(options.seed)  # noqa: S311  (repeatable, not secret)
    lost = 0
    for name, form in FORMS.items():
        with TemporaryDirectory() as folder:
            record = kill_while_saving(Path(folder), form, options.times // len(FORMS), chance)
        lost += len(record.lost)
        print(
            f"{name}：强行中断 {record.kills} 次，其中 {record.during} 次在确认之前；"
            f"确认过的 {record.acknowledged} 笔，丢失 {len(record.lost)} 笔",
            flush=True,
        )
    return 1 if lost else 0


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="python -m bench.kills", description="点保存时强行中断服务器")
    parser.add_argument("--times", type=whole_count, default=99, help="一共几次，默认 99")
    parser.add_argument("--seed", type=whole_number, default=7, help="什么时候中断的随机数")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
