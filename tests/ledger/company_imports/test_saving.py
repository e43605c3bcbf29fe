"""A long list is saved while it is read, and nothing of it stays if something stands against it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pytest

from files.sheets.questions import FileQuestion
from files.sheets.refusals import RowProblem
from ledger.book.database import FILE_NAME, Ledger, open_ledger
from ledger.book.errors import NotAllowed
from ledger.company_imports import saving
from ledger.company_imports.imports import list_company_imports
from ledger.company_imports.saving import NotAnswered, NotSavable, SavingSink
from targets.vendor.model import Obstacle, VendorCompany, VendorReading
from targets.vendor.spool import Spool
from tests.ledger.builders import ADMIN, VIEWER
from tests.ledger.company_lists import SOURCE, make_rules, make_told, save, stored

LAYOUT = "企查查导出（新版）"
FAULT = RowProblem(9, "成立日期", "应当是日期")


@pytest.fixture(autouse=True)
def _two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "AT_ONCE", 2)


@pytest.fixture
def other_ledger(blank: Path, tmp_path: Path) -> Iterator[Ledger]:
    """Open another ledger that nobody has written to."""
    office = tmp_path / "other"
    office.mkdir()
    copyfile(blank, office / FILE_NAME)
    opened = open_ledger({"SANMING_DATA": str(office)})
    yield opened
    opened.close()


@contextmanager
def saving_sink(
    ledger: Ledger, *told: VendorCompany, good_rows: bool = False
) -> Iterator[SavingSink]:
    """Give a sink that has taken these companies, in a session that is kept at the end."""
    with ledger.writing(ADMIN) as session:
        sink = SavingSink(session, ADMIN, SOURCE, {}, make_rules(), good_rows=good_rows)
        sink.begin(LAYOUT)
        for company in told:
            sink.add(company)
        yield sink


def make_reading(*told: VendorCompany, **fields: object) -> VendorReading:
    """Return a reading of these companies."""
    spool = Spool()
    for company in told:
        spool.add(company)
    return VendorReading(None, spool, rows=len(told), **fields)  # type: ignore[arg-type]


TOLD = tuple(make_told(number) for number in range(1, 6))


def test_a_list_saved_while_it_is_read_is_saved_as_a_whole_one(
    ledger: Ledger, other_ledger: Ledger
) -> None:
    with saving_sink(ledger, *TOLD) as sink:
        receipt = sink.finish(make_reading(*TOLD))

    assert receipt == save(other_ledger, *TOLD)
    assert stored(ledger) == stored(other_ledger)
    with ledger.reading() as session:
        [listed] = list_company_imports(session)
    assert (listed.source.layout, listed.receipt.rows) == (LAYOUT, 5)


@pytest.mark.parametrize(
    "stands_against",
    [
        {"problems": (FAULT,)},
        {"questions": (FileQuestion("hidden_rows", "?", ("收", "不收"), ""),)},
    ],
    ids=["a fault", "an open question"],
)
def test_nothing_stays_of_a_list_whose_end_stands_against_it(
    ledger: Ledger, stands_against: dict[str, object]
) -> None:
    with pytest.raises(NotSavable), saving_sink(ledger, *TOLD) as sink:
        sink.finish(make_reading(*TOLD, **stands_against))

    assert stored(ledger) == {}


def test_the_good_rows_of_a_faulty_list_are_saved_where_that_was_chosen(ledger: Ledger) -> None:
    with saving_sink(ledger, *TOLD[:3], good_rows=True) as sink:
        sink.hold(Obstacle.FAULT)
        sink.add(TOLD[3])
        receipt = sink.finish(make_reading(*TOLD[:4], problems=(FAULT,)))

    assert (receipt.created, len(stored(ledger))) == (4, 4)


def test_no_more_is_written_once_something_stands_against_the_list(ledger: Ledger) -> None:
    seen: list[str] = []
    with saving_sink(ledger, *TOLD[:2]) as sink:
        sink.each = lambda one: seen.append(one.told.name)
        sink.hold(Obstacle.QUESTION)
        for company in TOLD[2:]:
            sink.add(company)
        with pytest.raises(NotSavable):
            sink.finish(make_reading(*TOLD))

    assert seen == []
    assert sorted(stored(ledger)) == sorted(company.name for company in TOLD[:2])


def test_a_company_that_a_person_must_be_asked_about_leaves_the_ledger_as_it_was(
    ledger: Ledger,
) -> None:
    save(ledger, TOLD[0])
    before = stored(ledger)
    renamed = replace(TOLD[0], name="改名有限公司")
    told = (TOLD[1], TOLD[2], renamed, TOLD[3])

    with pytest.raises(NotAnswered), saving_sink(ledger, *told) as sink:
        sink.finish(make_reading(*told))

    assert stored(ledger) == before


def test_who_may_not_import_is_refused_before_the_first_company(ledger: Ledger) -> None:
    with ledger.writing(VIEWER) as session:
        sink = SavingSink(session, VIEWER, SOURCE, {}, make_rules())
        with pytest.raises(NotAllowed):
            sink.begin(LAYOUT)
