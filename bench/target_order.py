"""How much the order of targets tells: pairs of the first companies that stand strictly apart.

`python -m bench.target_order [--first 50] [--json]`. Before: by the low end of the score, where
two companies are told apart only if their intervals do not overlap. Now: by class, where they are
if their classes differ. Exit code 0.
"""

import argparse
import json
import os
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from tempfile import TemporaryDirectory

from briefings.state.composing import office
from briefings.targets.finding import targets_in_step
from chains.gaps.measures import Interval
from files.command_line import ChineseParser, whole_count
from ledger.companies.reading import companies_of
from targets.stores.query import CompanyFilter, CompanyRow
from targets.stores.search import find_page, find_ranks

ALL = 1_000_000


def main() -> None:
    """Measure over the shipped data with an empty ledger, and print both shares."""
    options = _parser().parse_args()
    with TemporaryDirectory() as folder:
        os.environ["SANMING_DATA"] = folder
        measured = measure(options.first)
    print(json.dumps(measured, ensure_ascii=False) if options.json else as_text(measured))


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(
        prog="python -m bench.target_order", description="目标企业的次序说明多少"
    )
    parser.add_argument("--first", type=whole_count, default=50, metavar="N", help="看前几家")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    return parser


def measure(first: int) -> dict[str, float]:
    """Return the shares of the first companies before and now, and how many classes there are."""
    with office(os.environ) as (ledger, state):
        targets_in_step(ledger, state, os.environ)
        with ledger.reading() as session, companies_of(session, os.environ) as companies:
            everything = CompanyFilter()
            rows = find_page(companies, everything, limit=ALL).rows
            ranks = find_ranks(companies, everything)
    by_score = sorted(rows, key=lambda row: (-row.score[0], row.id))
    return {
        "first": first,
        "companies": len(rows),
        "classes": len(ranks),
        "largest_tie": max((shared.size for shared in ranks.values()), default=0),
        "before": apart_by_score([row.score for row in by_score[:first]]),
        "now": apart_by_class([row.class_code for row in rows[:first]]),
        "before_all": _apart_of_all(rows),
        "now_all": apart_by_class([row.class_code for row in rows]),
    }


def _apart_of_all(rows: Sequence[CompanyRow]) -> float:
    return apart_by_score([row.score for row in rows])


def apart_by_score(scores: Sequence[Interval]) -> float:
    """Return the share of pairs whose intervals do not overlap; 1 where there is no pair."""
    pairs = list(combinations(scores, 2))
    apart = sum(a[0] > b[1] or b[0] > a[1] for a, b in pairs)
    return apart / len(pairs) if pairs else 1.0


def apart_by_class(codes: Sequence[int]) -> float:
    """Return the share of pairs whose classes differ; 1 where there is no pair."""
    pairs = len(codes) * (len(codes) - 1) // 2
    equal = sum(n * (n - 1) // 2 for n in Counter(codes).values())
    return 1 - equal / pairs if pairs else 1.0


def as_text(measured: dict[str, float]) -> str:
    """Say it in a few lines."""
    return (
        f"{measured['companies']} 家目标企业，{measured['classes']} 类，"
        f"最大的并列 {measured['largest_tie']} 家\n"
        f"前 {measured['first']} 家里分得出先后的企业对：按目标分 {measured['before']:.1%}，"
        f"按类 {measured['now']:.1%}\n"
        f"全部企业：按目标分 {measured['before_all']:.1%}，按类 {measured['now_all']:.1%}"
    )


if __name__ == "__main__":
    main()
