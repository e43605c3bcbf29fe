"""Commands over companies: `python -m targets score | check`.

They read the office's ledger as the screens do and act as the local administrator. Exit code 0:
done; 1: refused, or something is wrong; 2: not understood.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence

from chains.as_json import Json
from chains.command_line import ChineseParser
from chains.errors import ChainsError, DataError, NotFound
from chains.office import open_catalog
from chains.wording import points
from reports.composing import office
from reports.target_json import score_json
from reports.target_state import TargetState, know_company, target_state
from targets.companies_file import check_chains, load_companies
from targets.desks import load_desks
from targets.model import Company, ScoreParts, ScoreWeights
from targets.names import name_key
from targets.score_settings import open_score_settings
from targets.score_wording import PART_NAMES, score_sentence
from targets.scoring import part_points, total
from targets.target_gates import ANSWER_NAMES, GATE_NAMES
from targets.ties import load_parents
from targets.transfers import load_transfers


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; results to stdout, problems to stderr."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace, Mapping[str, str]], int] = options.command
    try:
        return command(options, os.environ)
    except DataError as error:
        for problem in error.problems:
            print(f"{error.path} {problem}", file=sys.stderr)
    except ChainsError as error:
        print(error, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="python -m targets", description="目标企业:检查、评分")
    commands = parser.add_subparsers(required=True, metavar="命令")
    _add(commands, "check", check, "检查随附的企业、归链、片区、协议和评分设置")
    score_ = _add(commands, "score", score, "说明一家企业的评分:门槛、各部分、区间和一句话")
    score_.add_argument("--company", required=True, metavar="ID", help="企业编号,或完整名称")
    score_.add_argument("--json", action="store_true", help="输出 JSON")
    return parser


def _add(
    commands: "argparse._SubParsersAction[ChineseParser]",
    name: str,
    command: Callable[[argparse.Namespace, Mapping[str, str]], int],
    text: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(command=command)
    return parser


def check(_: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Open every file of companies and settings; the first that does not hold closes."""
    shipped = load_companies()
    check_chains(open_catalog({}).chains)
    load_parents()
    open_score_settings(environment)
    assigned = sum(len(company.assignments) for company in shipped.companies)
    print(
        f"{len(shipped.companies)} 家企业、{assigned} 条归链、{len(shipped.lists)} 个榜单版本、"
        f"{len(load_desks().desks)} 个片区、{len(load_transfers())} 条产业转移依据"
    )
    return 0


def score(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Print what the score of one company rests on."""
    with office(environment) as (ledger, state):
        targets = target_state(state, open_score_settings(environment))
        company = _company(targets, options.company)
        with ledger.reading() as session:
            known = know_company(session, targets, company)
    if options.json:
        return _print_json(score_json(known, state.version))
    print(f"{company.name}({company.id}) {known.desk or '不属于任何片区'} 数据版本 {state.version}")
    print(score_sentence(known.scored, known.findings, known.transfer))
    for gate in known.gates:
        print(f"  {GATE_NAMES[gate.gate]}:{ANSWER_NAMES[gate.answer]}({gate.evidence})")
    _print_parts(known.scored.parts, known.weights)
    return 0


def _print_parts(parts: ScoreParts, weights: ScoreWeights) -> None:
    for name, gained in zip(PART_NAMES, part_points(parts.as_tuple(), weights), strict=True):
        print(f"  {name} {points(gained)}")
    print(f"  合计 {points(total(parts.as_tuple(), weights))}(满分 100)")


def _company(targets: TargetState, asked: str) -> Company:
    key = name_key(asked)
    found = targets.shipped.by_id.get(asked) or next(
        (c for c in targets.shipped.companies if name_key(c.name) == key), None
    )
    if found is None:
        text = f"没有编号或名称为「{asked}」的企业。编号可从 python -m targets find 查到。"
        raise NotFound(text)
    return found


def _print_json(content: Json) -> int:
    print(json.dumps(content, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    # Windows consoles still start in GBK; a pipe would otherwise fail on the middle dot.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
