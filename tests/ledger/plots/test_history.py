"""What a plot said before, the way back, and contacts as everybody may see them."""

import pytest

from files.errors import NotFound
from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed, StaleRecord
from ledger.book.policy.masking import masked
from ledger.plots.contacts import masked_contact
from ledger.plots.edits import NEW, edit_plot
from ledger.plots.history import plot_history, restore_version
from ledger.plots.register import get_plot
from tests.ledger.builders import ADMIN, COUNTY, VIEWER, make_plot


def edited_twice(ledger: Ledger) -> None:
    """A plot of 10 mu that became one of 12, then got a land use."""
    states = ((10, ""), (12, ""), (12, "工业"))
    for expected, (area, use) in enumerate(states):
        plot = make_plot(area_mu=area, land_use=use)
        with ledger.writing(COUNTY) as session:
            edit_plot(session, COUNTY, plot, expected)


def test_the_history_tells_who_changed_what_newest_first(ledger: Ledger) -> None:
    edited_twice(ledger)

    with ledger.reading() as session:
        newest, middle, first = plot_history(session, "YX-1")

    assert [v.version for v in (newest, middle, first)] == [3, 2, 1]
    assert [str(change) for change in middle.changes] == ["用地面积(亩)由 10.0 改为 12.0"]
    assert [change.name for change in newest.changes] == ["用地性质"]
    assert (first.changes, first.changed_by) == ((), "李县区")


def test_an_earlier_version_comes_back_as_a_new_one(ledger: Ledger) -> None:
    edited_twice(ledger)

    with ledger.writing(COUNTY) as session:
        stored = restore_version(session, COUNTY, "YX-1", 1, 3)

    assert (stored.plot.area_mu, stored.plot.land_use, stored.version) == (10, "", 4)


def test_going_back_is_refused_to_who_may_not_edit_and_on_an_old_form(ledger: Ledger) -> None:
    edited_twice(ledger)

    with pytest.raises(NotAllowed), ledger.writing(VIEWER) as session:
        restore_version(session, VIEWER, "YX-1", 1, 3)
    with pytest.raises(StaleRecord), ledger.writing(COUNTY) as session:
        restore_version(session, COUNTY, "YX-1", 1, 2)
    with pytest.raises(NotFound), ledger.writing(COUNTY) as session:
        restore_version(session, COUNTY, "YX-1", 9, 3)
    with ledger.reading() as session:
        assert get_plot(session, "YX-1").version == 3


def test_going_back_keeps_the_contact_that_is_known(ledger: Ledger) -> None:
    edited_twice(ledger)
    with ledger.writing(ADMIN) as session:
        edit_plot(session, ADMIN, make_plot(area_mu=12, contact="林科 13800001234"), 3)
        restore_version(session, ADMIN, "YX-1", 1, 4)

    with ledger.reading() as session:
        assert masked_contact(session, "YX-1") == "林科 138****1234"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("林科长 13800001234", "林科长 138****1234"),
        ("林科 138 0000 1234、0598-8220000", "林科 138****1234、059****0000"),
        ("13800001234", "138****1234"),
        ("办公室 8220000", "办公室 ****"),
        ("a.lin@example.cn 微信 lin_88", "**** 微信 ****"),
        ("", ""),
    ],
)
def test_no_number_is_readable_in_a_masked_contact(written: str, shown: str) -> None:
    assert masked(written) == shown


def test_the_contact_of_a_plot_that_is_not_there_is_not_masked_but_missing(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as session:
        edit_plot(session, ADMIN, make_plot(), NEW)

    with ledger.reading() as session:
        assert masked_contact(session, "YX-1") == ""
        with pytest.raises(NotFound):
            masked_contact(session, "nobody")
