"""Time six questions over very many companies: `python -m bench.companies --rows 1000000`.

Ours against pandas in memory, Datasette and a usual Streamlit page, on the same invented data in
the same run. Answers are compared first: a wrong count is no time. Exit code 0: all agreed.
"""

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import companies_copies, companies_datasette
from bench.companies_data import build_synthetic
from bench.companies_questions import QUESTIONS, WHOLE, WHOLE_NAME
from bench.companies_ways import USED, WAYS
from bench.machine import Moment, describe, look
from files.command_line import ChineseParser, whole_count

SETTLED = "datasette"


@dataclass
class Comparison:
    """结果: what each way answered, how long it took, and its memory in MB."""

    timed: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)
    moments: list[Moment] = field(default_factory=list)

    def median(self, way: str, question: str) -> float | None:
        """Return the middle time in ms, None if the way was not asked."""
        found = [t for t in self.timed.get(way, []) if t["question"] == question]
        return statistics.median(found[0]["times"]) if found else None

    def differences(self) -> list[str]:
        """Name every answer that is not ours."""
        ours = {one["question"]: _plain(one["answer"]) for one in self.timed.get("ours", [])}
        return [
            f"{way}:{one['question']}"
            for way, timed in self.timed.items()
            for one in timed
            if ours and _plain(one["answer"]) != ours[one["question"]]
        ]


def main() -> int:
    """Build the data, ask everybody, compare, print."""
    options = _parser().parse_args()
    outcome = Comparison()
    with TemporaryDirectory(prefix="companies-", dir=options.folder) as name:
        file = _data(options, Path(name))
        for way in WAYS:
            if way in options.ways and (way != SETTLED or options.datasette):
                _measure(way, file, options, outcome)
    wrong = outcome.differences()
    print(_as_json(outcome, options.rows) if options.json else _as_table(outcome, options.rows))
    for one in wrong:
        _say(f"答案不同：{one}")
    return 1 if wrong else 0


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(
        prog="python -m bench.companies", description="大量企业的六个查询：本看板与别的做法对照"
    )
    parser.add_argument("--rows", type=whole_count, default=100_000, help="多少家，默认 100000")
    parser.add_argument("--runs", type=whole_count, default=7, help="每项测几次，默认 7")
    parser.add_argument("--folder", help="临时文件放在哪里（一千万家约需 20 GB）")
    parser.add_argument("--file", default="", help="用这个合成文件（同样多家），不再生成")
    parser.add_argument("--datasette", default="", help="datasette 程序的路径；不给就不测它")
    parser.add_argument("--ways", nargs="*", default=list(WAYS), help="测哪些做法，默认全部")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    return parser


def _data(options: argparse.Namespace, folder: Path) -> Path:
    if options.file:
        return Path(options.file)
    _say(f"正在生成 {options.rows} 家合成企业 …")
    return build_synthetic(folder, options.rows)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _measure(way: str, file: Path, options: argparse.Namespace, outcome: Comparison) -> None:
    """Prepare what a way reads, then let it answer in a process of its own."""
    _say(f"正在准备：{WAYS[way]} …")
    if way == "datasette":
        database = companies_copies.write_datasette(file).rename(file.with_name("companies.db"))
        outcome.moments.append(look(WAYS[way]))
        found = companies_datasette.measure(options.datasette, database, options.runs)
        outcome.timed[way], outcome.memory[way] = found
        database.unlink()
        return
    if way == "ledger":
        companies_copies.write_ledger(file)
    if way == "streamlit":
        companies_copies.write_csv(file, USED)
    outcome.moments.append(look(WAYS[way]))
    command = [sys.executable, "-m", "bench.companies_ways", way, str(file), str(options.runs)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    outcome.timed[way], outcome.memory[way] = answer["timed"], answer["peak_mb"]
    _say(f"  {answer['whole_s']:.0f} 秒")


def _plain(answer: object) -> str:
    """Return an answer as text; counts in any order are the same counts."""
    return json.dumps(answer, sort_keys=True)


def _as_json(outcome: Comparison, rows: int) -> str:
    content = {
        "machine": describe(),
        "rows": rows,
        "moments": [
            {"part": m.part, "load": m.load, "others_percent": m.others_percent}
            for m in outcome.moments
        ],
        "memory_mb": outcome.memory,
        "times_ms": {
            way: {one["question"]: one["times"] for one in timed}
            for way, timed in outcome.timed.items()
        },
        "different": outcome.differences(),
    }
    return json.dumps(content, ensure_ascii=False)


def _as_table(outcome: Comparison, rows: int) -> str:
    ways = list(outcome.timed)
    lines = [*(f"- {text}" for text in describe().values()), f"- 合成企业 {rows} 家"]
    lines += [
        f"- 测「{m.part}」之前：负载 {m.load:.2f}，别的程序占 CPU {m.others_percent:.0f} %"
        for m in outcome.moments
    ]
    lines += ["", _cells(["查询（中位数，ms）", *(WAYS[way] for way in ways)])]
    lines.append(_cells(["---"] * (len(ways) + 1)))
    for key, name in {**QUESTIONS, WHOLE: WHOLE_NAME}.items():
        lines.append(_cells([name, *(_ms(outcome.median(way, key)) for way in ways)]))
    lines.append(_cells(["内存最高（MB）", *(f"{outcome.memory[way]:.0f}" for way in ways)]))
    return "\n".join(lines)


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _ms(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}" if value >= 10 else f"{value:.1f}"  # noqa: PLR2004


if __name__ == "__main__":
    sys.exit(main())
