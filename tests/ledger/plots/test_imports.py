"""Imports: as a whole or not at all, the same file twice changes nothing, and all can be undone."""

import re

import pytest
from sqlalchemy import select

from files.errors import NotFound
from geodata.model import Plot
from ledger.book.audit import verify
from ledger.book.content import content_hash, plots_hash
from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed, NotPossible
from ledger.book.policy import Actor, Grant, Role
from ledger.plots import imports as plot_imports
from ledger.plots.edits import edit_plot, read_contact
from ledger.plots.imports import ImportReceipt, list_imports, preview_import, save_import
from ledger.plots.register import count_plots, get_plot, list_plots
from ledger.plots.undo import UndoReceipt, undo_import
from ledger.schema.base import AuditRow
from tests.ledger.builders import ADMIN, COUNTY, DESK, VIEWER, make_plot, make_plots, make_position

NEIGHBOUR = Actor("c2", "张永安", (Grant(Role.COUNTY, "永安市"),))
COLLEAGUE = Actor("c3", "陈县区", (Grant(Role.COUNTY, "尤溪县"),))


def take_over(ledger: Ledger, *plots: Plot, actor: Actor = ADMIN) -> ImportReceipt:
    with ledger.writing(actor) as session:
        return save_import(session, actor, plots, "地块.xlsx", "县报表")


def undo(
    ledger: Ledger, receipt: ImportReceipt, actor: Actor = ADMIN, *, force: bool = False
) -> UndoReceipt:
    assert receipt.import_id is not None
    with ledger.writing(actor) as session:
        return undo_import(session, actor, receipt.import_id, force=force)


def hash_of_plots(ledger: Ledger) -> str:
    with ledger.reading() as session:
        return plots_hash(session.connection())


def hash_of_everything(ledger: Ledger) -> str:
    with ledger.reading() as session:
        return content_hash(session.connection())


def counts(receipt: ImportReceipt) -> tuple[int, int, int]:
    return (receipt.created, receipt.updated, receipt.unchanged)


def test_new_plots_are_added_and_known_ones_updated(ledger: Ledger) -> None:
    first = take_over(ledger, *make_plots(3))
    second = take_over(ledger, make_plot("P2", area_mu=5), make_plot("P3"), make_plot("P4"))

    assert (counts(first), counts(second)) == ((3, 0, 0), (1, 1, 1))
    with ledger.reading() as session:
        versions = {row.plot.id: row.version for row in list_plots(session)}
    assert versions == {"P1": 1, "P2": 2, "P3": 1, "P4": 1}


def test_the_same_file_again_changes_not_one_byte(ledger: Ledger) -> None:
    first = take_over(ledger, *make_plots(3))
    before = hash_of_everything(ledger)

    again = take_over(ledger, *reversed(make_plots(3)))

    assert (again.import_id, counts(again)) == (None, (0, 0, 3))
    assert again.content_hash == first.content_hash
    assert hash_of_everything(ledger) == before


def test_a_list_without_contacts_leaves_those_that_are_known(ledger: Ledger) -> None:
    take_over(ledger, make_plot(contact="13812345678"))

    receipt = take_over(ledger, make_plot(area_mu=3))

    assert counts(receipt) == (0, 1, 0)
    with ledger.writing(ADMIN) as session:
        assert read_contact(session, ADMIN, "YX-1") == "13812345678"


def test_a_preview_tells_what_would_happen_and_writes_nothing(ledger: Ledger) -> None:
    take_over(ledger, *make_plots(2))
    before = hash_of_everything(ledger)

    with ledger.reading() as session:
        preview = preview_import(session, ADMIN, [*make_plots(1), make_plot("P2", area_mu=1)])

    assert (preview.import_id, counts(preview)) == (None, (0, 1, 1))
    assert hash_of_everything(ledger) == before


