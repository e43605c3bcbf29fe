"""Commands over places: `python -m geodata build | check | import | match`.

Exit code 0: done; 1: the data has problems; 2: the command was not understood.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from chains.catalog import load_catalog
from chains.office import open_catalog
from files.command_line import ChineseParser, amount, run_command
from files.errors import ProductError, lines_of
from files.office import office_folder
from geodata.checking import layer_files, place_failures
from geodata.matching.as_json import matches_json
from geodata.matching.matches import Match, match, not_recommended
from geodata.matching.need import Need, need_of
from geodata.matching.verdict import GATE_NAMES, VERDICT_NAMES, Verdict
from geodata.model import KIND_NAMES, Plot
from geodata.parks import load_parks
from geodata.reading import Reading
from geodata.samples import sample_plots
from ledger.book.database import open_ledger
from ledger.book.opening.telling import tell_unwritable
from reports.office import import_plots

NUMBERS = {
    "area_mu": "需要用地多少亩",
    "investment_10k_yuan": "计划投资多少万元",
    "plot_ratio": "计划容积率",
    "tax_10k_yuan_per_mu": "计划亩均税收多少万元",
    "energy_tce_per_10k_yuan": "计划单位能耗多少吨标准煤/万元",
    "energy_tce": "年综合能耗多少吨标准煤",
    "coal_t": "年煤炭消费多少吨",
    "power_kva": "需要供电多少 kVA",
    "water_t_per_day": "每天用水多少吨",
    "floor_load_t_per_m2": "需要楼面荷载多少吨/平方米",
    "clear_height_m": "需要净高多少米",
}
SHOWN = 20  # plots listed on a terminal
SAVING = "只检查，不保存；要保存请用 python -m ledger import 文件"


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; results to stdout, problems to stderr."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except ProductError as error:
        _print_error(error)
    return 1


def _print_error(error: ProductError) -> None:
    for line in lines_of(error):
        print(line, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(
        prog="python -m geodata", description="园区、地块和厂房：检查、读入、匹配"
    )
    commands = parser.add_subparsers(required=True, metavar="命令")
    _add(commands, "build", build, "由行政区划数据包重新生成底图图层（只在更新底图时用）")
    _add(commands, "check", check, "检查全部图层、园区和来源")
    import_ = _add(commands, "import", import_file, f"读一份地块清单，逐行列出问题。{SAVING}")
    import_plots.add_options(import_)
    match_ = _add(commands, "match", match_plots, "对一个环节逐块判断地块和厂房，说明理由")
    match_.add_argument("--chain", required=True, metavar="ID", help="链的编号，如 fluorine")
    match_.add_argument("--link", required=True, metavar="ID", help="环节的编号，如 lithium_salt")
    match_.add_argument("--plots", type=Path, metavar="FILE", help="地块清单；不写就用示例地块")
    for name, text in NUMBERS.items():
        match_.add_argument(f"--{name.replace('_', '-')}", type=amount, metavar="N", help=text)
    match_.add_argument("--json", action="store_true", help="输出 JSON")
    kinds = "、".join(KIND_NAMES.values())
    match_.add_argument("--kind", help=f"清单没有写类型时，都算作：{kinds}")
    match_.add_argument("--county", help="清单没有写县区时，都算在这个县区")
    match_.add_argument("--source", help="清单没有写来源时的来源")
    return parser


def _add(
    commands: "argparse._SubParsersAction[ChineseParser]",
    name: str,
    command: Callable[[argparse.Namespace], int],
    text: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(command=command)
    return parser


def build(_: argparse.Namespace) -> int:
    """Build every layer anew."""
    # Only this command needs what the layers are built with.
    from geodata.layers.build import build as build_layers  # noqa: PLC0415

    for path in build_layers():
        print(f"已写入 {path}")
    return 0


def check(_: argparse.Namespace) -> int:
    """Open every layer and table, shipped and the office's own; every problem is listed."""
    catalog = open_catalog(os.environ)
    known = None if catalog.problems else load_catalog().chains
    closed = place_failures(office_folder(os.environ) / "geodata", known)
    for error in closed:
        _print_error(error)
    parks = load_parks()
    layers = list(layer_files())
    print(
        f"{len(layers)} 个图层、{len(parks.parks)} 个园区、"
        f"{len(parks.chemical)} 个化工园区认定记录、{len(parks.cases)} 个公开案例；"
        f"示例地块 {len(sample_plots())} 个"
    )
    return 1 if closed else 0


def import_file(options: argparse.Namespace) -> int:
    """Read a list, compare it with the ledger and print what importing it would do."""
    if not options.dry_run:
        print(f"{SAVING}；只检查请加 --dry-run", file=sys.stderr)
        return 2
    ledger = open_ledger(os.environ)
    tell_unwritable(ledger.unwritable())
    try:
        return import_plots.run(options, ledger, save=False)
    finally:
        ledger.close()


def match_plots(options: argparse.Namespace) -> int:
    """Judge the plots of a list, or the samples, against one link."""
    catalog = open_catalog(os.environ)
    numbers = {name: getattr(options, name) for name in NUMBERS}
    need = need_of(catalog.chain(options.chain), options.link, **numbers)
    plots: Sequence[Plot] = sample_plots()
    if options.plots is not None:
        reading = _read(options, options.plots)
        _print_findings(reading)
        if reading.problems:
            return 1
        plots = reading.plots
    parks = load_parks()
    matches, refused = match(need, plots, parks), not_recommended(need, parks, plots)
    if options.json:
        content = matches_json(need, matches, refused, catalog.data_version)
        print(json.dumps(content, ensure_ascii=False, indent=1))
        return 0
    _print_matches(need, matches)
    for row in refused:
        print(f"不得推荐：{row.reason}。来源：{row.source}")
    return 0


def _read(options: argparse.Namespace, path: Path) -> Reading:
    return import_plots.read_file(path, import_plots.answers_of(options))


def _print_findings(reading: Reading) -> None:
    for warning in reading.warnings:
        print(f"提醒 {warning}", file=sys.stderr)
    for problem in reading.problems:
        print(problem, file=sys.stderr)
    for question in reading.questions:
        print(f"按可能的答案读取：{import_plots.asked(question)}", file=sys.stderr)


def _print_matches(need: Need, matches: Sequence[Match]) -> None:
    counted = {verdict: sum(m.verdict is verdict for m in matches) for verdict in Verdict}
    words = "、".join(f"{VERDICT_NAMES[verdict]} {n}" for verdict, n in counted.items())
    print(f"「{need.link_name}」对 {len(matches)} 块：{words}")
    for found in matches[:SHOWN]:
        print(f"{found.order:>3} {VERDICT_NAMES[found.verdict]} {found.plot.id} {found.plot.name}")
        for result in found.gates:
            if result.verdict is found.verdict and result.verdict is not Verdict.PASS:
                print(f"      {GATE_NAMES[result.gate]}：{result.reason}")


if __name__ == "__main__":
    run_command(main, "python -m geodata")
