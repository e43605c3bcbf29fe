"""Company names as keys: what counts as the same name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.names import company_id, name_key


@pytest.mark.parametrize(
    "typed",
    [
        "甲(福建)有限公司",
        "甲（福建）有限公司",
        " 甲 （福建） 有限公司\u3000",
        "甲〔福建〕有限公司",
        "甲(福建)有限\u200b公司",
        "甲（福建）\n有限公司",
    ],
)
def test_one_name_has_one_key_however_it_was_typed(typed: str) -> None:
    assert name_key(typed) == "甲(福建)有限公司"


def test_letters_are_compared_without_width_and_case() -> None:
    assert name_key("ＯＰＰＯ（重庆）") == name_key("oppo(重庆)")


def test_forms_of_a_company_stay_apart() -> None:
    assert name_key("甲有限公司") != name_key("甲股份有限公司")


def test_the_id_of_a_name_never_changes() -> None:
    assert company_id("甲（福建）有限公司") == company_id("甲(福建)有限公司") == "c40cb7abec6"


@given(st.text(max_size=40))
def test_the_key_of_a_key_is_itself(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)
