"""The picture of where the plots of a file would lie."""

import shapely
from shapely.geometry import shape

from components.plots.uploading.where import points_of, where_spec
from tests.geodata.plots import make_plot
from tests.ledger.builders import make_position


def test_only_places_are_drawn_and_no_text_of_the_file() -> None:
    plots = [make_plot("A", name="机密", position=make_position()), make_plot("B")]

    points = points_of(plots)

    assert points == [{"lon": 118.19, "lat": 26.17}]
    assert "机密" not in str(where_spec(points))


def test_the_outlines_are_the_counties_and_not_the_rest_of_the_earth() -> None:
    outlines = [shape(one["geometry"]) for one in where_spec([])["layer"][0]["data"]["values"]]

    assert len(outlines) == 11
    parts = [part for outline in outlines for part in shapely.get_parts(outline)]
    assert not any(shapely.is_ccw(shapely.get_exterior_ring(part)) for part in parts)
