"""A wall map of desks and cities whose names are attacks: literal on the sheet and in its PDF."""

import io

import pytest
from pypdf import PdfReader

from briefings.wallmaps.content import WallState
from briefings.wallmaps.desks import DeskCounts, DeskTotals
from briefings.wallmaps.state import open_wall_state
from papers.wallmaps.making import file_name
from papers.wallmaps.paper import Size, sheet_pdf
from tests.hostile_texts import HOSTILE_TEXTS, RAN
from tests.papers.papers import squeezed
from tests.papers.wallmaps.wallmaps import (
    listed,
    make_sheet,
    make_state,
    outside,
    overlapping,
    written,
)

AT_ONCE = 4  # desks beside each other


def wall_of(names: tuple[str, ...]) -> WallState:
    """A state whose desks, provinces and cities have those names."""
    desks = tuple(
        DeskCounts(name, (name,) * 9, 9, {name: 5, "": 4}, {"textile": 3}) for name in names
    )
    return open_wall_state(make_state(), {"SANMING_DATA": "nowhere"}, DeskTotals(desks, 45))


@pytest.mark.parametrize("start", range(0, len(HOSTILE_TEXTS), AT_ONCE))
def test_hostile_names_stand_on_the_sheet_as_written(start: int) -> None:
    names = HOSTILE_TEXTS[start : start + AT_ONCE]
    sheet = make_sheet(wall_of(names), "desks")

    text = squeezed("".join(line.text for line in written(sheet)))
    assert [name for name in names if squeezed(name) not in text] == []
    assert RAN not in text
    assert (outside(sheet), overlapping(sheet)) == ([], [])


def test_hostile_names_can_be_searched_in_the_pdf_and_run_nothing() -> None:
    names = HOSTILE_TEXTS[4:8]
    wall = wall_of(names)
    raw = sheet_pdf(make_sheet(wall, "desks"), Size.A3)

    text = squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages))
    assert [name for name in names if squeezed(name) not in text] == []
    assert RAN not in text
    assert b"/JavaScript" not in raw
    assert "/" not in file_name(wall, listed(wall, "desks"), Size.A3)
