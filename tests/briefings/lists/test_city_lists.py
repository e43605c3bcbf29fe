"""The lists behind the figures of the overview: as many rows as counted, in the city's order."""

from collections.abc import Mapping
from functools import cache

import pytest

from briefings.changes.results import overview_figures
from briefings.lists.lists import city_list
from briefings.lists.model import CityList, CityListFilter, CityListKind
from briefings.state.composing import today_here
from chains.catalog import load_catalog
from chains.evidence.registered_names import RegisteredNames
from chains.gaps.assessment import Assessment, Flag, assess_city
from chains.gaps.ranking import CityRanks, rank_city
from tests.builders import assess, make_chain

CATALOG = load_catalog()
NAMES = RegisteredNames(CATALOG.chains.values())
RANKED = {
    CityListKind.GAPS: Flag.GAP,
    CityListKind.WANTED: Flag.WANTED,
    CityListKind.TO_CHECK: Flag.TO_CHECK,
}


@cache
def city() -> Mapping[str, Assessment]:
    return assess_city(CATALOG.chains.values(), today_here())


@cache
def ranks() -> CityRanks:
    return rank_city(city().values(), CATALOG.settings)


def listed(kind: CityListKind) -> CityList:
    return city_list(kind, list(city().values()), ranks(), NAMES)


@pytest.mark.parametrize("kind", CityListKind)
def test_every_row_has_a_cell_for_each_heading_and_a_name(kind: CityListKind) -> None:
    found = listed(kind)

    assert found.rows
    assert {len(row.cells) for row in found.rows} == {len(found.headings)}
    assert all(row.cells[found.named] for row in found.rows)


@pytest.mark.parametrize(
    ("kind", "figure"),
    [
        (CityListKind.TO_CHECK, "待核实"),
        (CityListKind.LINKS, "环节"),
        (CityListKind.RESIDENTS, "列名在地企业"),
        (CityListKind.PROJECTS, "公开项目"),
    ],
)
def test_a_list_is_as_long_as_the_figure_it_stands_behind(kind: CityListKind, figure: str) -> None:
    assert len(listed(kind).rows) == overview_figures(list(city().values()))[figure]


@pytest.mark.parametrize("kind", RANKED)
def test_a_ranked_list_is_the_citys_in_its_order(kind: CityListKind) -> None:
    ranked = ranks().listed(RANKED[kind])

    links = [(row.chains, row.link) for row in listed(kind).rows]
    assert links == [((row.finding.chain.id,), row.finding.link.id) for row in ranked]


def test_a_list_that_counts_one_sentence_once_says_so() -> None:
    gaps = listed(CityListKind.GAPS)
    counted = overview_figures(list(city().values()))["有来源说缺"]

    told = f"{len(gaps.rows)} 个环节，同一句话只算一次，计 {counted} 个"
    assert (told in gaps.note) == (counted < len(gaps.rows))


def test_chains_places_and_words_must_all_be_met() -> None:
    links = listed(CityListKind.LINKS)
    chain, stage = links.chains[0], links.places[0]
    name = next(r for r in links.rows if r.chains == (chain,) and r.place == stage).cells[0]

    narrowed = CityListFilter((chain,), (stage,), (name[:2],)).narrow(links)

    assert narrowed.rows
    assert {(row.chains, row.place) for row in narrowed.rows} == {((chain,), stage)}
    assert all(any(name[:2] in cell for cell in row.cells) for row in narrowed.rows)
    assert CityListFilter(words=(name, "没有这个词")).narrow(links).rows == ()


def test_an_empty_filter_leaves_every_row() -> None:
    links = listed(CityListKind.LINKS)

    assert CityListFilter().narrow(links) == links


def test_a_city_without_gaps_has_an_empty_list() -> None:
    city = [assess(make_chain("ore>acid"))]

    found = city_list(CityListKind.GAPS, city, rank_city(city, CATALOG.settings), NAMES)

    assert found.rows == ()
