"""Commands over the chains: check, gaps, show, audit, schema.

Exit code 0: done; 1: the data has problems; 2: the command was not understood.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, fields, replace
from datetime import date
from functools import partial

from chains.as_json import Json, chain_json, gaps_json
from chains.audit import LINKS, PROVINCE, SampledRow, draw, link_rows, province_rows
from chains.catalog import Catalog
from chains.checking import chain_failures, cited_addresses
from chains.gaps.assessment import Assessment, Flag, assess_city
from chains.gaps.ranking import RANKED, Ranked, rank_city
from chains.gaps.wording import (
    FLAGS,
    PRESENCES,
    checking_text,
    direction_text,
    gap_sentence,
    points,
    presence_sentence,
    rank_sentence,
)
from chains.model import Chain
from chains.office import open_catalog
from chains.schema import write_schema
from chains.web_addresses import unlisted_hosts
from files.command_line import ChineseParser, whole_count, whole_number
from files.errors import DataError, ProductError
from files.sheets.literal import literal_csv

Audited = Callable[[], Mapping[str, Sequence[SampledRow]]]
Addressed = Callable[[], Mapping[str, Iterable[str]]]
AUDIT_HEADS = ("row", *(field.name for field in fields(SampledRow)))
TO_FILL = ("verdict", "why", "evidence", "checked_against")  # by who reads the rows again


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How a command assesses the city's chains, and the data version it prints.

    From the files alone here; the ledger hands in its own, which counts what the office checked.
    `audited` gives what the rooms above state, as rows to be read again, by the letter of its kind;
    `addressed` the addresses that their sources hold, by file.
    """

    assess: Callable[[Iterable[Chain]], dict[str, Assessment]]
    today: date
    version_after: str = ""
    audited: Audited = dict
    addressed: Addressed = dict


def from_files(today: date, audited: Audited = dict, addressed: Addressed = dict) -> Reckoning:
    """Return the reckoning of the files alone, as of `today`."""
    city = partial(assess_city, today=today)
    return Reckoning(city, today, audited=audited, addressed=addressed)


def run(arguments: Sequence[str], program: str, reckoning: Reckoning) -> int:
    """Run one command and return its exit code; results to stdout, problems to stderr."""
    options = _parser(program).parse_args(arguments)
    options.reckoning = reckoning
    command: Callable[[argparse.Namespace, Catalog], int] = options.command
    try:
        catalog = open_catalog(os.environ)
        version = catalog.data_version + reckoning.version_after
        return command(options, replace(catalog, data_version=version))
    except ProductError as error:
        _print_error(error)
        return 1


def _parser(program: str) -> argparse.ArgumentParser:
    parser = ChineseParser(prog=program, description="产业链数据：检查、查看、抽查")
    commands = parser.add_subparsers(required=True, metavar="命令")
    check_ = _add(commands, "check", check, "检查全部产业链文件，列出每个问题的文件和行号")
    check_.add_argument(
        "--hosts", action="store_true", help="另按网站列出不给读者的来源网址各有几处"
    )
    gaps_ = _add(commands, "gaps", gaps, "列出缺口、补链方向和待核实环节，按优先度排序")
    gaps_.add_argument("--chain", help="只看一条链（编号，如 fluorine）")
    gaps_.add_argument("--json", action="store_true", help="输出 JSON")
    show_ = _add(commands, "show", show, "按计算时的样子显示一条链")
    show_.add_argument("chain", help="链的编号，如 fluorine")
    show_.add_argument("--json", action="store_true", help="输出 JSON")
    audit_ = _add(
        commands,
        "audit",
        audit,
        "抽取若干条说法（环节的证据、企业、园区、福建的情况），供对照来源复读；不加 --json 是 CSV",
    )
    audit_.add_argument("--sample", type=whole_count, default=20, help="抽几条（默认 20）")
    audit_.add_argument("--seed", type=whole_number, default=7, help="随机种子（默认 7）")
    audit_.add_argument("--json", action="store_true", help="输出 JSON")
    _add(commands, "schema", schema, "重新生成编辑器用的 JSON schema")
    return parser


