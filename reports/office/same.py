"""`python -m ledger companies same`: which companies may be one; merge them, or tell them apart."""

import argparse
import os

from briefings.state.composing import read_state, today_here
from briefings.targets.finding import targets_in_step
from files.command_line import whole_number
from files.errors import NotFound
from ledger.book.database import Ledger
from ledger.book.policy import LOCAL
from ledger.companies.same import (
    last_decisions,
    merge,
    same_candidates,
    set_apart,
    side_by_side,
    undo_same,
)
from targets.same_companies import SameKind
from targets.stores.values import Measure

SHOWN = 50
ACTS = ("same", "merge", "apart", "undo")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("act", choices=ACTS, metavar="|".join(ACTS), help="列出、合并、分开、撤销")
    text = "merge：保留的、并入的；apart：两家；undo：决定的编号"
    parser.add_argument("rest", nargs="*", metavar="编号", help=text)


def same(options: argparse.Namespace, ledger: Ledger) -> int:
    """List, merge, tell apart or take back."""
    state = read_state(ledger, os.environ, today_here())
    _, measure = targets_in_step(ledger, state, os.environ)
    if options.act == "same":
        return _list(ledger)
    if options.act == "undo":
        return _undo(ledger, options.rest, measure)
    return _decide(ledger, options, measure)


def _list(ledger: Ledger) -> int:
    with ledger.reading() as session:
        candidates = same_candidates(session)
        pairs, decided = side_by_side(session, candidates[:SHOWN]), last_decisions(session)
    print(f"可能是同一家的有 {len(candidates)} 对，列前 {len(pairs)} 对。")
    for pair in pairs:
        two = (f"{side['name']}（{side['id']}）" for side in (pair.first, pair.second))
        print(f"{' ~ '.join(two)}：{pair.candidate.why}")
    for one in decided:
        print(f"已决定 {one.id}：{one.says}（{one.by}）")
    return 0


def _decide(ledger: Ledger, options: argparse.Namespace, measure: Measure) -> int:
    pair = _two(options.rest)
    with ledger.writing(LOCAL) as session:
        if options.act == "apart":
            number = set_apart(session, LOCAL, pair)
        else:
            kinds = {one.pair: one.kind for one in same_candidates(session)}
            kind: SameKind | None = kinds.get((min(pair), max(pair)))
            number = merge(session, LOCAL, pair, kind, measure)
    print(f"已记录，编号 {number}；撤销用 python -m ledger companies undo {number}")
    return 0


def _undo(ledger: Ledger, rest: list[str], measure: Measure) -> int:
    if len(rest) != 1:
        text = "请写一个决定的编号，如 python -m ledger companies undo 3。没有改动。"
        raise NotFound(text)
    number = whole_number(rest[0])
    with ledger.writing(LOCAL) as session:
        undo_same(session, LOCAL, number, measure)
    print(f"已撤销决定 {number}")
    return 0


def _two(rest: list[str]) -> tuple[str, str]:
    if len(rest) != 2:  # noqa: PLR2004
        text = "请写两个企业编号：前一个保留，后一个并入。没有改动。"
        raise NotFound(text)
    return (rest[0], rest[1])
