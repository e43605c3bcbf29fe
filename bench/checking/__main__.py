"""Measure what the order of checking is worth: `python -m bench.checking [--json]`."""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, fields
from datetime import date
from functools import partial
from statistics import mean

import numpy as np

from bench.checking.exercise import Exercise, NextCheck, Score, carry_out, drawn_truth
from bench.checking.orders import (
    alphabetical,
    by_companies,
    by_priority_if_missing,
    by_value,
    mixed,
    random_order,
)
from bench.machine import describe
from chains.gaps.assessment import assess_city
from chains.gaps.check_values import answer_shares
from chains.gaps.worlds import UNKNOWN, CityLinks, city_of
from chains.office import open_catalog
from files.command_line import ChineseParser, whole_count, whole_number
from targets.companies_file import load_companies
from targets.model import LinkState

Row = dict[str, object]
Make = Callable[[int], NextCheck]
HEADS = ("隐去", "先后", "次数", "≥8 个", "全对", "平均错", "企业 95%")
HIDDEN = {"known": "已知的", "unknown": "未核实的，真相抽取"}
NAMES = {
    "random": "随机",
    "alphabetical": "按编号",
    "former": "从前（若缺失的优先度）",
    "ours": "核实的价值",
    "companies": "等着定的企业",
    "mixed": "两样轮流",
}


def main() -> None:
    """Carry out every order on the known links and on drawn truths of the unknown, and print."""
    options = _parser().parse_args()
    rows = []
    if not options.json:
        print(",".join(HEADS))
    for row in _rows(options):
        rows.append(row)
        if not options.json:
            _print(row)
    if options.json:
        told = {"machine": describe(), "unclear": options.unclear / 100, "rows": rows}
        print(json.dumps(told, ensure_ascii=False, indent=1))


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="python -m bench.checking", description="先核实哪些：几次才对")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    parser.add_argument("--seeds", type=whole_count, default=30, help="随机的次数（默认 30）")
    parser.add_argument("--ours", type=whole_count, default=5, help="其余各做几次（默认 5）")
    parser.add_argument("--truths", type=whole_count, default=20, help="抽几个真相（默认 20）")
    parser.add_argument(
        "--unclear", type=whole_number, default=20, help="说不清的百分比（默认 20）"
    )
    parser.add_argument("--processes", type=whole_count, default=2, help="同时几个进程（默认 2）")
    return parser


def _rows(options: argparse.Namespace) -> Iterator[Row]:
    exercise = _of_today()
    answers = exercise.truth
    known = Exercise(exercise.city, answers, answers != UNKNOWN, exercise.fills, exercise.weights)
    yield from _on_known(known, options)
    yield from _on_drawn(exercise, options)


def _of_today() -> Exercise:
    """Return the shipped chains as they stand, nothing hidden, with the companies' links."""
    catalog = open_catalog({})
    city = city_of(assess_city(catalog.chains.values(), date.today()).values())  # noqa: DTZ011
    answers = np.array(city.answers, dtype=np.int8)
    return Exercise(city, answers, answers < 0, _fills(city), catalog.settings.weights)


def _fills(city: CityLinks) -> tuple[tuple[int, ...], ...]:
    column = {link: at for at, link in enumerate(city.links)}
    found = (
        {f"{a.chain}.{a.link}" for a in company.assignments if a.state is not LinkState.REJECTED}
        for company in load_companies().by_id.values()
    )
    columns = (sorted(column[link] for link in links if link in column) for links in found)
    return tuple(tuple(links) for links in columns if links)


def _orders() -> dict[str, Make]:
    return {
        "random": random_order,
        "alphabetical": lambda _: alphabetical,
        "former": lambda _: by_priority_if_missing,
        "ours": by_value,
        "companies": lambda _: by_companies,
        "mixed": mixed,
    }


def _on_known(exercise: Exercise, options: argparse.Namespace) -> Iterator[Row]:
    for name in _orders():
        times = options.seeds if name == "random" else options.ours
        yield _row("known", name, _all(name, [(exercise, seed) for seed in range(times)], options))


def _on_drawn(exercise: Exercise, options: argparse.Namespace) -> Iterator[Row]:
    """The same truths for every order; random is drawn three times on each."""
    drawn = list(_drawn(exercise, options.truths))
    for name in ("random", "alphabetical", "former", "ours"):
        seeds = range(3 if name == "random" else 1)
        jobs = [(one, 100 * at + seed) for at, one in enumerate(drawn) for seed in seeds]
        yield _row("unknown", name, _all(name, jobs, options))


def _drawn(exercise: Exercise, truths: int) -> Iterator[Exercise]:
    hidden = exercise.truth == UNKNOWN
    of_stage = answer_shares(exercise.city.stages, exercise.truth)
    shares = [of_stage[exercise.city.stages[at]] for at in np.flatnonzero(hidden)]
    blank = Exercise(exercise.city, exercise.truth, hidden, exercise.fills, exercise.weights)
    for seed in range(truths):
        truth = drawn_truth(blank, shares, seed)
        yield Exercise(exercise.city, truth, hidden, exercise.fills, exercise.weights)


def _all(
    name: str, jobs: Sequence[tuple[Exercise, int]], options: argparse.Namespace
) -> list[Score]:
    """Carry out an order on each exercise with its seed; the processes change no figure."""
    once = partial(_once, name, options.unclear / 100)
    with ProcessPoolExecutor(options.processes) as pool:
        return list(pool.map(once, *zip(*jobs, strict=True)))


def _once(name: str, unclear: float, exercise: Exercise, seed: int) -> Score:
    return carry_out(exercise, _orders()[name](seed), unclear=unclear, seed=seed)


def _row(hidden: str, order: str, scores: Iterable[Score]) -> Row:
    every = list(scores)
    figures = {f.name: [asdict(score)[f.name] for score in every] for f in fields(Score)}
    means = {name: round(mean(values), 3) for name, values in figures.items()}
    spans = {name: [min(values), max(values)] for name, values in figures.items()}
    return {"hidden": hidden, "order": order, "times": len(every), "mean": means, "span": spans}


def _print(row: Row) -> None:
    figures = ",".join(f"{value:g}" for value in dict(row["mean"]).values())  # type: ignore[call-overload]
    print(
        f"{HIDDEN[str(row['hidden'])]},{NAMES[str(row['order'])]},{row['times']},{figures}",
        flush=True,
    )


if __name__ == "__main__":
    main()