def _add(
    commands: "argparse._SubParsersAction[ChineseParser]",
    name: str,
    command: Callable[[argparse.Namespace, Catalog], int],
    text: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(command=command)
    return parser


def check(options: argparse.Namespace, catalog: Catalog) -> int:
    """Print every problem and every place to mend; 1 if there is any."""
    closed = chain_failures(catalog)
    for error in closed:
        _print_error(error)
    for path, problem in catalog.notices:
        print(f"{path} {problem}", file=sys.stderr)
    links = sum(len(chain.links) for chain in catalog.chains.values())
    print(f"{len(catalog.chains)} 条产业链、{links} 个环节可用；数据版本 {catalog.data_version}")
    if options.hosts:
        _print_hosts({"chains/data": cited_addresses(catalog), **options.reckoning.addressed()})
    return 1 if closed or catalog.notices else 0


def gaps(options: argparse.Namespace, catalog: Catalog) -> int:
    """Print the ranked lists of one chain or of all."""
    _report_closed(catalog)
    chosen = catalog.chain(options.chain).id if options.chain else ""
    city = options.reckoning.assess(catalog.chains.values())
    if options.json:
        return _print_json(gaps_json(city, catalog.settings, catalog.data_version, chosen))
    ranks = rank_city(city.values(), catalog.settings)
    for flag in RANKED:
        rows = ranks.listed(flag, chosen)
        print(f"\n{FLAGS[flag]} {len(rows)} 个")
        for row in rows:
            finding = row.finding
            print(
                f"{row.rank:>4} {finding.chain.name} · {finding.link.name}"
                f" 优先度 {points(row.priority)}，{_why(row)}。{gap_sentence(finding)}"
            )
    unchecked = ranks.unchecked_directions(chosen)
    print(f"\n有补链方向、还没核对过 {len(unchecked)} 个")
    for row in unchecked:
        print(f"     {row.finding.chain.name} · {row.finding.link.name}")
    shown = [a for i, a in city.items() if chosen in {"", i}]
    for flag, told in ((Flag.STALE, presence_sentence), (Flag.WANTED_STALE, direction_text)):
        old = [finding for one in shown for finding in one.flagged(flag)]
        print(f"\n{FLAGS[flag]} {len(old)} 个")
        for finding in old:
            print(f"     {finding.chain.name} · {finding.link.name} {told(finding)}")
    return 0


def _why(row: Ranked) -> str:
    told = checking_text(row)
    return f"{rank_sentence(row)}，{told}" if told else rank_sentence(row)


def show(options: argparse.Namespace, catalog: Catalog) -> int:
    """Print one chain as computed with."""
    chosen = catalog.chain(options.chain).id
    assessment = options.reckoning.assess(catalog.chains.values())[chosen]
    if options.json:
        return _print_json(chain_json(assessment, catalog.data_version))
    print(f"{assessment.chain.name}（{assessment.chain.id}） 数据版本 {catalog.data_version}")
    for finding in assessment.findings.values():
        flags = "、".join(FLAGS[flag] for flag in finding.flags)
        print(f"  {finding.link.id:<24}{finding.link.name} {PRESENCES[finding.presence]} {flags}")
    return 0


def audit(options: argparse.Namespace, catalog: Catalog) -> int:
    """Print a seeded sample of statements with their sources, ready to be read again: CSV."""
    reckoning: Reckoning = options.reckoning
    assessed = reckoning.assess(catalog.chains.values())
    listed = {
        LINKS: link_rows(assessed.values(), reckoning.today),
        **reckoning.audited(),
        PROVINCE: province_rows(assessed.values(), reckoning.today),
    }
    drawn = draw(listed, size=options.sample, seed=options.seed)
    if options.json:
        rows: list[Json] = [{"row": number, **asdict(row)} for number, row in drawn]
        return _print_json({"data_version": catalog.data_version, "sample": rows})
    empty = ("",) * len(TO_FILL)
    told = [(number, *map(str, astuple(row)), *empty) for number, row in drawn]
    print(literal_csv([(*AUDIT_HEADS, *TO_FILL), *told]).decode("utf-8-sig"), end="")
    return 0


def schema(_: argparse.Namespace, __: Catalog) -> int:
    """Write the JSON schema."""
    print(f"已写入 {write_schema()}")
    return 0


def _print_hosts(addresses: Mapping[str, Iterable[str]]) -> None:
    for held_in, urls in addresses.items():
        hosts = unlisted_hosts(urls)
        print(f"\n{held_in}：不给读者的网址 {sum(hosts.values())} 处，{len(hosts)} 个网站")
        for host, count in hosts.items():
            print(f"{count:>6} {host}")


def _report_closed(catalog: Catalog) -> None:
    for error in catalog.problems:
        _print_error(error)


def _print_error(error: ProductError) -> None:
    if isinstance(error, DataError):
        for problem in error.problems:
            print(f"{error.path} {problem}", file=sys.stderr)
    else:
        print(error, file=sys.stderr)


def _print_json(content: Json) -> int:
    print(json.dumps(content, ensure_ascii=False, indent=1))
    return 0
