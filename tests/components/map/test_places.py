"""What of the plots and parks goes to a browser, and what stays here."""

import json

import pytest

from components.map.places import outline_json, places_json
from files.errors import NotFound
from tests.components.map.map_builders import HOSTILE, make_places, make_plot, make_position


def _properties(content: bytes) -> list[dict[str, object]]:
    return [feature["properties"] for feature in json.loads(content)["features"]]


def test_a_plot_is_sent_with_what_the_map_needs() -> None:
    plot = make_plot("A1", area_mu=66.5, price_10k_yuan_per_mu=12, industries=("氟新材料",))

    [sent] = _properties(places_json(make_places(plot)))

    named = {"i": "A1", "k": "idleland", "n": "地块A1", "c": "三元区"}
    assert sent == named | {"a": 66.5, "p": 12, "d": ["氟新材料"]}


def test_what_nobody_told_us_is_left_out_and_not_zero() -> None:
    [sent] = _properties(places_json(make_places(make_plot(area_mu=None))))

    assert "a" not in sent
    assert "s" not in sent


def test_contact_owner_and_boundary_stay_here() -> None:
    ring = ((117.611, 26.2), (117.612, 26.2), (117.612, 26.201), (117.611, 26.2))
    plot = make_plot(contact="13800001234", owner_unit="甲公司", note="密", boundary=(ring,))

    sent = places_json(make_places(plot)).decode()

    assert [text for text in ("13800001234", "甲公司", "密", "117.611") if text in sent] == []


def test_a_sample_is_marked() -> None:
    [sent] = _properties(places_json(make_places(make_plot(sample=True))))

    assert sent["s"] is True


def test_a_plot_without_a_position_is_listed_and_not_drawn() -> None:
    places = make_places(make_plot("A1", position=None), make_plot("A2"))

    assert [sent["i"] for sent in _properties(places_json(places))] == ["A2"]
    assert [plot.id for plot in places.unplaced_plots] == ["A1"]


def test_a_park_is_drawn_once_it_is_placed() -> None:
    places = make_places(park_0=make_position(117.4, 26.0))
    name = places.parks.parks[0].name

    assert [(sent["k"], sent["i"]) for sent in _properties(places_json(places))] == [("park", name)]
    assert name not in {park.name for park in places.unplaced_parks}
    assert len(places.unplaced_parks) == len(places.parks.parks) - 1


def test_a_hostile_name_is_sent_as_text_that_is_no_markup() -> None:
    content = places_json(make_places(make_plot(name=HOSTILE)))

    assert _properties(content)[0]["n"] == HOSTILE
    assert b"<" not in content


def test_an_outline_is_the_boundary_of_one_plot() -> None:
    ring = ((117.6, 26.2), (117.7, 26.2), (117.7, 26.3), (117.6, 26.2))

    drawn = json.loads(outline_json(make_plot(boundary=(ring,))))

    assert drawn["geometry"]["coordinates"] == [[[list(point) for point in ring]]]


def test_a_plot_that_is_gone_is_named_in_the_refusal() -> None:
    with pytest.raises(NotFound, match="A9"):
        make_places(make_plot("A1")).plot("A9")
