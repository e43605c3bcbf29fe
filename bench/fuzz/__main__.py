"""`python -m bench.fuzz [--inputs 10000] [--seed 7]`: no exception, no text lost without a word.

Two of five files are valid tables of random texts, the others random or damaged. They are read in
processes that are bounded as in the product; one that ends is counted and tried no further, as
there the file is refused then. Exit code 1: something was found; the seed and the number of the
file give it again.
"""

import argparse
import json
import os
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from random import Random

from bench.fuzz.inputs import LEFT_OUT, FuzzedFile, damaged_file, whole_file
from bench.fuzz.trying import try_out, workbooks_here
from files.apart import limit_this_process
from files.command_line import ChineseParser, whole_count

BATCH = 200
LIMIT_MEGABYTES, LIMIT_SECONDS = 1500, 300
WHOLE_SHARE = 0.4
SHOWN = 20
FileOutcome = tuple[int, str, list[str]]  # number of the file, its name, what is wrong


def make(seed: int, number: int) -> FuzzedFile:
    """Return file `number` of a seed: always the same."""
    random = Random(seed * 1_000_003 + number)  # noqa: S311  (repeatable, not secret)
    return whole_file(random) if random.random() < WHOLE_SHARE else damaged_file(random)


def outcome_of(seed: int, number: int) -> FileOutcome:
    """Read one file and return what is wrong with that."""
    trial = make(seed, number)
    try:
        return number, trial.name, try_out(trial)
    except Exception:  # noqa: BLE001  (what it is looked for)
        return number, trial.name, [traceback.format_exc(limit=-3)]


def outcomes(seed: int, numbers: range) -> Iterator[FileOutcome | int]:
    """Give the outcome of every file; of one that ended its process only its number."""
    at = numbers.start
    while at < numbers.stop:
        done = 0
        for outcome in _in_a_process(seed, range(at, min(at + BATCH, numbers.stop))):
            done += 1
            yield outcome
        if done < min(BATCH, numbers.stop - at):
            yield at + done
            done += 1
        at += done


def _in_a_process(seed: int, numbers: range) -> Iterator[FileOutcome]:
    source, target = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        _read_all(seed, numbers, target)
    os.close(target)
    with os.fdopen(source, encoding="utf-8") as lines:
        for line in lines:
            number, name, faults = json.loads(line)
            yield number, name, faults
    os.waitpid(child, 0)


def _read_all(seed: int, numbers: range, target: int) -> None:
    """Read the files, write what became of each, and end this process."""
    limit_this_process(LIMIT_MEGABYTES, LIMIT_SECONDS)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # panics of a library
    with workbooks_here(), os.fdopen(target, "w", encoding="utf-8") as told:
        for number in numbers:
            told.write(json.dumps(outcome_of(seed, number)) + "\n")
            told.flush()
    os._exit(0)


def main() -> int:
    """Read the files and print what was found."""
    parser = ChineseParser(prog="python -m bench.fuzz", description="随机和损坏的文件读入每种读法")
    parser.add_argument("--inputs", type=whole_count, default=10_000, help="多少份，默认 10000")
    parser.add_argument("--seed", type=whole_count, default=7, help="种子，默认 7")
    options: argparse.Namespace = parser.parse_args()
    if LEFT_OUT:
        print(f"没有样本的后缀：{'、'.join(sorted(LEFT_OUT))}")
    kinds: Counter[str] = Counter()
    found = ended = 0
    for outcome in outcomes(options.seed, range(options.inputs)):
        if isinstance(outcome, int):
            ended += 1
            print(f"第 {outcome} 份结束了读它的进程")
            continue
        number, name, faults = outcome
        kinds[name.partition(".")[2]] += 1
        found += bool(faults)
        if faults and found <= SHOWN:
            print(f"第 {number} 份 {name}:{faults}", flush=True)
    print("、".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
    print(f"{options.inputs} 份，种子 {options.seed}：有问题 {found}，结束进程 {ended}")
    return int(bool(found or LEFT_OUT))


if __name__ == "__main__":
    sys.exit(main())
