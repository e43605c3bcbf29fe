"""Break every data file in every way and open every screen: `python -m bench.broken_files`.

Writes the table «file × screen» of docs/broken_files.md. Exit code 0: wherever a file is broken,
everything else opens and says so; 1: something does not.
"""

import argparse
import ast
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from files.command_line import ChineseParser, whole_count
from files.office import CHINA
from tests.copied_program import ROOT, Asked, Ran, Round, Screen, copy_program, run_rounds
from tests.ways_to_break import WAYS, all_files, broken

PAGE = ROOT / "docs" / "broken_files.md"
SAYS_CLOSED = "它的数据文件没有通过检查"
MORE_SCREENS, MORE_COMMANDS = 2, 1  # that do not read a file, and are looked at all the same
FINE, CLOSED, FAILED = "照常", "停用", "打不开"
GAP = {"chain": "fluorine", "link": "lithium_salt"}
COMPANY = "c004f58b1ba"
# Every screen as it opens first, and where more of the data is behind an address of it.
VARIANTS: Mapping[str, Sequence[Mapping[str, str]]] = {
    "chain": ({"chain": "seed"}, {"chain": "textile", "view": "表"}),
    "map": ({}, GAP),
    "company": ({"id": COMPANY},),
    "trip": ({"companies": COMPANY},),
    "companies": ({}, {"part": "导入"}),
}
WITHOUT_DATA = frozenset({"accounts"})  # who may come in stands in the ledger alone
COMMANDS = (
    "chains gaps --json",
    "geodata match --chain fluorine --link lithium_salt --json",
    "targets find --limit 30 --json",
    "reports card --chain fluorine --link lithium_salt --out {out}",
)


def main() -> int:
    """Break, open, print what is wrong, and write the page unless only a part was tried."""
    options = _parser().parse_args()
    files = [path for path in all_files() if options.only in path]
    cases = [(path, way) for path in files for way in _ways(path, options)]
    table = BrokenTable(options.ways)
    table.resume(options.record)
    left = [case for case in cases if case not in table.done]
    with TemporaryDirectory() as folder:
        rounds = run_rounds(copy_program(Path(folder)), _asked(left, table, options.seed))
        table.whole = next(rounds)
        for (path, way), found in zip(left, rounds, strict=True):
            wrong = table.add(path, way, found)
            print(f"{len(table.done)}/{len(cases)} {path} {way}", *wrong, sep="\n", flush=True)
            table.keep(options.record)
    if not options.only:
        PAGE.write_text(table.page(files), encoding="utf-8")
    return 1 if table.wrong else 0


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(
        prog="python -m bench.broken_files", description="逐个弄坏数据文件，看每一屏和主要命令"
    )
    most = len(WAYS)
    parser.add_argument("--ways", type=whole_count, default=most, help=f"每个文件几种，默认 {most}")
    parser.add_argument("--only", default="", metavar="文字", help="只看路径里有它的文件")
    parser.add_argument(
        "--record", type=Path, metavar="文件", help="边做边记在这里；再次运行时只做没有做过的"
    )
    parser.add_argument("--seed", type=whole_count, default=7, help="抽取用的随机数，默认 7")
    return parser


def _ways(path: str, options: argparse.Namespace) -> list[str]:
    """Draw the ways of one file: the same whichever other files are tried."""
    chance = Random(f"{options.seed} {path}")  # noqa: S311  (repeatable, not secret)
    return chance.sample(list(WAYS), min(options.ways, len(WAYS)))


def _asked(cases: Sequence[tuple[str, str]], table: "BrokenTable", seed: int) -> Iterator[Asked]:
    """Give first a round in which nothing is broken, then one for each case.

    Which screens read a file is known once a broken one was tried on all of them: the other ways
    are tried on those and on a few more, which ones the seed says.
    """
    everything = [(stem, asked) for stem in screens() for asked in VARIANTS.get(stem, ({},))]
    yield Asked({}, everything, COMMANDS)
    for path, way in cases:
        chance = Random(f"{seed} {path} {way}")  # noqa: S311  (repeatable, not secret)
        names = [name for name, _ in everything]
        table.places = table.wanted(path, names, MORE_SCREENS, chance)
        commands = [COMMANDS[at] for at in table.wanted(path, COMMANDS, MORE_COMMANDS, chance)]
        yield Asked({path: broken(path, way)}, [everything[at] for at in table.places], commands)


