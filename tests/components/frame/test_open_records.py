"""Who has a record open: others, each once, the longest first, while their tabs show life."""

from datetime import timedelta

from components.frame.together.open_records import QUIET_FOR, OpenRecords
from tests.ledger.builders import CENTRE, COUNTY, DESK, NOON

PLOT, OTHER = "plot:YX-1", "plot:YX-2"
MINUTE = timedelta(minutes=1)


def test_a_person_alone_at_a_record_is_told_of_nobody() -> None:
    assert OpenRecords().note("t1", COUNTY, PLOT, NOON) == ()


def test_others_are_told_the_longest_first_and_each_once() -> None:
    records = OpenRecords()
    records.note("t2", DESK, PLOT, NOON + MINUTE)
    records.note("t1", CENTRE, PLOT, NOON)
    records.note("t3", DESK, PLOT, NOON + 2 * MINUTE)

    others = records.note("t4", COUNTY, PLOT, NOON + 3 * MINUTE)

    assert [(o.name, o.since) for o in others] == [
        (CENTRE.name, NOON),
        (DESK.name, NOON + MINUTE),
    ]


def test_a_second_tab_of_ones_own_is_nobody_else() -> None:
    records = OpenRecords()
    records.note("t1", COUNTY, PLOT, NOON)

    assert records.note("t2", COUNTY, PLOT, NOON) == ()


def test_a_tab_that_went_on_to_another_record_has_left_the_first() -> None:
    records = OpenRecords()
    records.note("t1", DESK, PLOT, NOON)
    records.note("t1", DESK, OTHER, NOON + MINUTE)

    assert records.note("t2", COUNTY, PLOT, NOON + MINUTE) == ()


def test_each_click_keeps_a_record_open_and_silence_closes_it() -> None:
    records = OpenRecords()
    records.note("t1", DESK, PLOT, NOON)
    records.note("t1", DESK, PLOT, NOON + QUIET_FOR)

    [other] = records.note("t2", COUNTY, PLOT, NOON + 2 * QUIET_FOR)
    assert other.since == NOON
    assert records.note("t2", COUNTY, PLOT, NOON + 2 * QUIET_FOR + MINUTE) == ()


def test_who_signs_in_after_another_at_the_same_tab_is_somebody_else() -> None:
    records = OpenRecords()
    records.note("t1", DESK, PLOT, NOON)
    records.note("t1", CENTRE, PLOT, NOON + MINUTE)

    [other] = records.note("t2", COUNTY, PLOT, NOON + MINUTE)
    assert (other.name, other.since) == (CENTRE.name, NOON + MINUTE)
