"""Count the figures of the chains: `python -m bench.layout [--json] [--chain 编号] [--store]`.

Crossings are pairs of lines without a common end that meet; links of the stages only, every flow
that shows without a link chosen. Cold: laid out as a chain that nobody laid out before.
Exit code 0: counted, whatever came out.
"""

import argparse
import json
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bench.layout.count import LayoutFigures, count
from bench.layout.keep import long_search
from chains.catalog import load_catalog
from chains.gaps.assessment import assess
from chains.model import Chain
from components.chain.network import build_network, figure_parts
from drawing.chain.drawing import draw_chain, in_order
from drawing.chain.layouts import shipped
from drawing.chain.layouts.choice import fresh_layout
from drawing.chain.layouts.stored import as_text, stored_layouts
from drawing.chain.layouts.subject import Layout, subject_of
from drawing.shapes.model import PAPER, PRESENT, SCREEN, SUPPORT, FigureFlow, FigureLink
from files.command_line import ChineseParser, whole_count

TODAY = date(2026, 11, 30)  # so that figures of another year are of the same statuses
OUTPUTS = {"screen": SCREEN, "slide": PRESENT, "paper": PAPER}
SUMMED = ("lines", "crossings", "back", "beside", "through", "broken")
HEADINGS = {
    "crossings": "交叉",
    "back": "回头线",
    "beside": "列旁线",
    "through": "穿框",
    "broken": "折行",
    "columns": "列",
    "height": "高",
    "letters": "字号",
}
MODULE = '''"""Where the links of each shipped chain stand, written by `bench.layout --store`."""

TEXT = """
{text}"""  # noqa: E501 - a line is a column, from top to bottom
'''


def main() -> None:
    """Store new layouts if asked to, then print one table, or one JSON object."""
    options = _parser().parse_args()
    chains = load_catalog().chains
    asked = {i: chain for i, chain in chains.items() if options.chain in (None, i)}
    found = _store(chains, asked, options.moves) if options.store else {}
    rows = {i: _row(*_parts(chain), found.get(i)) for i, chain in asked.items()}
    print(json.dumps(_as_json(rows), ensure_ascii=False) if options.json else _as_table(rows))


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="python -m bench.layout", description="数一数各条链的图上的交叉")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    parser.add_argument("--chain", help="只看这一条链（编号）")
    parser.add_argument("--store", action="store_true", help="先重新找布局，写进随附的文件")
    parser.add_argument("--moves", type=whole_count, default=1500, help="找多久，默认 1500 步")
    return parser


def _parts(chain: Chain) -> tuple[list[FigureLink], list[FigureFlow]]:
    """Links and flows as the screen draws them, nothing checked by an office."""
    return in_order(*figure_parts(build_network(assess(chain, today=TODAY))))


def _row(
    links: list[FigureLink], flows: list[FigureFlow], layout: Layout | None
) -> dict[str, object]:
    """The figures of a chain as it is drawn by `layout`, else by the one it has."""
    support = frozenset(link.id for link in links if link.stage == SUPPORT)
    counted: dict[str, LayoutFigures] = {
        name: count(draw_chain("", links, flows, geometry, layout), support)
        for name, geometry in OUTPUTS.items()
    }
    subject = subject_of(links, flows)
    start = time.process_time()
    fresh_layout(subject)
    cold = time.process_time() - start
    return {
        **{name: figures.as_row() for name, figures in counted.items()},
        "cold_seconds": round(cold, 2),
    }


def _store(
    chains: Mapping[str, Chain], asked: Mapping[str, Chain], moves: int
) -> dict[str, Layout]:
    """Search for the layouts of `asked` and return all; the others keep what they have.

    Written after each chain, so that what was found stays when somebody stops it.
    """
    parts = {chain_id: _parts(chain) for chain_id, chain in chains.items()}
    subjects = {chain_id: subject_of(*part) for chain_id, part in parts.items()}
    stored = stored_layouts()
    kept = {i: stored[subject.key] for i, subject in subjects.items() if subject.key in stored}
    for chain_id, chain in asked.items():
        print(f"正在排布：{chain.name} …", file=sys.stderr, flush=True)
        kept[chain_id] = long_search(*parts[chain_id], moves)
        layouts = [(i, subject.key, kept[i]) for i, subject in subjects.items() if i in kept]
        Path(shipped.__file__).write_text(MODULE.format(text=as_text(layouts)), "utf-8")
    return kept


def _as_json(rows: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    return {"chains": rows, "sums": {name: _sums(rows, name) for name in OUTPUTS}}


def _sums(rows: Mapping[str, Mapping[str, object]], output: str) -> dict[str, float]:
    counted = [row[output] for row in rows.values()]
    return {
        name: sum(figures[name] for figures in counted if isinstance(figures, dict))
        for name in SUMMED
    }


def _as_table(rows: Mapping[str, Mapping[str, object]]) -> str:
    lines = [f"{'链':<18}", *(f"{word:>6}" for word in HEADINGS.values())]
    table = ["".join(lines)]
    for chain, row in rows.items():
        figures = row["screen"]
        if isinstance(figures, dict):
            table.append(f"{chain:<18}" + "".join(f"{figures[n]:>8g}" for n in HEADINGS))
    for output in OUTPUTS:
        told = "，".join(f"{HEADINGS.get(k, '线')} {v:g}" for k, v in _sums(rows, output).items())
        table.append(f"{output}：{told}")
    slowest = max((float(str(row["cold_seconds"])) for row in rows.values()), default=0.0)
    return "\n".join([*table, f"没有存下布局的链现排，最久 {slowest:.2f} 秒（CPU）"])


if __name__ == "__main__":
    main()
