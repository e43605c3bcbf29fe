"""Changing one plot by hand: nobody's change is lost, and contacts stay with those who may."""

import pytest
from sqlalchemy import select

from files.errors import NotFound
from geodata.model import Plot
from ledger.book.audit import verify
from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed, NotPossible, StaleRecord
from ledger.book.policy import Actor, Grant
from ledger.plots.edits import NEW, changes, edit_plot, place_plot, read_contact, remove_contact
from ledger.plots.register import get_plot, list_plots, plots_version
from ledger.schema.base import AuditRow, PlotHistoryRow
from tests.ledger.builders import ADMIN, COUNTY, DESK, VIEWER, make_plot, make_position

PHONE = "13812345678"
NEIGHBOUR = Actor("c2", "永安人", (Grant("county", "永安市"),))


def edit(ledger: Ledger, plot: Plot, version: int, actor: Actor = ADMIN) -> int:
    with ledger.writing(actor) as session:
        return edit_plot(session, actor, plot, version).version


def entries(ledger: Ledger) -> list[str]:
    with ledger.reading() as session:
        assert verify(session) is None
        rows = session.scalars(select(AuditRow).order_by(AuditRow.number))
        return [f"{row.topic} {row.action} {row.subject} {row.detail}" for row in rows]


def test_an_edit_counts_the_version_up_and_keeps_the_old_one(ledger: Ledger) -> None:
    edit(ledger, make_plot(area_mu=100), NEW)

    assert edit(ledger, make_plot(area_mu=120), 1, COUNTY) == 2

    with ledger.reading() as session:
        found = get_plot(session, "YX-1")
        [kept] = session.scalars(select(PlotHistoryRow)).all()
    assert (found.plot.area_mu, found.changed_by) == (120, "李县区")
    assert (kept.version, kept.changed_name) == (1, "本机管理员")


def test_a_stale_save_says_who_changed_what_and_saves_nothing(ledger: Ledger) -> None:
    edit(ledger, make_plot(area_mu=100, steam="unknown"), NEW)
    edit(ledger, make_plot(area_mu=120, steam="yes"), 1, COUNTY)
    mine = make_plot(area_mu=150)

    with ledger.writing(ADMIN) as session, pytest.raises(StaleRecord) as refusal:
        edit_plot(session, ADMIN, mine, 1)

    said = str(refusal.value)
    assert (
        "李县区 改过：用地面积(亩)由 100.0 改为 120.0（你填的是 150.0）；蒸汽由 未核实 改为 是"
        in said
    )
    assert refusal.value.mine == mine
    with ledger.reading() as session:
        assert refusal.value.theirs == get_plot(session, "YX-1")
        assert get_plot(session, "YX-1").plot.area_mu == 120


def test_saving_what_already_stands_writes_nothing(ledger: Ledger) -> None:
    edit(ledger, make_plot(contact=PHONE), NEW)

    assert edit(ledger, make_plot(), 1) == 1
    assert len(entries(ledger)) == 1


def test_an_id_in_use_is_not_added_again(ledger: Ledger) -> None:
    edit(ledger, make_plot(), NEW)

    with ledger.writing(ADMIN) as session, pytest.raises(NotPossible, match="已经有地块在用"):
        edit_plot(session, ADMIN, make_plot(name="另一块"), NEW)


