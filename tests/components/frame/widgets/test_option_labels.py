"""What the browser means by the label of an option, however old the label is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.frame.widgets.option_labels import meant, meant_id, option_label

NAMES = {"a": "氟新材料", "b": "硅 9 号", "c": "硅"}


@given(st.sampled_from(sorted(NAMES)), st.integers(min_value=0, max_value=10**7))
def test_a_label_with_any_count_means_its_option(chosen: str, count: int) -> None:
    assert meant_id(option_label(NAMES[chosen], count), NAMES) == chosen
    assert meant(option_label(NAMES[chosen], count), NAMES.values()) == NAMES[chosen]


@pytest.mark.parametrize("chosen", sorted(NAMES))
def test_an_id_and_a_name_mean_themselves(chosen: str) -> None:
    assert meant_id(chosen, NAMES) == chosen
    assert meant_id(NAMES[chosen], NAMES) == chosen


@pytest.mark.parametrize("unknown", [None, "", "稀土 3", "氟新材料 x", "氟新材料 "])
def test_what_is_no_option_chooses_nothing(unknown: str | None) -> None:
    assert meant_id(unknown, NAMES) == ""


def test_a_value_nobody_listed_is_left_as_it_is() -> None:
    assert meant("甲 市", ["乙市"]) == "甲 市"
