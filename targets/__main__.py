"""Commands over companies: `python -m targets find | score | import | rebuild | check`.

They read the office's ledger as the screens do and act as the local administrator. Exit code 0:
done; 1: refused, or something is wrong; 2: not understood.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from briefings.state.composing import office
from briefings.targets.as_json import find_json, score_json
from briefings.targets.finding import FoundTargets, find_targets, refuse_unknown, targets_in_step
from briefings.targets.state import know_company
from chains.as_json import Json
from chains.catalog import load_catalog
from chains.gaps.wording import points
from files.command_line import ChineseParser, run_command, whole_count
from files.errors import NotFound, ProductError, lines_of
from files.office import office_folder
from geodata.places import short_place
from ledger.companies.reading import (
    SEARCHED_AS_BEFORE,
    companies_of,
    is_searched_as_before,
)
from reports.office import import_companies as import_command
from targets.age.listed_status import status_mark
from targets.checking import company_failures
from targets.companies_file import load_companies
from targets.desks import usual_desks
from targets.model import Company, ScoreParts, ScoreWeights
from targets.names import company_id
from targets.scoring.class_wording import class_words, facts_words, rank_words
from targets.scoring.classes import TargetClass
from targets.scoring.gates import ANSWER_NAMES, GATE_NAMES
from targets.scoring.no_target import NO_TARGET_WORDS
from targets.scoring.score import part_points, total
from targets.scoring.transfers import known_transfers
from targets.scoring.wording import PART_NAMES, score_sentence
from targets.stores.again import rebuild as rebuild_columnar
from targets.stores.query import CompanyFilter, CompanyRow
from targets.stores.search import count as count_companies
from targets.stores.search import find_companies
from targets.stores.store import Companies

SHOWN = 20  # companies listed unless asked for more


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; results to stdout, problems to stderr."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace, Mapping[str, str]], int] = options.command
    try:
        return command(options, os.environ)
    except ProductError as error:
        _print_error(error)
    return 1


def _print_error(error: ProductError) -> None:
    for line in lines_of(error):
        print(line, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="python -m targets", description="目标企业：查找、评分、导入、检查")
    commands = parser.add_subparsers(required=True, metavar="命令")
    _add(commands, "check", check, "检查随附的企业、归链、片区、协议和评分设置")
    _add_find(commands)
    import_command.add(commands)
    _add(
        commands,
        "rebuild",
        rebuild,
        "重算列式文件：评分按现在的产业链和片区，关键词索引按现在的写法（百万家以上才有）",
    )
    score_ = _add(commands, "score", score, "说明一家企业的评分：门槛、各部分、区间和一句话")
    score_.add_argument("--company", required=True, metavar="ID", help="企业编号，或完整名称")
    score_.add_argument("--json", action="store_true", help="输出 JSON")
    return parser


def _add_find(commands: "argparse._SubParsersAction[ChineseParser]") -> None:
    parser = _add(commands, "find", find, "按片区、产业链、环节、榜单、城市和关键词查目标企业")
    parser.add_argument("--desk", default="", metavar="片区", help="如 长三角；不写就是全部")
    parser.add_argument("--chain", default="", metavar="ID", help="链的编号，如 fluorine")
    parser.add_argument("--link", default="", metavar="ID", help="环节的编号，和 --chain 一起用")
    parser.add_argument("--list", action="append", default=[], metavar="榜单", help="如 央企")
    parser.add_argument("--city", action="append", default=[], metavar="城市", help="如 杭州")
    parser.add_argument(
        "--keyword",
        default="",
        metavar="词",
        help="名称、简称、拼音、代码、地方、主营、范围；几个词用空格隔开",
    )
    parser.add_argument("--gaps", action="store_true", help="只看能补缺口或补链方向的")
    parser.add_argument("--memory", action="store_true", help="连同依据为记忆的（默认不列）")
    parser.add_argument("--closed", action="store_true", help="连同已注销、吊销等的（默认不列）")
    parser.add_argument(
        "--apart", action="store_true", help="连同没有归到环节、已在三明等不是目标的（默认不列）"
    )
    parser.add_argument("--limit", type=whole_count, default=SHOWN, metavar="N", help="列几家")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


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
    """Open every file of companies and settings; every problem of each is listed."""
    catalog = load_catalog()
    closed = company_failures(environment, None if catalog.problems else catalog.chains)
    for error in closed:
        _print_error(error)
    shipped = load_companies()
    assigned = sum(len(company.assignments) for company in shipped.companies)
    print(
        f"{len(shipped.companies)} 家企业、{assigned} 条归链、{len(shipped.lists)} 个榜单版本、"
        f"{len(usual_desks().desks)} 个片区、{len(known_transfers())} 条产业转移依据"
    )
    return 1 if closed else 0


def find(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Print the first targets of a list, by class, then province and name."""
    with office(environment) as (ledger, state):
        targets, measure = targets_in_step(ledger, state, environment, _say_progress)
        desk = measure.desks.named(options.desk)
        asked = _asked(options, desk.name if desk else options.desk)
        refuse_unknown(asked, state.catalog, measure.desks)
        with ledger.reading() as session, companies_of(session, environment) as companies:
            found = find_targets(session, companies, targets, asked, options.limit)
            closed = count_companies(companies, replace(asked, closed_only=True))
            apart = count_companies(companies, replace(asked, apart_only=True))
    if options.json:
        return _print_json(find_json(found, state.version))
    left_out = (
        ""
        if options.closed or not closed
        else f"另有 {closed} 家已注销、退市（--closed 连同列出）。"
    )
    if apart and not options.apart:
        left_out += f"另有 {apart} 家不是目标（没有归到环节、已在三明等；--apart 连同列出）。"
    listed = f"{found.page.total} 家符合，列前 {len(found.page.rows)} 家。"
    print(f"{listed}{left_out}数据版本 {state.version}")
    if found.nearest:
        print(f"没有“{options.keyword}”，是不是要找：{'、'.join(found.nearest)}")
    if options.keyword and is_searched_as_before(environment):
        print(f"列式文件里的企业{SEARCHED_AS_BEFORE}。")
    for row in found.page.rows:
        _print_row(row, found)
    return 0


