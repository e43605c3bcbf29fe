"""Every shipped chain, on the screen, presented and on paper."""

import json
from functools import cache

import pytest

from drawing.chain.drawing import draw_chain
from drawing.shapes.lettering import measure
from drawing.shapes.model import PAPER, PRESENT, SCREEN, Drawing, Geometry
from tests.drawing.chain.geometry_check import (
    close_boxes,
    crossed_boxes,
    flow_nodes,
    nodes,
    outside,
)
from tests.papers.figures import shipped

GEOMETRIES = {"screen": SCREEN, "present": PRESENT, "paper": PAPER}


@pytest.fixture(params=sorted(shipped()))
def chain_id(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=GEOMETRIES)
def geometry(request: pytest.FixtureRequest) -> Geometry:
    return GEOMETRIES[str(request.param)]


@cache
def drawn(chain_id: str, geometry: Geometry) -> Drawing:
    return draw_chain(*shipped()[chain_id], geometry)


@pytest.fixture
def drawing(chain_id: str, geometry: Geometry) -> Drawing:
    return drawn(chain_id, geometry)


def test_all_sixteen_chains_are_drawn() -> None:
    assert len(shipped()) == 16


def test_no_flow_runs_through_a_box(drawing: Drawing) -> None:
    assert crossed_boxes(drawing) == []


def test_boxes_keep_their_distance(drawing: Drawing) -> None:
    assert close_boxes(drawing, 10) == []


def test_nothing_leaves_the_drawing(drawing: Drawing) -> None:
    assert outside(drawing) == []


def test_every_link_and_every_flow_is_drawn(chain_id: str, drawing: Drawing) -> None:
    _title, links, flows = shipped()[chain_id]

    assert sorted(box.link for box in drawing.boxes) == sorted(link.id for link in links)
    assert len(flow_nodes(drawing)) == len(flows)


def test_no_text_of_a_box_is_cut_or_under_the_corner(drawing: Drawing) -> None:
    texts = [node[2] for node in nodes(drawing.tree) if isinstance(node[2], str)]

    assert [text for text in texts if "…" in text] == []
    assert _overfull(drawing) == []


def _overfull(drawing: Drawing) -> list[str]:
    """Names and states that reach beyond the padding of their box or into its corner."""
    width = {box.link: box.width / drawing.scale for box in drawing.boxes}
    groups = [node for node in nodes(drawing.tree) if "data-link" in node[1]]
    found = []
    for _tag, attributes, children in groups:
        room = width[str(attributes["data-link"])] - 8
        parts = [
            inner for child in children if not isinstance(child, str) for inner in nodes(child)
        ]
        corner = any("corner-text" in str(part[1].get("class")) for part in parts)
        for part in parts:
            if isinstance(part[2], str) and "x" in part[1] and "corner" not in str(part[1]):
                font = 12 if part[1].get("class") == "status" else 13
                first = part[1]["y"] == 17
                end = 8 + measure(part[2], font)
                if end > room - (12 if corner and first else 0) + 0.06:
                    found.append(part[2])
    return found


def test_a_screen_figure_fits_beside_the_panel(chain_id: str) -> None:
    drawing = drawn(chain_id, SCREEN)

    assert drawing.width <= 1000
    assert drawing.height <= 660


def test_a_presented_figure_fills_one_slide_in_letters_of_twenty(chain_id: str) -> None:
    drawing = drawn(chain_id, PRESENT)

    assert drawing.width <= 1880
    assert drawing.height <= 880
    assert drawing.scale * 12 >= 20


def test_the_tree_is_small_enough_to_send(chain_id: str) -> None:
    tree = drawn(chain_id, SCREEN).tree

    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))

    assert len(text.encode()) <= 34_000
