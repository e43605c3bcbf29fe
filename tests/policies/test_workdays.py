"""工作日: by the notice where there is one, by the week and said so where there is none."""

from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import pytest

from files.errors import DataError
from policies.workdays import WORKDAYS, Workdays, load_workdays, read_workdays

HEADS = "first,last,works,name,source\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "policies").mkdir()
    return tmp_path


def write(office: Path, *rows: str) -> Path:
    path = office / "policies" / WORKDAYS
    path.write_text(HEADS + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def days(calendar: Workdays, start: str, count: int) -> list[str]:
    found = islice(calendar.from_day(date.fromisoformat(start)), count)
    return [day.isoformat() for day in found]


def test_the_national_holiday_and_the_days_worked_for_it_are_those_of_the_notice() -> None:
    calendar = load_workdays()

    assert days(calendar, "2026-09-30", 4) == [
        "2026-09-30",
        "2026-10-08",
        "2026-10-09",
        "2026-10-10",
    ]
    assert calendar.is_workday(date(2026, 9, 20))
    assert not calendar.is_workday(date(2026, 2, 23))


def test_2026_has_the_working_days_that_the_notice_leaves() -> None:
    year = [date(2026, 1, 1) + timedelta(days=at) for at in range(365)]

    # 261 days from Monday to Friday, 19 of them off, 6 days of weekends worked.
    assert sum(map(load_workdays().is_workday, year)) == 248


def test_a_year_without_a_notice_goes_by_the_week_and_is_named() -> None:
    calendar = load_workdays()

    assert days(calendar, "2031-10-01", 2) == ["2031-10-01", "2031-10-02"]
    asked = [date(2031, 1, 1), date(2026, 12, 31), date(2030, 1, 1)]
    assert calendar.unpublished(asked) == (2030, 2031)


def test_seven_working_days_are_counted_from_the_next_day_over_a_holiday() -> None:
    assert load_workdays().after(date(2026, 9, 28), 7) == date(2026, 10, 13)


def test_a_year_of_the_office_goes_before_ours_and_leaves_the_others(office: Path) -> None:
    write(office, "2027-01-01,2027-01-03,no,元旦,某通知", "2027-01-09,2027-01-09,yes,调休,某通知")

    calendar = load_workdays(office)

    assert days(calendar, "2026-12-31", 2) == ["2026-12-31", "2027-01-04"]
    assert calendar.is_workday(date(2027, 1, 9))
    assert calendar.years == {2026, 2027}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (("2027-01-03,2027-01-01,no,元旦,某通知",), "末日不能早于首日"),
        (("2027-12-31,2028-01-01,no,元旦,某通知",), "跨年的分两行写"),
        (("2027-01-04,2027-01-04,yes,调休,某通知",), "本来就是周一至周五"),
        (("2027-01-01,2027-01-03,no,元旦,某通知", "2027-01-03,2027-01-03,no,元旦,某"), "已经写过"),
        (("2027-01-01,2027-01-01,maybe,元旦,某通知",), "works"),
        (("2027-01-01,2027-01-01,no,元旦,",), "source"),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_line(
    office: Path, rows: tuple[str, ...], words: str
) -> None:
    path = write(office, *rows)

    with pytest.raises(DataError) as caught:
        read_workdays(path)
    assert words in str(caught.value)
    assert [problem.line for problem in caught.value.problems] == [len(rows) + 1]


def test_a_table_that_does_not_open_leaves_the_shipped_years(office: Path) -> None:
    write(office, "nonsense")

    assert load_workdays(office).years == {2026}
