"""Measure how often 归链 is right: `python -m bench.assigning [--json] [--wrong]`."""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from bench.assigning.gold import (
    HELD_OUT,
    TUNED,
    ReadCompany,
    copied_products,
    copied_scopes,
    shipped,
)
from bench.assigning.measuring import Quality, Rate, measure
from chains.office import open_catalog
from files.command_line import ChineseParser
from targets.assigning.learned import LearnedWords, learned_words
from targets.assigning.rules import Assigner, make_assigner
from targets.scoring.links import LinkKey

HALVES = {HELD_OUT: "留出", TUNED: "调整用"}
LARGE = 40  # companies of one source that are worth a line of their own
Group = tuple[str, str, list[ReadCompany]]


def main() -> None:
    """Measure every way companies may be shown, and print the figures."""
    options = _parser().parse_args()
    # The shipped chains, without those of an office.
    rules = make_assigner(open_catalog({}).chains.values(), _taught())
    groups = list(_groups())
    if options.wrong:
        _print_wrong(rules, groups[1][2])
        return
    rows = [
        (way, part, measure(known, lambda one: _links(rules, one))) for way, part, known in groups
    ]
    if options.json:
        found = [{"way": way, "part": part, **asdict(quality)} for way, part, quality in rows]
        print(json.dumps(found, ensure_ascii=False))
        return
    print(
        "比率为百分数，方括号内是 90% 区间（对企业重抽一千次）；"
        "“没说”是一条也不建议的企业所占的比例。"
    )
    for row in rows:
        print(_line(*row))


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="python -m bench.assigning", description="归链建议的准确率")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    parser.add_argument(
        "--wrong", action="store_true", help="逐家列出调整用的一半里说错的和没说到的"
    )
    return parser


def _groups() -> Iterator[Group]:
    """Give each way of showing companies, as a whole, by halves and by source."""
    ways = {
        "经营范围，没有小类": copied_scopes(),
        "主营一句，别人写的": copied_products(),
        "主营 + 细分领域，随附": shipped(with_segment=True),
        "只有主营，随附": shipped(with_segment=False),
    }
    for way, known in ways.items():
        for half, name in HALVES.items():
            yield way, name, [one for one in known if one.half == half]
        if not all(one.right for one in known):
            yield way, "留出，有环节的", [o for o in known if o.half == HELD_OUT and o.right]
        sources = {one.source for one in known}
        for source in sorted(sources) if len(sources) > 1 else ():
            of_it = [one for one in known if one.source == source]
            if len(of_it) >= LARGE:
                yield way, source[:24], of_it


def _taught() -> LearnedWords:
    """Learn from half of the shipped companies, and from none that is asked about.

    What is asked of that half itself is therefore too good; its line is for changing rules.
    """
    asked = {one.company.name for one in copied_scopes()}
    teachers = [one for one in shipped(with_segment=True) if one.half == TUNED]
    return learned_words(
        (one.company, one.right) for one in teachers if one.company.name not in asked
    )


def _links(rules: Assigner, one: ReadCompany) -> Sequence[LinkKey]:
    return [(a.chain, a.link) for a in rules.assign(one.company)]


def _line(way: str, part: str, quality: Quality) -> str:
    figures = {
        "准": quality.precision,
        "全": quality.recall,
        "第一条对": quality.first_right,
        "链准": quality.chain_precision,
        "链全": quality.chain_recall,
        "没说": quality.silent,
    }
    said = ";".join(f"{name} {_percent(rate)}" for name, rate in figures.items())
    head = f"{way}|{part}:{quality.companies} 家、{quality.links} 个环节"
    return f"{head}；每家 {quality.suggestions:.2f} 条；{said}"


def _percent(rate: Rate) -> str:
    if rate.value is None or rate.low is None or rate.high is None:
        return "测不出"
    return f"{100 * rate.value:.0f} [{100 * rate.low:.0f}, {100 * rate.high:.0f}]"


def _print_wrong(rules: Assigner, known: Sequence[ReadCompany]) -> None:
    for one in known:
        found = rules.assign(one.company)
        keys = {(a.chain, a.link) for a in found}
        wrong = [a for a in found if (a.chain, a.link) not in one.right | one.arguable]
        missed = sorted(one.right - keys)
        if wrong or missed:
            print(one.company.name)
            print(*(f"  错 {a.chain}.{a.link}:{a.reason}" for a in wrong), sep="\n")
            print(*(f"  缺 {chain}.{link}" for chain, link in missed), sep="\n")


if __name__ == "__main__":
    main()
