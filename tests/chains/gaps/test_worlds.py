"""Low ends of many worlds at once: the same figures as the rules give of one state."""

from functools import cache

import numpy as np
import pytest

from chains.catalog import Catalog, load_catalog
from chains.gaps.assessment import Assessment, Flag
from chains.gaps.ranking import rank_city
from chains.gaps.worlds import ANSWERS, CityLinks, city_of, first_ten, is_sought, low_ends, nearness
from chains.model import Presence
from chains.settings import Weights
from tests.builders import assess, assess_city, make_chain

WEIGHTS = Weights()
MISSING = ANSWERS.index(Presence.MISSING)


@cache
def shipped() -> tuple[Catalog, dict[str, Assessment], CityLinks]:
    catalog = load_catalog()
    city = assess_city(catalog.chains.values())
    return catalog, city, city_of(city.values())


def codes(city: CityLinks) -> np.ndarray:
    return np.array(city.answers, dtype=np.int8)


def test_every_gap_and_wanted_link_has_the_low_end_of_the_lists() -> None:
    catalog, assessed, city = shipped()
    low = low_ends(city, codes(city)[None], catalog.settings.weights)[0]
    ranks = rank_city(assessed.values(), catalog.settings)

    known = [
        row
        for flag in (Flag.GAP, Flag.WANTED)
        for row in ranks.listed(flag)
        if row.finding.presence is not Presence.UNKNOWN
    ]

    assert known
    for row in known:
        at = city.links.index(row.finding.address)
        assert low[at] == pytest.approx(row.priority[0]), row.finding.address


def test_a_world_in_which_one_link_is_missing_has_the_low_end_that_it_would_have() -> None:
    catalog, assessed, city = shipped()
    rows = rank_city(assessed.values(), catalog.settings).listed(Flag.TO_CHECK)[:40]
    at = [city.links.index(row.finding.address) for row in rows]
    worlds = np.repeat(codes(city)[None], len(rows), axis=0)
    worlds[np.arange(len(rows)), at] = MISSING

    low = low_ends(city, worlds, catalog.settings.weights)[np.arange(len(rows)), at]

    assert low == pytest.approx([row.priority[0] for row in rows])


def test_only_gaps_and_wanted_links_are_among_the_first() -> None:
    chain = make_chain("ore>acid:3", "acid>film", wanted=["film"], acid="missing", film="unknown")
    city = city_of([assess(chain)])
    now = codes(city)[None]

    inside = first_ten(city, now, WEIGHTS)[0]

    assert [link for link, is_in in zip(city.links, inside, strict=True) if is_in] == [
        "textiles.acid",
        "textiles.film",
    ]
    assert (inside == is_sought(city, now)[0]).all()


def test_no_more_than_the_first_are_taken_and_equal_ones_as_the_lists_part_them() -> None:
    alike = {f"l{n:02}": "missing" for n in range(14)}
    city = city_of([assess(make_chain(states=alike))])

    inside = first_ten(city, codes(city)[None], WEIGHTS)[0]

    assert [link for link, is_in in zip(city.links, inside, strict=True) if is_in] == [
        f"textiles.l{n:02}" for n in range(10)
    ]


def test_nearness_is_the_share_of_sought_density_that_hangs_on_a_link() -> None:
    # film trades for 4 in all, 3 of them with acid; ore trades with acid alone, which is no gap
    chain = make_chain("ore>acid:2", "acid>film:3", "gas>film:1", acid="unknown", film="missing")
    city = city_of([assess(chain)])

    near = dict(zip(city.links, nearness(city, codes(city)[None])[0], strict=True))

    assert near["textiles.acid"] == pytest.approx(3 / 4)
    assert near["textiles.gas"] == pytest.approx(1 / 4)
    assert near["textiles.ore"] == 0


def test_without_any_chain_there_is_nothing_to_reckon() -> None:
    city = city_of([])

    assert first_ten(city, codes(city)[None], WEIGHTS).shape == (1, 0)
