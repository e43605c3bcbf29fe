"""From when a source is, by what is written of it."""

from datetime import date

import pytest

from targets.age.said_on import age_words, fresh_from, said_on


@pytest.mark.parametrize(
    ("published", "on"),
    [
        ("2025-03-20", date(2025, 3, 20)),
        ("2026-08-16（仓库提交；内容约2021）", date(2021, 1, 1)),
        ("2022—2024（9月3日，年份未显示）", date(2022, 1, 1)),
        ("2021-05 ; 2026-09-22", date(2021, 5, 1)),
        ("未显示（推定2025）", None),
        ("页面未标日期", None),
        ("2024-02-31", None),
        ("证券 6034562025", None),
    ],
)
def test_the_earliest_day_that_is_written_counts_and_a_guess_does_not(
    published: str, on: date | None
) -> None:
    assert said_on(published) == on


def test_three_years_before_a_leap_day_is_the_day_after_the_last_of_february() -> None:
    assert fresh_from(date(2028, 2, 29)) == date(2025, 3, 1)


def test_the_year_of_an_old_source_is_said() -> None:
    assert age_words("约2021") == "据 2021 年资料，待核"
    assert age_words("未显示") == "据未写日期的资料，待核"
