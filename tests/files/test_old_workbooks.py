"""What .xls, .et and .ods hide, or hold instead of a value, is told as it is of an .xlsx."""

import struct
from pathlib import Path

import pytest

from files.sheets.sheet import CellFault, FaultyCell
from geodata.readers.any_file import read_upload
from geodata.reading import Reading
from tests.files.sheets_of import page
from tests.files.test_sheets import sheets_of
from tests.targets.vendor.vendor_lists import read

FOLDER = Path(__file__).parent / "workbooks"
KINDS = ("xls", "ods")
FORMULA = struct.pack("<HH", 0x06, 29)
TAKE, LEAVE = {"hidden_rows": "导入"}, {"hidden_rows": "不导入"}


def book(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_hidden_or_wrong_stands_beside_the_rows(kind: str) -> None:
    (sheet, _), (other, _) = sheets_of(book(f"companies.{kind}"))

    assert (sheet.is_hidden, other.is_hidden) == (False, True)
    assert set(sheet.notes.hidden) == {3, 4}
    assert set(sheet.notes.columns) == {3}
    assert sheet.notes.faults == {
        5: [FaultyCell(2, CellFault.ERROR, "#DIV/0!")],
        6: [FaultyCell(2, CellFault.ERROR, "#N/A")],
        7: [FaultyCell(2, CellFault.BLANK)],
    }


def test_a_formula_that_was_never_run_is_told() -> None:
    raw = book("companies.xls")
    at = raw.index(FORMULA) + 4 + 6
    never = raw[:at] + bytes(8) + struct.pack("<H", 2) + raw[at + 10 :]

    (sheet, rows), _ = sheets_of(never)

    assert sheet.notes.faults[5] == [FaultyCell(2, CellFault.NOT_RUN)]
    assert rows[4][2] == "0"


def test_a_damaged_workbook_still_gives_its_rows_or_is_refused() -> None:
    raw = book("companies.xls")
    for at in range(0, len(raw), 1536):
        damaged = raw[:at] + bytes(64) + raw[at + 64 :]
        assert read(damaged).problems or read(damaged).header


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_of_companies_asks_about_hidden_rows_and_tells_the_rest(kind: str) -> None:
    reading = read(book(f"companies.{kind}"))

    assert [question.what for question in reading.questions] == ["hidden_rows"]
    said = [str(warning) for warning in reading.warnings]
    assert any("隐藏的工作表「隐藏的」" in text for text in said)
    assert any("隐藏的 1 列也读了（如“所属省份”）" in text for text in said)
    assert "第5行「登记状态」：Excel 的错误值 #DIV/0!" in "".join(said)
    assert any(text.startswith("第7行「登记状态」：公式的结果是空的") for text in said)
    left = read(book(f"companies.{kind}"), answers=LEAVE)
    assert [company.row for company in left.companies if company.row in {3, 4}] == []


PLOT_PAGE = page([["编号", "名称", "类型", "县区"], ["P1", "地块1", "闲置土地", "大田县"]])


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("plots.xls", "plots.xls"),
        ("plots.et", "plots.xls"),  # WPS writes the same bytes under its own ending
        ("plots.ods", "plots.ods"),
    ],
)
def test_a_list_of_plots_asks_about_hidden_rows_and_tells_the_rest(name: str, file: str) -> None:
    raw = book(file)
    reading = read_upload(raw, name)

    assert "hidden_rows" in [question.what for question in reading.questions]
    said = "".join(map(str, reading.warnings))
    assert "隐藏的工作表「隐藏的」也像一份清单，没有读" in said
    assert "隐藏的 1 列也读了（如“备注”）" in said
    assert "第5行「状态」：Excel 的错误值 #DIV/0!" in said
    assert rows_of(read_upload(raw, name, TAKE)) == [2, 3, 4, 5, 6, 7, 8]
    assert rows_of(read_upload(raw, name, LEAVE)) == [2, 5, 6, 7, 8]


def test_a_page_saved_as_xls_is_a_list_of_plots() -> None:
    [plot] = read_upload(PLOT_PAGE, "清单.xls").good_plots

    assert (plot.id, plot.name) == ("P1", "地块1")


def rows_of(reading: Reading) -> list[int]:
    return [entry.row for entry in reading.entries if not entry.skipped]
