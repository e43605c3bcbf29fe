"""Figures of invented chains: odd ones, random ones and very large ones."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawing.chain.drawing import draw_chain
from drawing.shapes.model import PRESENT, SCREEN, Box, Drawing, FigureFlow, FigureLink
from tests.drawing.chain.geometry_check import close_boxes, crossed_boxes, flow_nodes, outside
from tests.papers.figures import HOSTILE, make_flow, make_link
from tests.steps import steps

STAGES = ("upstream", "midstream", "downstream", "support")
LINKS = st.lists(
    st.tuples(st.sampled_from(STAGES), st.text(max_size=24), st.booleans()),
    min_size=1,
    max_size=24,
).map(
    lambda rows: [
        make_link(f"link_{at}", stage, name, "unknown" if flagged else "present")
        for at, (stage, name, flagged) in enumerate(rows)
    ]
)


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[FigureLink], list[FigureFlow]]:
    links = draw(LINKS)
    ends = st.sampled_from([link.id for link in links])
    flow = st.builds(make_flow, ends, ends, st.integers(1, 3), loop=st.booleans())
    return links, draw(st.lists(flow, max_size=40))


def faults(drawing: Drawing) -> list[object]:
    return [*crossed_boxes(drawing), *close_boxes(drawing, 10), *outside(drawing)]


def test_a_line_through_a_box_would_be_found() -> None:
    drawing = draw_chain(
        "链", [make_link("a"), make_link("b", "downstream")], [make_flow("a", "b")]
    )
    box = drawing.boxes[0]
    middle = (box.x + box.width + drawing.boxes[1].x) / 2

    in_the_way = Box("c", middle - 5, box.y, 10, box.height)
    spoilt = Drawing(
        "链",
        drawing.width,
        drawing.height,
        drawing.scale,
        drawing.tree,
        (*drawing.boxes, in_the_way),
    )

    assert crossed_boxes(spoilt) == [("a", "b", "c")]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(chains())
def test_no_random_chain_has_lines_through_boxes_or_boxes_too_close(
    chain: tuple[list[FigureLink], list[FigureFlow]],
) -> None:
    assert faults(draw_chain("链", *chain)) == []
    assert faults(draw_chain("链", *chain, PRESENT)) == []


@settings(max_examples=25, deadline=None, derandomize=True)
@given(chains(), st.randoms(use_true_random=False))
def test_the_order_of_links_and_flows_changes_nothing(
    chain: tuple[list[FigureLink], list[FigureFlow]], random: Random
) -> None:
    links, flows = chain
    first = draw_chain("链", links, flows)
    shuffled = random.sample(links, len(links)), random.sample(flows, len(flows))

    assert draw_chain("链", *shuffled) == first


@pytest.mark.parametrize(
    ("links", "flows"),
    [
        ([], []),
        ([make_link("only")], []),
        ([make_link("below", "support")], []),
        ([make_link(f"link_{at}") for at in range(12)], []),
        ([make_link("a"), make_link("b")], [make_flow("a", "b"), make_flow("b", "a", loop=True)]),
        ([make_link("a")], [make_flow("a", "a")]),
        ([make_link("a", "downstream"), make_link("b", "upstream")], [make_flow("a", "b")]),
        (
            [make_link(f"below_{at:02}", "support") for at in range(20)] + [make_link("a")],
            [make_flow(f"below_{at:02}", "a") for at in range(20)]
            + [make_flow("below_19", "below_00"), make_flow("a", "below_13", 2)],
        ),
    ],
    ids=["empty", "one", "support only", "one stage", "cycle", "self", "backward", "support rows"],
)
def test_odd_chains_are_drawn_like_others(links: list[FigureLink], flows: list[FigureFlow]) -> None:
    drawing = draw_chain("链", links, flows)

    assert faults(drawing) == []
    assert len(drawing.boxes) == len(links)
    assert len(flow_nodes(drawing)) == len(flows)


def test_a_long_name_takes_two_lines_and_then_an_ellipsis_with_the_full_text_behind() -> None:
    long = "很长的环节名称" * 8

    text = repr(draw_chain("链", [make_link("a", name=long)], []).tree)

    assert "…" in text
    assert f"('title', {{}}, '{long} 有基础 · 企业未列名')" in text


def test_a_hostile_name_is_text_like_any_other() -> None:
    drawing = draw_chain("链", [make_link("a", name=HOSTILE)], [])

    assert HOSTILE in repr(drawing.tree)
    assert faults(drawing) == []


def test_possible_flows_and_those_of_support_wait_until_a_link_is_chosen() -> None:
    links = [make_link("a"), make_link("b", "downstream"), make_link("c", "support")]
    flows = [make_flow("a", "b"), make_flow("b", "a", 1), make_flow("c", "a")]

    classes = [str(flow["class"]).split() for flow in flow_nodes(draw_chain("链", links, flows))]

    assert sorted("extra" in names for names in classes) == [False, True, True]


def test_a_flow_of_a_loop_and_one_that_is_common_knowledge_are_marked() -> None:
    flow = make_flow("a", "a", 2, loop=True)

    [drawn] = flow_nodes(draw_chain("链", [make_link("a")], [flow]))

    assert drawn["class"] == "flow w2 loop common"


@pytest.mark.parametrize(
    ("links", "flows", "words"),
    [
        ([make_link("a"), make_link("a")], [], "appears 2 times"),
        ([make_link("a", "sideways")], [], "unknown stage"),
        ([make_link("a")], [make_flow("a", "b")], "no link 'b'"),
    ],
)
def test_links_and_flows_that_do_not_fit_together_are_refused(
    links: list[FigureLink], flows: list[FigureFlow], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        draw_chain("链", links, flows)


def test_a_thousand_links_take_no_more_work_than_they_did() -> None:
    # 5.5 million functions entered, about a second on an idle machine; seconds: `make bench`.
    random = Random(7)  # noqa: S311 - a fixed large chain, nothing secret
    links = [make_link(f"link_{at:04}", STAGES[at % 3], "环节名称") for at in range(1000)]
    flows = [
        make_flow(f"link_{one:04}", f"link_{two:04}", random.choice((1, 2, 3)))
        for one, two in (sorted(random.sample(range(1000), 2)) for _ in range(1600))
    ]
    drawn = []

    taken = steps(lambda: drawn.append(draw_chain("链", links, flows, SCREEN)))

    assert taken < 7_000_000
    assert len(drawn[0].boxes) == 1000


def test_a_chain_is_not_put_in_order_anew_when_more_is_known_of_its_links() -> None:
    names = [f"known_{at}" for at in range(40)]
    flows = [make_flow(names[at], names[(7 * at + 1) % 40]) for at in range(40)]
    before, after = (
        [make_link(name, STAGES[at % 3], "环节", state) for at, name in enumerate(names)]
        for state in ("unknown", "present")
    )

    first = steps(lambda: draw_chain("链", before, flows, SCREEN))
    again = steps(lambda: draw_chain("链", after, flows, SCREEN))

    assert again < first / 2