def test_what_is_not_there_cannot_be_edited(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as session, pytest.raises(NotFound):
        edit_plot(session, ADMIN, make_plot(), 1)


def test_a_sample_is_not_stored(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as session, pytest.raises(NotPossible, match="示例"):
        edit_plot(session, ADMIN, make_plot(sample=True), NEW)


@pytest.mark.parametrize(
    ("actor", "before", "after"),
    [
        (COUNTY, "永安市", "永安市"),
        (COUNTY, "永安市", "尤溪县"),
        (COUNTY, "尤溪县", "永安市"),
        (DESK, "尤溪县", "尤溪县"),
        (VIEWER, "尤溪县", "尤溪县"),
    ],
)
def test_nobody_edits_what_is_not_theirs(
    ledger: Ledger, actor: Actor, before: str, after: str
) -> None:
    edit(ledger, make_plot(county=before), NEW)

    with ledger.writing(actor) as session, pytest.raises(NotAllowed):
        edit_plot(session, actor, make_plot(county=after, area_mu=1), 1)

    with ledger.reading() as session:
        assert get_plot(session, "YX-1").plot == make_plot(county=before)


def test_placing_and_moving_a_plot_is_written_down(ledger: Ledger) -> None:
    edit(ledger, make_plot(), NEW)

    with ledger.writing(COUNTY) as session:
        placed = place_plot(session, COUNTY, "YX-1", make_position(), 1)
    with ledger.writing(COUNTY) as session:
        moved = place_plot(session, COUNTY, "YX-1", make_position(118.2), placed.version)

    assert moved.plot.position == make_position(118.2)
    assert '"changed":["位置"]' in entries(ledger)[-1]


def test_placing_from_an_old_map_is_stale(ledger: Ledger) -> None:
    edit(ledger, make_plot(), NEW)
    edit(ledger, make_plot(area_mu=5), 1)

    with ledger.writing(ADMIN) as session, pytest.raises(StaleRecord, match="用地面积"):
        place_plot(session, ADMIN, "YX-1", make_position(), 1)


@pytest.mark.parametrize("actor", [ADMIN, COUNTY])
def test_whoever_may_read_a_contact_leaves_a_trace(ledger: Ledger, actor: Actor) -> None:
    edit(ledger, make_plot(contact=f"张三 {PHONE}"), NEW)
    with ledger.reading() as session:
        before = plots_version(session)

    with ledger.writing(actor) as session:
        contact = read_contact(session, actor, "YX-1")

    assert contact == f"张三 {PHONE}"
    assert entries(ledger)[-1].startswith("contact read YX-1")
    with ledger.reading() as session:
        assert plots_version(session) == before


@pytest.mark.parametrize("actor", [DESK, VIEWER, NEIGHBOUR])
def test_others_do_not_read_a_contact(ledger: Ledger, actor: Actor) -> None:
    edit(ledger, make_plot(contact=PHONE), NEW)

    with ledger.writing(actor) as session, pytest.raises(NotAllowed):
        read_contact(session, actor, "YX-1")


def test_no_telephone_number_reaches_the_log_or_a_list(ledger: Ledger) -> None:
    edit(ledger, make_plot(contact=PHONE), NEW)
    edit(ledger, make_plot(contact=f"1{PHONE}", area_mu=1), 1)

    with ledger.reading() as session:
        shown = repr(list_plots(session))
    assert PHONE not in shown
    assert PHONE not in "".join(entries(ledger))


def test_a_form_that_does_not_show_the_contact_does_not_erase_it(ledger: Ledger) -> None:
    edit(ledger, make_plot(contact=PHONE), NEW)
    edit(ledger, make_plot(area_mu=5), 1)

    with ledger.writing(ADMIN) as session:
        assert read_contact(session, ADMIN, "YX-1") == PHONE


def test_a_contact_can_be_removed_for_good(ledger: Ledger) -> None:
    edit(ledger, make_plot(contact=PHONE), NEW)
    edit(ledger, make_plot(area_mu=5), 1)

    with ledger.writing(COUNTY) as session:
        remove_contact(session, COUNTY, "YX-1", 2)

    with ledger.writing(ADMIN) as session:
        assert read_contact(session, ADMIN, "YX-1") == ""
        assert {row.contact for row in session.scalars(select(PlotHistoryRow))} == {""}


def test_changes_are_listed_in_the_order_of_the_form_and_never_the_contact() -> None:
    before = make_plot(contact="1", kind="idleland")
    after = make_plot(contact="2", kind="idleplant", industries=["电池"], position=make_position())

    listed = [str(change) for change in changes(before, after)]

    assert listed == [
        "类型由 闲置土地 改为 闲置厂房",
        "适合产业由 空 改为 电池",
        "位置由 空 改为 118.19000,26.17000",
    ]
