"""The areas of a desk as text: what is written is read back, and what is typed is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files.errors import ProductError
from geodata.desks import Area
from targets.desk_text import areas_text, read_areas
from targets.desks import Desk, load_desks

names = st.text("福建台湾浙江厦门杭州宁德", min_size=2, max_size=4)
areas = st.builds(Area, province=names, cities=st.lists(names, max_size=3).map(tuple))


def test_the_shipped_areas_read_back_as_they_are() -> None:
    for desk in load_desks().desks:
        assert tuple(read_areas(areas_text(desk))) == desk.areas


@given(st.lists(areas, min_size=1, max_size=4))
def test_what_is_written_is_read_back(given_areas: list[Area]) -> None:
    desk = Desk(id="desk", name="片区", areas=tuple(given_areas))

    assert read_areas(areas_text(desk)) == given_areas


@pytest.mark.parametrize(
    "typed",
    [
        "福建（福州、厦门）、台湾",
        " 福建省（福州市，厦门市）；台湾 ",
        "福建 （福州 厦门） 台湾",
        "福建（福州，厦门，），台湾、",
    ],
)
def test_separators_widths_and_suffixes_do_not_matter(typed: str) -> None:
    assert read_areas(typed) == [
        Area(province="福建", cities=("福州", "厦门")),
        Area(province="台湾"),
    ]


@pytest.mark.parametrize(
    "typed", ["福建（福州、厦门", "（福州）", "福建)福州", "福建（福州（鼓楼））"]
)
def test_a_bracket_without_its_other_end_is_refused(typed: str) -> None:
    with pytest.raises(ProductError, match="范围读不懂"):
        read_areas(typed)


def test_nothing_typed_is_no_area() -> None:
    assert read_areas("  、 ") == []
