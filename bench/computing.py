"""What is computed without any page: loading, the rules, the layout."""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import product

import networkx as nx

from bench.figures import Measurement, Unit
from bench.synthetic import FAR, NEAR, make_chain
from chains.catalog import Catalog
from chains.gaps.assessment import Assessment, Flag, assess
from chains.gaps.ranking import rank_flagged
from chains.model import Chain, Stage
from chains.office import open_catalog
from chains.settings import Settings
from components.chain.network import build_network, figure_parts
from drawing.chain.drawing import draw_chain
from drawing.chain.layouts.choice import find_layout
from drawing.chain.ordering import best_order
from drawing.shapes.model import FigureFlow, FigureLink

PART = "计算"
SIZES = (40, 200, 1000)
SHAPES = {"near": ("流向短", NEAR), "far": ("流向长", FAR)}
TODAY = date(2026, 11, 30)  # so that measurements of another year reckon the same
LISTS = (Flag.GAP, Flag.WANTED, Flag.TO_CHECK)


def measure_computing(catalog: Catalog, runs: int) -> list[Measurement]:
    """Time loading, rules and layout: once to warm up, then `runs` times."""
    chains = list(catalog.chains.values())
    rows = [
        _row("load", "读入全部产业链文件", lambda: open_catalog(os.environ), runs),
        _row(
            "engine_all",
            f"研判并排序 {len(chains)} 条链",
            lambda: _reckon(chains, catalog.settings),
            runs,
        ),
    ]
    for links, (key, (name, reach)) in product(SIZES, SHAPES.items()):
        rows += _sized_rows(
            f"{links}_{key}", f"{links} 个环节，{name}", make_chain(links, reach), runs, catalog
        )
    return rows


def _sized_rows(
    key: str, name: str, chain: Chain, runs: int, catalog: Catalog
) -> Iterable[Measurement]:
    assessment = assess(chain, today=TODAY)
    boxes, flows = figure_parts(build_network(assessment))
    staged = _staged(assessment)
    works: dict[str, tuple[str, Callable[[], object]]] = {
        "engine": ("研判并排序", lambda: _reckon([chain], catalog.settings)),
        "layout": ("布局、走线并画成图", lambda: _draw(chain.name, boxes, flows)),
        "multipartite": (
            "（对照）networkx 只给坐标",
            lambda: nx.multipartite_layout(staged),
        ),
    }
    for work, (what, do) in works.items():
        yield _row(f"{work}_{key}", f"{what}:{name}", do, runs)


def _draw(name: str, boxes: Sequence[FigureLink], flows: Sequence[FigureFlow]) -> None:
    """Draw a chain as one that was not seen before."""
    find_layout.cache_clear()
    best_order.cache_clear()
    draw_chain(name, boxes, flows)


def _reckon(chains: list[Chain], settings: Settings) -> None:
    assessments = [assess(chain, today=TODAY) for chain in chains]
    for flag in LISTS:
        rank_flagged(assessments, flag, settings)


def _staged(assessment: Assessment) -> "nx.DiGraph[str]":
    graph = assessment.graph.copy()
    stages = list(Stage)
    for link, finding in assessment.findings.items():
        graph.nodes[link]["subset"] = stages.index(finding.link.stage)
    return graph


def _row(key: str, what: str, work: Callable[[], object], runs: int) -> Measurement:
    work()
    return Measurement(key, PART, what, Unit.MS, tuple(_ms(work) for _ in range(runs)))


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)
