"""Figures that leave something out say so where they stand, on every paper of them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from briefings.changes.results import compute_results
from briefings.meeting.content import compose_meeting
from briefings.state.state import DataState, data_version, lack_of
from briefings.trip.standing import standing_of
from components.overview.content import overview_content
from drawing.shapes.lettering import widest
from papers.meeting.sheet import Words
from papers.meeting.sheets import meeting_sheets
from papers.renderers.naming import file_stem
from tests.builders import make_chain
from tests.papers.states import TODAY, make_state
from tests.papers.wallmaps.wallmaps import make_sheet, make_wall

CLOSED = ("textile.yaml", "companies.csv")
MANY = tuple(f"a_layer_of_a_long_name_{i}.geojson" for i in range(9))


def lacking_state(lacking: Sequence[str] = CLOSED) -> DataState:
    return replace(make_state(make_chain(fabric="missing")), lacking=tuple(lacking))


def test_the_data_version_carries_what_is_missing_and_tells_two_lacks_apart() -> None:
    whole = data_version("2026-11-23·ab12cd", 42)
    marked = [data_version("2026-11-23·ab12cd", 42, lacking) for lacking in (CLOSED, MANY)]

    assert whole == "2026-11-23·ab12cd·0042"
    assert marked[0] == "2026-11-23·ab12cd·缺textile、companies·0042"
    assert "等9份数据" in marked[1]
    assert data_version("x", 1, MANY) != data_version("x", 1, (*MANY[:-1], "b.csv"))
    assert all(len(version) <= 120 for version in marked)  # a snapshot keeps it
    assert "缺textile、companies" in file_stem("出访手册", "长三角", TODAY, marked[0])


def test_the_sentence_names_the_first_files_and_how_many_there_are() -> None:
    assert lack_of(()) == ""
    assert lack_of(CLOSED) == "数字不含没有打开的 textile.yaml、companies.csv"
    assert lack_of(MANY).endswith("等 9 个文件")


@pytest.mark.parametrize("lacking", [CLOSED, MANY])
def test_the_opening_of_the_meeting_says_it_above_its_figures(lacking: Sequence[str]) -> None:
    state = lacking_state(lacking)

    opening = meeting_sheets(compose_meeting(state, compute_results(state), ()))[1]

    words = [block for block in opening.blocks if isinstance(block, Words)]
    lines = ["".join(piece.text for piece in line) for block in words for line in block.lines]
    assert any("数字不含没有打开的" in line for line in lines)
    for block in words:
        for line in block.lines:
            text = "".join(piece.text for piece in line)
            assert widest(text, block.size) <= block.area.width + 1, text


def test_the_counts_of_the_city_in_a_trip_book_say_it() -> None:
    assert standing_of(lacking_state(), 3).lack == lack_of(CLOSED)


def test_a_wall_map_says_it_before_its_lead_and_figures() -> None:
    wall = make_wall(make_chain(fabric="missing"))

    sheet = make_sheet(replace(wall, state=replace(wall.state, lacking=CLOSED)), "overview")

    assert sheet.head.lead.startswith(f"{lack_of(CLOSED)}。")


def test_the_overview_says_it_below_its_figures() -> None:
    state = lacking_state()

    content = overview_content(list(state.assessments.values()), state.ranks, None, state.lack)

    assert content["lack"] == lack_of(CLOSED)