def screens() -> dict[str, str]:
    """Return the title of each screen by the name of its file, in the menu's order.

    A screen that shows nothing of any data file is left out.
    """
    menu = ast.parse((ROOT / "front" / "menu.py").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for call in ast.walk(menu):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "st.Page":
            path = call.args[0]
            [title] = [word.value for word in call.keywords if word.arg == "title"]
            if isinstance(path, ast.BinOp) and isinstance(path.right, ast.Constant):
                found[Path(str(path.right.value)).stem] = ast.literal_eval(title)
    return {name: title for name, title in found.items() if name not in WITHOUT_DATA}


@dataclass(slots=True)
class BrokenTable:
    """坏文件对照表: how each screen and command fares while a file is broken, at the worst.

    `whole` is the round in which nothing is broken; `places` are those of its screens that the
    next round opens.
    """

    ways: int
    whole: Round = field(init=False)
    places: list[int] = field(default_factory=list)
    cells: dict[str, dict[str, str]] = field(default_factory=dict)
    closes: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    done: list[tuple[str, str]] = field(default_factory=list)

    def keep(self, record: Path | None) -> None:
        """Write down how far it is."""
        if record:
            kept = (self.cells, self.closes, self.wrong, self.done)
            record.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")

    def resume(self, record: Path | None) -> None:
        """Go on from what was written down."""
        if record and record.exists():
            kept = json.loads(record.read_text(encoding="utf-8"))
            self.cells, self.closes, self.wrong = kept[:3]
            self.done = [(path, way) for path, way in kept[3]]

    def wanted(self, path: str, names: Sequence[str], more: int, chance: Random) -> list[int]:
        """Return the places in `names` to look at: all until the file was found closed."""
        row = self.cells.get(path, {})
        if not self.closes.get(path):
            return list(range(len(names)))
        reading = [at for at, name in enumerate(names) if row.get(name, FINE) != FINE]
        others = [at for at in range(len(names)) if at not in reading]
        return sorted([*reading, *chance.sample(others, min(more, len(others)))])

    def add(self, path: str, way: str, found: Round) -> list[str]:
        """Take in what one way of breaking one file came to; return what is wrong with it."""
        row = self.cells.setdefault(path, {})
        self.closes.setdefault(path, "")
        self.closes[path] = self.closes[path] or "；".join(found.closed.values())
        seen: list[tuple[str, str, str]] = [
            (name, *_of_screen(name, one, self.whole.screens[at][1], found))
            for at, (name, one) in zip(self.places, found.screens, strict=True)
        ]
        seen += [
            (name, *_of_command(one, self.whole.commands[name], found))
            for name, one in found.commands.items()
        ]
        for name, state, _ in seen:
            row[name] = max(row.get(name, FINE), state, key=(FINE, CLOSED, FAILED).index)
        wrong = [f"{path} {way} {name}:{why}" for name, state, why in seen if state == FAILED]
        self.wrong += wrong
        self.done.append((path, way))
        return wrong

    def page(self, files: Sequence[str]) -> str:
        """Return the page of the docs, with a row for each of the files."""
        return PAGE_TEXT.format(
            day=datetime.now(CHINA).date(),
            ways=self.ways,
            all_ways=len(WAYS),
            names="、".join(WAYS),
            table="\n".join(self._lines(files)),
        )

    def _lines(self, files: Sequence[str]) -> Iterator[str]:
        titles = screens()
        columns = [*titles, *COMMANDS]
        heads = [*titles.values(), *(f"`{_short(command)}`" for command in COMMANDS)]
        yield f"| 文件 | {' | '.join(heads)} | 停用什么 |"
        yield f"|{'---|' * (len(heads) + 2)}"
        for path in files:
            cells = " | ".join(self.cells[path][name] for name in columns)
            yield f"| `{path}` | {cells} | {self.closes[path] or '没有它也照常'} |"


def _short(command: str) -> str:
    return " ".join(command.split()[:2])


def is_map_without(name: str, found: Round) -> bool:
    """Tell whether this is the map, whose browser fetches its layers itself, and one is closed."""
    return name == "map" and any("geodata/" in path for path in found.closed)


def _of_screen(name: str, one: Screen, whole: Screen, found: Round) -> tuple[str, str]:
    """Return how a screen fares, and why if it does not open as it should."""
    # An address of what is closed ends with this sentence, without a foot.
    ended = [text for text in one.errors if text.startswith("没有完成") and SAYS_CLOSED in text]
    if one.exceptions or one.unforeseen or not (one.foot or (ended and found.closed)):
        return FAILED, f"没有打开：{one.exceptions}{one.errors}"
    named = sorted(Path(path).name for path in found.closed)
    if one.named != named:
        return FAILED, f"应当写明 {named}，写的是 {one.named}"
    if one.content == whole.content and not is_map_without(name, found):
        return FINE, ""
    return (CLOSED, "") if named else (FAILED, "少了内容而没有说明")


def _of_command(one: Ran, whole: Ran, found: Round) -> tuple[str, str]:
    """Return how a command fares, and why if it breaks down or leaves something out in silence."""
    if one.failed or one.code not in {0, 1}:
        return FAILED, f"退出码 {one.code} {one.failed}"
    if one.code == whole.code and one.content == whole.content:
        return FINE, ""
    names = [Path(path).name for path in found.closed]
    says = one.lack or any(word in one.said for word in (SAYS_CLOSED, *names))
    return (CLOSED, "") if says else (FAILED, f"没有说明：{one.said[-200:]}")


PAGE_TEXT = """# 坏文件对照表

每个数据文件坏了，每一屏和主要命令怎样。由 `python -m bench.broken_files` 写成，不手改；{day} 每个
文件试了 {all_ways} 种坏法中的 {ways} 种（按种子抽，各文件不同）：{names}。`make test` 每次
另抽一种，并核对这张表列的正是现有的文件和屏。一个文件先在全部屏和命令上试，直到有一种坏法把它停用；其余各种坏法在
用到它的屏和命令上试，另按种子抽两屏、一条命令。

- **照常**：内容与文件完好时相同（坏了的文件在屏的上方写明，除非没有它也行）。
- **停用**：用到这个文件的内容没有了，其余照常；屏的上方写明哪个文件、哪一行、停用什么，
  数字旁边和数据版本里也写明缺。
- **打不开**：不允许出现。

`var/` 下的是单位自备的文件，每种试一个。
看地图的图层由浏览器另取，凡县区、园区、图层的文件坏了都记停用。
挂图看的是最先打开的一张，别的屏也是最先打开的样子（看图谱另看表，看地图另看一个缺口，企业台账另看导入）。
页脚里来源的个数变了也算停用。用户与权限一屏不读这些文件，不在表里。

{table}
"""

if __name__ == "__main__":
    sys.exit(main())
