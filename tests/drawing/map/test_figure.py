"""The map on paper: the places of the screen at their places, and nothing hostile in the file."""

from xml.etree import ElementTree as ET

from drawing.map.figure import HEIGHT, MapFigure, Spot, count_text, map_svg, project
from drawing.shapes.svg import to_pdf, to_png
from tests.components.map.map_builders import HOSTILE

SQUARE = {
    "type": "Feature",
    "properties": {"name": "三元区", "at": [117.6, 26.2]},
    "geometry": {
        "type": "Polygon",
        "coordinates": [[[117.4, 26.0], [117.8, 26.0], [117.8, 26.4], [117.4, 26.0]]],
    },
}


def make_figure(*spots: Spot, title: str = "三明市要素地图") -> MapFigure:
    return MapFigure(
        title=title,
        counties=[SQUARE],
        surroundings=[],
        spots=spots,
        kinds={"idleland": (2, 60)},
        credit="边界：天地图；仅供内部工作参考",
    )


def test_north_is_up_and_east_is_right() -> None:
    x, y = project(117.0, 26.0)

    assert project(117.5, 26.0) > (x, y)
    assert project(117.0, 26.5)[1] < y


def test_all_of_sanming_lies_on_the_sheet() -> None:
    corners = [project(lon, lat) for lon in (116.35, 118.68) for lat in (25.48, 27.12)]

    assert all(24 <= x <= 1300 and 64 <= y <= HEIGHT - 44 for x, y in corners)


def test_real_places_and_samples_are_not_summed() -> None:
    svg = map_svg(make_figure())

    assert "2 处 + 示例 60 处" in svg
    assert "62 处" not in svg
    assert count_text((3, 0)) == "3 处"


def test_what_may_suit_lies_above_what_does_not() -> None:
    verdicts = ["pass", "fail", "unverified"]
    spots = [Spot(117.5, 26.2, "idleland", verdict=verdict) for verdict in verdicts]

    svg = map_svg(make_figure(*spots))

    drawn = [svg.index(colour) for colour in ("#8A97A3", "#B7791F", "#1E6F4C")]
    assert drawn == sorted(drawn)


def test_a_sample_is_hollow_and_a_real_place_is_not() -> None:
    at = {"longitude": 117.5, "latitude": 26.2, "kind": "idleland"}

    hollow = map_svg(make_figure(Spot(**at, sample=True)))  # type: ignore[arg-type]
    full = map_svg(make_figure(Spot(**at)))  # type: ignore[arg-type]

    assert "stroke-dasharray" in hollow
    assert "stroke-dasharray" not in full


def test_hostile_text_stays_text() -> None:
    svg = map_svg(make_figure(title=HOSTILE))

    texts = [node.text for node in ET.fromstring(svg).iter() if node.tag.endswith("text")]  # noqa: S314  (our own)
    assert HOSTILE in texts
    assert "<img" not in svg


def test_a_map_without_boundaries_is_still_drawn() -> None:
    figure = MapFigure(title="图", counties=[], surroundings=[], spots=[], kinds={})

    assert map_svg(figure).startswith("<svg")


def test_the_sheet_becomes_a_picture_and_a_page() -> None:
    svg = map_svg(
        make_figure(Spot(117.5, 26.2, "park"), Spot(117.6, 26.2, "idleland", verdict="pass"))
    )

    assert to_png(svg, scale=0.5).startswith(b"\x89PNG")
    assert to_pdf(svg).startswith(b"%PDF")
