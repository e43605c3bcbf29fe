"""Try small faults: `python -m bench.mutants --seed 7 --sample 300 [--json]` (docs/mutation.md).

Exit code 0: at least nine of ten were seen; 1: fewer were.
"""

import argparse
import json
import multiprocessing
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.mutants.choosing import Fault, sample_faults
from bench.mutants.nearest import nearest_tests, tried_modules
from bench.mutants.records import append, cut_unfinished, row_of, seen_by, still_to_try, summary
from bench.mutants.trying import compile_tests, copy_tree, prepare, require_green, try_fault
from files.command_line import ChineseParser, whole_count, whole_number

ROOT = Path(__file__).parents[2]
WANTED = 0.9  # of the faults tried


def main() -> int:
    """Try what is still to be tried, then say how many were seen."""
    options = _parser().parse_args()
    record = Path(options.record or ROOT / "var" / f"mutants-{options.seed}.jsonl")
    record.parent.mkdir(parents=True, exist_ok=True)
    cut_unfinished(record)
    faults = sample_faults(ROOT, tried_modules(ROOT), options.seed, options.sample)
    left = still_to_try(faults, record, survivors_again=options.again)
    if left:
        _try_all(left, record, options.processes)
    found = summary(faults, record, options.seed)
    print(json.dumps(found, ensure_ascii=False, indent=1) if options.json else _told(found))
    share = found["share_killed"]
    return int(not (isinstance(share, float) and share >= WANTED))


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(
        prog="python -m bench.mutants", description="逐个放入小错，看最近的测试能否发现"
    )
    parser.add_argument("--seed", type=whole_number, default=7, help="抽样的种子，默认 7")
    parser.add_argument("--sample", type=whole_count, default=300, help="抽几处，默认 300")
    parser.add_argument("--processes", type=whole_count, default=2, help="同时试几处，默认 2")
    parser.add_argument("--again", action="store_true", help="没有被发现的再试一次")
    parser.add_argument(
        "--record", help="逐条结果的文件，默认 var/mutants-种子.jsonl；中断后接着试"
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    return parser


def _try_all(faults: Sequence[Fault], record: Path, processes: int) -> None:
    prepare()
    with TemporaryDirectory() as folder:
        copies = [Path(folder) / str(number) for number in range(max(1, processes))]
        copy_tree(ROOT, copies[0])
        tests = [test for fault in faults for test in nearest_tests(fault.module)]
        compile_tests(copies[0], tests)
        for copy in copies[1:]:
            shutil.copytree(copies[0], copy)
        shares = [faults[number :: len(copies)] for number in range(len(copies))]
        forked = multiprocessing.get_context("fork")
        workers = [
            forked.Process(target=_try_share, args=(share, copy, record))
            for share, copy in zip(shares, copies, strict=True)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        if any(worker.exitcode for worker in workers):
            sys.exit("有一处没有试成，见上面的说明；已试的都记下了，再运行一次会接着试。")
        print("发现了错的测试，在没有错的副本里再运行一遍 …", file=sys.stderr, flush=True)
        require_green(copies[0], seen_by(faults, record))


def _try_share(faults: Sequence[Fault], copy: Path, record: Path) -> None:
    for number, fault in enumerate(faults, start=1):
        trial = try_fault(copy, fault)
        append(record, row_of(fault, trial))
        told = f"{number}/{len(faults)} {trial.outcome} {fault.module}:{fault.line} {fault.after}"
        print(told, file=sys.stderr, flush=True)


def _told(found: dict[str, object]) -> str:
    counts = "种子 {seed}，抽 {sample} 处，试了 {tried} 处，发现的占 {share_killed}"
    parts = "发现 {killed}，跑不完 {endless}，没有发现 {survived}"
    lines = [counts.format_map(found), parts.format_map(found)]
    survivors = found["survivors"]
    if isinstance(survivors, list):
        lines += [f"{r['module']}:{r['line']} {r['before']} → {r['after']}" for r in survivors]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
