"""统一社会信用代码: the last character tells whether the others are right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.vendor.written.credit_code import ALPHABET, check_character, problem_of, read_code

FIRST = st.text(ALPHABET, min_size=17, max_size=17)


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91330000742945053G"])
def test_codes_in_use_hold(code: str) -> None:
    # The first is the example of GB 32100-2015, appendix A.
    computed = code[:-1] + check_character(code[:-1])

    assert problem_of(computed) == ""


def test_the_example_of_the_standard_has_its_check_character() -> None:
    assert check_character("91350100M000100Y4") == "3"


@given(FIRST, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found(first: str, place: int, other: str) -> None:
    code = first + check_character(first)
    wrong = code[:place] + other + code[place + 1 :]

    assert (problem_of(wrong) == "") == (wrong == code)


def test_a_code_of_a_village_collective_begins_with_a_letter_and_holds() -> None:
    first = "N23504030MF000000"

    assert problem_of(first + check_character(first)) == ""


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("350400100012345", "应当是 18 位，现在是 15 位"),
        ("91350100M000100YO3", "不会出现字符「O」"),
        ("91350100M000100Y44", "校验位不对，有一位写错了"),
    ],
)
def test_what_is_wrong_is_said(code: str, problem: str) -> None:
    assert problem_of(code) == problem


def test_width_case_and_spaces_do_not_matter() -> None:
    assert read_code(" 91350100m000100y43 ") == "91350100M000100Y43"
