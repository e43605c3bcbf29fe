"""Ask two checkouts every documented command and compare what they answer, byte by byte.

`python -m bench.same_answers OLD_CHECKOUT NEW_CHECKOUT [--only START] [--json]`: for changes
that must not change an answer. Data versions, clock times, hashes of the log and temporary paths
do not count. Exit code 0: all the same; 1: something differs; 2: not understood, or a documented
command is not in the table.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.same_answers_commands import FILES, all_commands, program_of, undocumented
from bench.same_answers_texts import CommandAnswer, Expected, difference, mask
from files.command_line import ChineseParser

# Sentences changed on purpose, each with its reason; empty it when the old checkout has them.
_BASIS = "on what an assignment rests is said in one way"
EXPECTED: tuple[Expected, ...] = (
    Expected("按编者记忆归入", "按编者记忆（没有来源）归入", _BASIS),
    Expected("按产品归入", "按主营产品归入", _BASIS),
    Expected("按行业代码归入", "按国民经济行业代码归入", _BASIS),
    Expected("凭编者印象，没有来源", "凭编者记忆（没有来源）", _BASIS),
    Expected("凭来源所写的产品", "凭主营产品", _BASIS),
    Expected("凭来源所写的行业分类", "凭细分领域", _BASIS),
    Expected("凭关键词命中", "凭关键词", _BASIS),
)
LIMIT = 600  # seconds before a command is given up


@dataclass(frozen=True, slots=True)
class Side:
    """A checkout with a data folder of its own."""

    checkout: Path
    folder: Path

    def answer(self, number: int, command: str) -> CommandAnswer:
        """Run `command`, the one of that number, and return what it gave back."""
        out = self.folder / "out" / str(number)
        places = {"data": self.folder / "data", "made": self.folder / "made", "out": out}
        program, *words = shlex.split(command.format_map(places))
        done = subprocess.run(
            [self._python(), "-m", program_of(self.checkout, program), *words],
            cwd=self.checkout,
            env=self._environment(),
            capture_output=True,
            check=False,
            timeout=LIMIT,
        )
        made = {self._mask(file.name): file for file in out.rglob("*") if file.is_file()}
        stdout, stderr = (self._mask(raw.decode()) for raw in (done.stdout, done.stderr))
        return CommandAnswer(done.returncode, stdout, stderr, made)

    def prepare(self) -> None:
        """Make the folders, and the lists that are imported."""
        (self.folder / "data").mkdir(parents=True)
        (self.folder / "made").mkdir()
        for name, content in FILES.items():
            (self.folder / "data" / name).write_text(content, encoding="utf-8")

    def _python(self) -> str:
        own = self.checkout / ".venv"
        found = [path for path in (own / "bin/python", own / "Scripts/python.exe") if path.exists()]
        return str(found[0]) if found else sys.executable

    def _environment(self) -> dict[str, str]:
        dropped = ("PYTHONPATH", "DATABASE_URL")
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        return {**kept, "SANMING_DATA": str(self.folder / "data"), "COLUMNS": "100"}

    def _mask(self, text: str) -> str:
        return mask(text, {str(self.folder): "<folder>", str(self.checkout): "<checkout>"})


def compare(old: Side, new: Side, commands: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each command with its first difference, "" where there is none, in the order given."""
    for side in (old, new):
        side.prepare()
    with ThreadPoolExecutor(2) as pool:  # both sides at once, so that they share the clock
        for number, command in enumerate(commands):
            asked = [pool.submit(side.answer, number, command) for side in (old, new)]
            before, after = (one.result() for one in asked)
            yield command, difference(before, after, EXPECTED)


def main(arguments: Sequence[str]) -> int:
    """Compare, and print a line for each command, or one JSON object."""
    options = _parser().parse_args(arguments)
    checkouts = [path.resolve() for path in (options.old, options.new)]
    commands = all_commands()
    if missing := _not_in_table(checkouts, commands):
        print(f"文档里有、表里没有的命令：{'、'.join(missing)}", file=sys.stderr)
        return 2
    chosen = [command for command in commands if command.startswith(options.only)]
    if not chosen:
        print(f"没有以「{options.only}」开头的命令", file=sys.stderr)
        return 2
    with TemporaryDirectory() as name:
        old, new = (Side(path, Path(name, str(n))) for n, path in enumerate(checkouts))
        return _report(compare(old, new, chosen), as_json=options.json)


def _report(compared: Iterator[tuple[str, str]], *, as_json: bool) -> int:
    """Print each as it comes, or all as JSON; 1 if any differs."""
    found = []
    for command, place in compared:
        found.append({"command": command, "difference": place or None})
        if not as_json:
            verdict = "differs" if place else "same   "
            print(f"{verdict}  {command}  {place}".rstrip(), flush=True)
    differing = sum(one["difference"] is not None for one in found)
    if as_json:
        print(json.dumps({"differing": differing, "commands": found}, ensure_ascii=False, indent=1))
    else:
        print(f"{len(found)} 条命令，{differing} 条的回答不同")
    return int(differing > 0)


def _not_in_table(checkouts: Sequence[Path], commands: Sequence[str]) -> list[str]:
    docs = [(path / "docs/commands.md").read_text(encoding="utf-8") for path in checkouts]
    return list(dict.fromkeys(one for text in docs for one in undocumented(text, commands)))


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(
        prog="python -m bench.same_answers", description="逐条运行两份代码的命令，核对回答是否相同"
    )
    parser.add_argument("old", type=Path, metavar="OLD_CHECKOUT", help="改动以前的代码")
    parser.add_argument("new", type=Path, metavar="NEW_CHECKOUT", help="改动以后的代码")
    parser.add_argument("--only", default="", metavar="START", help="只运行这样开头的，如 reports")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
