"""The filter of the map: one meaning in lists and in the browser."""

from typing import Any

import pytest

from components.map.filter import MapFilter
from tests.components.map.map_builders import make_plot


@pytest.mark.parametrize(
    ("chosen", "fields"),
    [
        (MapFilter(hidden=("idleland",)), {}),
        (MapFilter(counties=("永安市",)), {}),
        (MapFilter(from_mu=50), {"area_mu": 49.9}),
        (MapFilter(to_mu=50), {"area_mu": 50.1}),
        (MapFilter(from_mu=1), {"area_mu": None}),
        (MapFilter(price_10k_yuan_per_mu=10), {"price_10k_yuan_per_mu": 11}),
        (MapFilter(price_10k_yuan_per_mu=10), {"price_10k_yuan_per_mu": None}),
        (MapFilter(industry="氟"), {"industries": ("机械",)}),
        (MapFilter(samples=False), {"sample": True}),
    ],
)
def test_what_does_not_fit_is_left_out(chosen: MapFilter, fields: dict[str, Any]) -> None:
    assert not chosen.fits(make_plot(**fields))


@pytest.mark.parametrize(
    ("chosen", "fields"),
    [
        (MapFilter(), {"area_mu": None}),
        (MapFilter(from_mu=50, to_mu=50), {"area_mu": 50}),
        (MapFilter(counties=("永安市", "三元区")), {}),
        (MapFilter(price_10k_yuan_per_mu=10), {"price_10k_yuan_per_mu": 10}),
        (MapFilter(industry="氟"), {"industries": ("机械", "氟新材料")}),
    ],
)
def test_what_fits_is_kept(chosen: MapFilter, fields: dict[str, Any]) -> None:
    assert chosen.fits(make_plot(**fields))


def test_the_browser_is_told_only_what_is_set() -> None:
    assert MapFilter().as_state() == {}
    assert MapFilter(from_mu=1, to_mu=0, samples=False).as_state() == {
        "from": 1,
        "to": 0,
        "samples": False,
    }


def test_the_filter_can_be_said_on_paper() -> None:
    asked = MapFilter(hidden=("park", "fail"), counties=("宁化县",), from_mu=50, samples=False)

    assert MapFilter().words() == []
    assert asked.words() == [
        "县区：宁化县",
        "面积：50 至 不限 亩",
        "不显示：园区、不通过",
        "示例：不显示",
    ]
