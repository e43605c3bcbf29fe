"""What time evidence speaks of, and when it is due to be read again."""

from datetime import date

import pytest

from chains.evidence.review import due_for_review, latest_day


@pytest.mark.parametrize(
    ("as_of", "day"),
    [
        ("2021", date(2021, 12, 31)),
        ("2023-02", date(2023, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("2021-08-23", date(2021, 8, 23)),
        ("2020年5月", date(2020, 5, 31)),
        ("2021年3月5日", date(2021, 3, 5)),
        ("约2024—2025", date(2025, 12, 31)),
        ("2020-2021", date(2021, 12, 31)),
        ("2021上半年", date(2021, 12, 31)),
        ("2021-02-31", date(2021, 2, 28)),
        ("2025-06-30、2019", date(2025, 6, 30)),
    ],
)
def test_a_time_means_the_last_day_it_may_mean(as_of: str, day: date) -> None:
    assert latest_day(as_of) == day


@pytest.mark.parametrize("as_of", ["", "近年", "13万吨", "十三五"])
def test_a_text_without_a_year_has_no_day(as_of: str) -> None:
    assert latest_day(as_of) is None


@pytest.mark.parametrize(
    ("as_of", "due"), [("2025-06-01", False), ("2025-05-31", True), ("2030", False), ("近年", True)]
)
def test_evidence_is_due_once_it_is_older_than_the_interval(as_of: str, due: bool) -> None:  # noqa: FBT001
    today = date(2026, 6, 1)

    assert due_for_review(as_of, today=today, review_days=365) is due
