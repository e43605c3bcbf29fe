"""Chinese numbers of headings."""

import pytest

from papers.renderers.numbering import chinese_number


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四"), (99, "九十九")],
)
def test_a_number_is_said_as_headings_count(number: int, said: str) -> None:
    assert chinese_number(number) == said


@pytest.mark.parametrize("number", [0, -1, 100])
def test_what_no_heading_counts_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="heading"):
        chinese_number(number)
