"""The layers that the browser draws carry what it tells areas apart by."""

import pytest

from components.map.feed import LAYERS
from components.map.source import read_layer


def properties_of(name: str) -> list[dict[str, object]]:
    match read_layer(LAYERS[name]):
        case {"features": list(features) | tuple(features)}:
            return [dict(feature["properties"]) for feature in features]
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize("name", sorted(LAYERS))
def test_every_area_has_a_name_and_a_point_for_it(name: str) -> None:
    areas = properties_of(name)

    assert areas
    assert all(area["name"] and area["at"] for area in areas)


def test_the_areas_of_cities_say_whose_they_are() -> None:
    desks = {area["desk"] for area in properties_of("deskcities")}

    assert desks == {"京津冀", "长三角", "粤港澳", "闽东南", "成渝汉"}