@pytest.mark.parametrize(
    ("plots", "said"),
    [
        ([], "没有可以导入的行"),
        ([make_plot("P1"), make_plot("P2"), make_plot("P1")], "编号重复：P1"),
        ([make_plot("P1"), make_plot("P2", sample=True)], "示例"),
    ],
)
def test_what_cannot_be_stored_is_refused_whole(
    ledger: Ledger, plots: list[Plot], said: str
) -> None:
    with pytest.raises(NotPossible, match=said):
        take_over(ledger, *plots)

    with ledger.reading() as session:
        assert (count_plots(session), list_imports(session)) == (0, [])


def test_a_refused_list_leaves_nothing_even_if_the_session_goes_on(ledger: Ledger) -> None:
    take_over(ledger, make_plot("Z", county="永安市"))
    # More than is written at once, and the last one stands in another county's list.
    many = [*make_plots(5001), make_plot("Z")]

    with ledger.writing(COUNTY) as session, pytest.raises(NotAllowed, match="永安市"):
        save_import(session, COUNTY, many, "地块.xlsx", "县报表")

    with ledger.reading() as session:
        assert (count_plots(session), len(list_imports(session))) == (1, 1)


@pytest.mark.parametrize("actor", [DESK, VIEWER, NEIGHBOUR])
def test_nobody_imports_into_a_county_that_is_not_theirs(ledger: Ledger, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        take_over(ledger, make_plot(), actor=actor)


def test_an_import_is_one_entry_with_counts_and_no_contacts(ledger: Ledger) -> None:
    take_over(ledger, *make_plots(50, contact="13812345678"), actor=COUNTY)

    with ledger.reading() as session:
        [entry] = session.scalars(select(AuditRow)).all()
        [record] = list_imports(session)
    assert (entry.actor_name, entry.action, '"created":50' in entry.detail) == (
        "李县区",
        "import",
        True,
    )
    assert "138" not in re.sub(r"[0-9a-f]{64}", "", entry.detail)
    assert (record.file_name, record.source, record.stamp.imported_by) == (
        "地块.xlsx",
        "县报表",
        "李县区",
    )


def test_a_hostile_file_name_is_refused_or_kept_as_text(ledger: Ledger) -> None:
    name = "x'); DROP TABLE plot; --{{7*191}}.xlsx"
    with ledger.writing(ADMIN) as session:
        save_import(session, ADMIN, make_plots(1), name, "县")
    with ledger.writing(ADMIN) as session, pytest.raises(NotPossible, match="文件名"):
        save_import(session, ADMIN, make_plots(2), "a\x00b", "县")

    with ledger.reading() as session:
        assert [record.file_name for record in list_imports(session)] == [name]
        assert count_plots(session) == 1


def test_undoing_takes_out_what_came_and_brings_back_what_was(ledger: Ledger) -> None:
    take_over(ledger, *make_plots(2, contact="13812345678"))
    before = hash_of_plots(ledger)
    receipt = take_over(ledger, make_plot("P2", area_mu=5, contact="1"), make_plot("P3"))

    undone = undo(ledger, receipt)

    assert (undone.removed, undone.restored) == (1, 1)
    assert hash_of_plots(ledger) == before
    with ledger.reading() as session:
        assert list_imports(session)[0].stamp.undone_by == "本机管理员"
        assert verify(session) is None


def test_imports_are_undone_one_after_the_other(ledger: Ledger) -> None:
    hashes, receipts = [], []
    for area in (1, 2, 3):
        hashes.append(hash_of_plots(ledger))
        receipts.append(take_over(ledger, *make_plots(area, area_mu=area)))

    for before, receipt in zip(reversed(hashes), reversed(receipts), strict=True):
        undo(ledger, receipt)
        assert hash_of_plots(ledger) == before


def test_an_undo_over_later_changes_is_refused_by_name(ledger: Ledger) -> None:
    receipt = take_over(ledger, *make_plots(3))
    with ledger.writing(COUNTY) as session:
        edit_plot(session, COUNTY, make_plot("P2", area_mu=9), 1)
    before = hash_of_everything(ledger)

    with pytest.raises(NotPossible, match="有 1 块地又改过或已撤走（如 P2，李县区 改）"):
        undo(ledger, receipt)

    assert hash_of_everything(ledger) == before


def test_a_forced_undo_takes_later_changes_back_too_and_keeps_them_in_the_history(
    ledger: Ledger,
) -> None:
    take_over(ledger, *make_plots(2))
    before = hash_of_plots(ledger)
    receipt = take_over(ledger, *make_plots(3, area_mu=5))
    with ledger.writing(COUNTY) as session:
        edit_plot(session, COUNTY, make_plot("P2", area_mu=9), 2)

    undo(ledger, receipt, force=True)

    assert hash_of_plots(ledger) == before


def test_a_plot_that_a_forced_undo_took_away_comes_back_with_the_next_one(ledger: Ledger) -> None:
    first = take_over(ledger, *make_plots(1))
    before = hash_of_plots(ledger)
    second = take_over(ledger, *make_plots(1, area_mu=5))
    undo(ledger, first, force=True)

    with pytest.raises(NotPossible, match="P1，已撤走"):
        undo(ledger, second)
    undo(ledger, second, force=True)

    assert hash_of_plots(ledger) == before


def test_an_id_that_comes_back_goes_on_from_its_last_version(ledger: Ledger) -> None:
    receipt = take_over(ledger, *make_plots(1))
    undo(ledger, receipt)
    take_over(ledger, *make_plots(1))

    with ledger.reading() as session:
        assert get_plot(session, "P1").version == 2


def test_an_import_is_undone_once(ledger: Ledger) -> None:
    receipt = take_over(ledger, *make_plots(1))
    undo(ledger, receipt)

    with pytest.raises(NotPossible, match="已由 本机管理员 撤销"):
        undo(ledger, receipt)


def test_an_import_that_does_not_exist_is_not_undone(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as session, pytest.raises(NotFound):
        undo_import(session, ADMIN, 77)


@pytest.mark.parametrize("actor", [COLLEAGUE, NEIGHBOUR, DESK, VIEWER])
def test_only_the_importer_or_an_administrator_undoes(ledger: Ledger, actor: Actor) -> None:
    receipt = take_over(ledger, *make_plots(1), actor=COUNTY)

    with pytest.raises(NotAllowed):
        undo(ledger, receipt, actor)

    assert undo(ledger, receipt, COUNTY).removed == 1


def test_saving_a_long_list_tells_how_far_it_is(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plot_imports, "AT_ONCE", 2)
    told: list[tuple[int, int]] = []

    with ledger.writing(ADMIN) as session:
        progress = lambda done, total: told.append((done, total))  # noqa: E731
        save_import(session, ADMIN, make_plots(5), "清单.xlsx", "县报表", progress)

    assert told == [(2, 5), (4, 5), (5, 5)]


RING = ((118.18, 26.16), (118.2, 26.16), (118.2, 26.18), (118.18, 26.16))


def placed(ledger: Ledger, *plots: Plot) -> Plot:
    take_over(ledger, make_plot(position=make_position(), boundary=(RING,)))
    take_over(ledger, *plots)
    with ledger.reading() as session:
        return get_plot(session, plots[0].id).plot


def test_a_list_without_coordinates_leaves_a_plot_where_it_was_placed(ledger: Ledger) -> None:
    plot = placed(ledger, make_plot(area_mu=12))

    assert (plot.area_mu, plot.position, plot.boundary) == (12, make_position(), (RING,))


def test_our_own_export_which_has_no_boundaries_takes_none_away(ledger: Ledger) -> None:
    plot = placed(ledger, make_plot(position=make_position()))

    assert plot.boundary == (RING,)
    with ledger.reading() as session:
        assert len(list_imports(session)) == 1  # the second list changed nothing


def test_a_plot_that_moved_does_not_keep_its_old_boundary(ledger: Ledger) -> None:
    plot = placed(ledger, make_plot(position=make_position(118.3)))

    assert (plot.position, plot.boundary) == (make_position(118.3), ())
