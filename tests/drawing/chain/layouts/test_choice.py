"""Where links stand: stored for the shipped chains, kept when one changes, one for all outputs."""

from dataclasses import replace

import pytest

from drawing.chain.drawing import draw_chain, in_order
from drawing.chain.layouts.choice import belongs, find_layout, fresh_layout
from drawing.chain.layouts.price import LayoutPrice
from drawing.chain.layouts.stored import as_text, read_layouts, stored_layouts
from drawing.chain.layouts.subject import Layout, LayoutSubject, subject_of
from drawing.shapes.model import FIGURE, PAPER, PRESENT, SCREEN, SUPPORT, Drawing
from tests.papers.figures import make_flow, make_link, shipped
from tests.steps import steps


def subject(chain_id: str) -> LayoutSubject:
    _title, links, flows = shipped()[chain_id]
    return subject_of(*in_order(links, flows))


def grown(chain_id: str) -> LayoutSubject:
    """A chain with one link and two flows more."""
    _title, links, flows = shipped()[chain_id]
    midst = [link.id for link in links if link.stage == "midstream"]
    ends = [link.id for link in links if link.stage == "downstream"]
    new = make_link("a_new_link", "midstream", "新环节")
    more = [make_flow(midst[0], new.id), make_flow(new.id, ends[0])]
    return subject_of(*in_order([*links, new], [*flows, *more]))


@pytest.mark.parametrize("chain_id", sorted(shipped()))
def test_every_shipped_chain_has_a_layout_of_its_own_links_and_lanes(chain_id: str) -> None:
    asked = subject(chain_id)

    layout = find_layout(asked)

    assert layout is not None
    assert belongs(layout, asked)


def test_most_shipped_chains_are_drawn_by_the_layout_stored_for_them() -> None:
    # A chain with other links, names or flows grows out of its old layout, which crosses more:
    # python -m bench.layout --store --chain …
    stored = stored_layouts()

    grown = [chain_id for chain_id in shipped() if subject(chain_id).key not in stored]

    assert len(grown) <= 4


def test_a_stored_layout_is_taken_as_it_is() -> None:
    stored = stored_layouts()
    asked = next(asked for asked in map(subject, sorted(shipped())) if asked.key in stored)

    assert find_layout(asked) is stored[asked.key]


def test_one_more_flow_moves_no_box() -> None:
    _title, links, flows = shipped()["textile"]
    stages = {link.id: link.stage for link in links}
    ends = {(flow.source, flow.target) for flow in flows}
    new = next(
        (one, two)
        for one in sorted(stages)
        for two in sorted(stages)
        if (stages[one], stages[two]) == ("upstream", "downstream") and (one, two) not in ends
    )

    before = find_layout(subject("textile"))
    after = find_layout(subject_of(*in_order(links, [*flows, make_flow(*new)])))

    assert before is not None
    assert after is not None
    assert boxes(after) == boxes(before)
    assert after.joined == before.joined


def test_a_chain_nobody_stored_takes_little_work() -> None:
    # About half a second on an idle machine.
    asked = subject("equipment")

    assert steps(lambda: fresh_layout(asked)) < 700_000


def test_a_layout_of_other_links_or_lanes_is_not_taken() -> None:
    layout = stored_layouts()[subject("textile").key]

    assert not belongs(layout, subject("seed"))
    assert not belongs(layout, grown("textile"))


def test_a_checked_link_leaves_every_box_where_it_was() -> None:
    _title, links, flows = shipped()["textile"]
    known = [replace(link, state="strong", status="优势", corner="") for link in links]

    assert subject_of(*in_order(known, flows)) == subject("textile")


def test_one_more_link_leaves_the_others_in_their_columns_and_their_order() -> None:
    before, after = stored_layouts()[subject("textile").key], find_layout(grown("textile"))

    assert after is not None
    assert [[i for i in column if i != "a_new_link"] for column in boxes(after)] == boxes(before)


def boxes(layout: Layout) -> list[list[str]]:
    return [[slot.link for slot in column if slot.is_box] for column in layout.order]


@pytest.mark.parametrize("chain_id", ["equipment", "seed", "tourism_wellness"])
def test_boxes_stand_at_the_same_share_of_screen_slide_and_paper(chain_id: str) -> None:
    screen, *others = (draw_chain(*shipped()[chain_id], g) for g in (SCREEN, PRESENT, PAPER))

    for other in others:
        for mine, its in zip(shares(chain_id, screen), shares(chain_id, other), strict=True):
            assert mine == pytest.approx(its, abs=0.002)


def shares(chain_id: str, drawing: Drawing) -> list[tuple[float, float]]:
    """Where the middle of each box stands between the outermost of its stages' boxes."""
    below = {link.id for link in shipped()[chain_id][1] if link.stage == SUPPORT}
    middles = [
        (box.x + box.width / 2, box.y + box.height / 2)
        for box in drawing.boxes
        if box.link not in below
    ]
    lows, highs = [[side(axis) for axis in zip(*middles, strict=True)] for side in (min, max)]
    return [
        ((x - lows[0]) / (highs[0] - lows[0]), (y - lows[1]) / (highs[1] - lows[1]))
        for x, y in middles
    ]


def test_a_chain_nobody_stored_is_laid_out_within_the_figure_and_always_alike() -> None:
    unknown = subject("biomed")
    links = tuple(replace(link, id=f"other_{link.id}") for link in unknown.links)
    flows = tuple(
        replace(flow, source=f"other_{flow.source}", target=f"other_{flow.target}")
        for flow in unknown.flows
    )
    asked = LayoutSubject(links, flows)

    layout = fresh_layout(asked)

    assert belongs(layout, asked)
    assert fresh_layout(asked) == layout
    assert LayoutPrice(asked, FIGURE).of(layout.columns).fits


def test_layouts_are_read_as_they_were_written() -> None:
    stored = stored_layouts()

    assert read_layouts(as_text(("chain", key, stored[key]) for key in stored)) == stored
