"""The preview of an import: every row with what would become of it, and what needs a yes."""

import pytest

from files.sheets.preview import ImportHint, ImportStatus
from geodata.model import Plot
from geodata.reading import FileEntry, Reading
from ledger.book.database import Ledger
from ledger.book.policy import Actor
from ledger.plots.comparing import ComparedPlot, compare_plots
from ledger.plots.imports import save_import
from ledger.plots.preview import PlotPreview, preview
from tests.ledger.builders import ADMIN, VIEWER, make_plot, make_position

FILE_SOURCE = "导入文件 新.xlsx"


def keep(ledger: Ledger, *plots: Plot) -> None:
    with ledger.writing(ADMIN) as session:
        save_import(session, ADMIN, plots, "旧.xlsx", "")


def compared(ledger: Ledger, *plots: Plot) -> list[ComparedPlot]:
    with ledger.reading() as session:
        found = compare_plots(session, plots)
    return [found[plot.id] for plot in plots]


def previewed(ledger: Ledger, *plots: Plot, actor: Actor = ADMIN, **answers: str) -> PlotPreview:
    entries = tuple(FileEntry(row, plot) for row, plot in enumerate(plots, 2))
    with ledger.reading() as session:
        return preview(session, actor, Reading(plots, (), len(plots), entries=entries), answers)


def test_each_row_is_new_changed_or_unchanged(ledger: Ledger) -> None:
    keep(ledger, make_plot("P1"), make_plot("P2"))

    found = previewed(ledger, make_plot("P1"), make_plot("P2", area_mu=5), make_plot("P3"))

    assert [row.status.value for row in found.rows] == ["unchanged", "changed", "new"]


def test_a_change_of_one_field_is_one_change_with_old_and_new(ledger: Ledger) -> None:
    keep(ledger, make_plot(area_mu=90, land_use="工业用地", position=make_position()))

    [one] = compared(ledger, make_plot(area_mu=90, land_use="仓储用地", position=make_position()))

    assert one.changes == {"land_use": ("工业用地", "仓储用地")}
    assert not one.grave


@pytest.mark.parametrize(
    ("fields", "hint"),
    [
        ({"name": "另一块地"}, ImportHint.RENAMED),
        ({"position": make_position(118.24)}, ImportHint.MOVED),
        ({"county": "大田县"}, None),
        ({"area_mu": 180}, None),
        ({"source": "别的报表"}, None),
    ],
)
def test_what_may_be_another_plot_needs_a_yes(
    ledger: Ledger, fields: dict[str, object], hint: ImportHint | None
) -> None:
    known: dict[str, object] = {"area_mu": 90, "position": make_position()}
    keep(ledger, make_plot("YX-1", **known))

    asked = previewed(ledger, make_plot("YX-1", **(known | fields)))
    agreed = previewed(ledger, make_plot("YX-1", **(known | fields)), changes="改动")
    declined = previewed(ledger, make_plot("YX-1", **(known | fields)), changes="不改动，只收新增")

    assert [question.what for question in asked.questions] == ["changes"]
    assert (agreed.questions, len(agreed.plots)) == ((), 1)
    assert (declined.questions, declined.plots) == ((), ())
    [row] = asked.rows
    assert row.compared is not None
    assert (hint in row.compared.hints) or hint is None


def test_a_shift_of_a_few_metres_needs_no_yes(ledger: Ledger) -> None:
    keep(ledger, make_plot(position=make_position()))

    assert previewed(ledger, make_plot(position=make_position(118.1901))).questions == ()


def test_the_name_of_the_file_alone_is_no_change(ledger: Ledger) -> None:
    keep(ledger, make_plot())

    [same] = compared(ledger, make_plot(source=FILE_SOURCE))
    [other] = compared(ledger, make_plot(source=FILE_SOURCE, area_mu=5))

    assert same.status is ImportStatus.UNCHANGED
    assert set(other.changes) == {"source", "area_mu"}


def test_another_plot_of_the_same_name_or_place_is_perhaps_the_same(ledger: Ledger) -> None:
    keep(ledger, make_plot("P1", name="城东地块"), make_plot("P2", position=make_position()))

    named, placed, other = compared(
        ledger,
        make_plot("N1", name="城东地块"),
        make_plot("N2", position=make_position()),
        make_plot("N3"),
    )

    assert ImportHint.DUPLICATE in named.hints
    assert ImportHint.DUPLICATE in placed.hints
    assert other.hints == (ImportHint.NO_PLACE,)


@pytest.mark.parametrize(
    ("actor", "answer", "kept"),
    [(ADMIN, "", ""), (ADMIN, "导入", "张三"), (ADMIN, "不导入", ""), (VIEWER, "导入", "")],
)
def test_contacts_are_taken_by_right_and_on_request_only(
    ledger: Ledger, actor: Actor, answer: str, kept: str
) -> None:
    found = previewed(ledger, make_plot(contact="张三"), actor=actor, contact=answer)

    assert [plot.contact for plot in found.plots] == [kept]


@pytest.mark.parametrize("answers", [{"contact": "是"}, {}], ids=["taken", "left out"])
@pytest.mark.parametrize(
    ("headings", "told"), [(("编号", "联系人"), ["联系人"]), (("编号", "名称"), [])]
)
def test_an_emptied_contact_stays_and_is_told_where_the_file_has_its_column(
    ledger: Ledger, answers: dict[str, str], headings: tuple[str, ...], told: list[str]
) -> None:
    keep(ledger, make_plot(contact="张三 13800001234"))
    entries = (FileEntry(2, make_plot(area_mu=5)),)

    with ledger.reading() as session:
        reading = Reading((), (), 1, entries=entries, headings=headings)
        notices = preview(session, ADMIN, reading, answers).notices

    assert [(notice.row, notice.column) for notice in notices] == [(2, name) for name in told]
    assert all("未改" in notice.text and "张三" not in notice.text for notice in notices)