def _print_row(row: CompanyRow, found: FoundTargets) -> None:
    known, standing = found.known[row.id], TargetClass.of_code(row.class_code)
    mark = status_mark(row.status)
    closed_as = f"〔{mark}〕" if mark else ""
    where = f"{row.desk} {row.province}{row.city}"
    print(f"{rank_words(found.ranks[row.class_code])} {closed_as}{row.name}（{row.id}） {where}")
    print(f"         {class_words(standing)}；{facts_words(standing)}")
    if known.apart:
        print(f"         不是目标：{NO_TARGET_WORDS[known.apart]}")
    sentence = score_sentence(known.scored, known.findings, known.transfer)
    print(f"         {sentence}目标分 {points(row.score)}，只作说明，不排序。")


def _say_progress(seen: int) -> None:
    text = f"正在按现在的写法整理台账里的关键词索引：已看 {seen} 家 …"
    print(text, file=sys.stderr, flush=True)


def _asked(options: argparse.Namespace, desk: str) -> CompanyFilter:
    return CompanyFilter(
        desk=desk,
        cities=tuple(short_place(city) for city in options.city),
        chain=options.chain,
        link=options.link,
        lists=tuple(options.list),
        keyword=options.keyword,
        fills_gap=options.gaps,
        with_memory=options.memory,
        with_closed=options.closed,
        with_apart=options.apart,
    )


def rebuild(_: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Work the scores of the columnar file out anew."""
    with office(environment) as (ledger, state):
        measure = targets_in_step(ledger, state, environment, _say_progress)[1]
        companies = rebuild_columnar(office_folder(environment), measure, state.version)
    print(f"已重建列式文件：{companies} 家，数据版本 {state.version}")
    return 0


def score(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Print what the score of one company rests on."""
    with office(environment) as (ledger, state):
        targets, _ = targets_in_step(ledger, state, environment, _say_progress)
        with ledger.reading() as session, companies_of(session, environment) as companies:
            company = _company(companies, options.company)
            known = know_company(session, targets, company)
    if options.json:
        return _print_json(score_json(known, state.version))
    print(
        f"{company.name}（{company.id}） {known.desk or '不属于任何片区'} 数据版本 {state.version}"
    )
    print(score_sentence(known.scored, known.findings, known.transfer))
    for gate in known.gates:
        print(f"  {GATE_NAMES[gate.gate]}：{ANSWER_NAMES[gate.answer]}（{gate.evidence}）")
    _print_parts(known.scored.parts, known.weights)
    return 0


def _print_parts(parts: ScoreParts, weights: ScoreWeights) -> None:
    gains = part_points(parts.as_tuple(), weights)
    for name, gained in zip(PART_NAMES.values(), gains, strict=True):
        print(f"  {name} {points(gained)}")
    print(f"  合计 {points(total(parts.as_tuple(), weights))}（满分 100）")


def _company(companies: Companies, asked: str) -> Company:
    ids = (asked, company_id(asked))  # the id of a name, as it was first given
    found = find_companies(companies, ids)
    one = next((found[i] for i in ids if i in found), None)
    if one is None:
        text = f"没有编号或名称为「{asked}」的企业。编号可从 python -m targets find 查到。"
        raise NotFound(text)
    return one.company


def _print_json(content: Json) -> int:
    print(json.dumps(content, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    run_command(main, "python -m targets")
