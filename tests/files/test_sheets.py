"""Sheets of any kind of file: what is written in them, and what must be said of it."""

import pytest

from files.sheets.cells import open_sheets
from files.sheets.csv_stream import mark_of
from files.sheets.heading_rows import HeadingRow
from files.sheets.list_rows import ListRows
from files.sheets.lists import passed_over
from files.sheets.refusals import UploadRefused
from files.sheets.sheet import CellFault, MergedCells, Sheet, SheetNotes
from files.sheets.values import unprotected
from files.sheets.workbooks.workbook_notes import MOST_FAULTS
from files.sheets.workbooks.worker import MOST_MERGED, MOST_SHEETS, unsaid
from tests.files.sheets_of import excel_xml, ods, page, workbook

ROWS = [["名称", "数"], ["甲公司", "1"], ["乙公司", "2"]]


def sheets_of(raw: bytes, encoding: str = "") -> list[tuple[Sheet, list[list[str]]]]:
    with open_sheets(raw, encoding) as sheets:
        return [(sheet, list(sheet.rows)) for sheet in sheets]


def rows_of(raw: bytes) -> list[list[str]]:
    return sheets_of(raw)[0][1]


def faults_of(raw: bytes) -> dict[int, list[tuple[int, CellFault]]]:
    [(sheet, _)] = sheets_of(raw)
    return {row: [(f.at, f.fault) for f in found] for row, found in sheet.notes.faults.items()}


def test_hidden_rows_and_merged_cells_are_told() -> None:
    raw = workbook([["名称", "省"], ["甲", ""], ["乙", ""]], hidden=[2], merged={"B2:B3": "浙江"})

    [(sheet, _)] = sheets_of(raw)

    assert sheet.notes.hidden == {3}
    [merged] = sheet.notes.merged
    assert (merged.top, merged.left, merged.bottom, merged.right) == (2, 1, 3, 1)


def test_hidden_rows_and_merged_cells_of_an_ods_are_told() -> None:
    [(sheet, rows)] = sheets_of(ods([["名称", "省"], ["甲", "浙江"], ["乙", ""]], [2], down=2))

    assert rows[1] == ["甲", "浙江"]
    assert sheet.notes.hidden == {3}
    [merged] = sheet.notes.merged
    assert (merged.top, merged.left, merged.bottom, merged.right) == (2, 1, 3, 1)


def test_error_cells_and_formulas_without_a_result_are_told() -> None:
    raw = workbook([["名称", "数"], ["甲", ""]], formulas={"B2": "=1+1", "A2": "#N/A"})

    assert faults_of(raw) == {2: [(0, CellFault.ERROR), (1, CellFault.FORMULA)]}


def test_hidden_sheets_are_given_as_hidden() -> None:
    found = sheets_of(workbook(ROWS, ROWS, out_of_sight=["乙"]))

    assert [(sheet.name, sheet.is_hidden) for sheet, _ in found] == [("甲", False), ("乙", True)]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_page_saved_as_a_workbook_is_read(encoding: str) -> None:
    raw = page(ROWS).decode().encode(encoding)

    assert rows_of(raw) == ROWS


def test_cells_of_a_page_may_span_and_hold_marks_of_all_kinds() -> None:
    raw = (
        b"<table><script>x</script><tr><th>a</th><th colspan=2>b&amp;c</th></tr>"
        b"<tr><td rowspan=2>d<br>e</td><td>&lt;f&gt;</td><td>g</td></tr><tr><td>h</td></tr></table>"
    )

    assert rows_of(raw) == [["a", "b&c", ""], ["d\ne", "<f>", "g"], ["", "h"]]


def test_excel_xml_is_read_with_its_gaps() -> None:
    raw = excel_xml(ROWS).replace(b"<Row><Cell>", b'<Row ss:Index="3"><Cell ss:Index="2">', 1)

    assert rows_of(raw)[2] == ["", "名称", "数"]


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    ],
)
def test_excel_xml_that_declares_entities_is_refused(declared: str) -> None:
    with pytest.raises(UploadRefused, match="打不开"):
        rows_of(excel_xml(ROWS, f'<?xml version="1.0"?>{declared}'))


def test_an_index_far_away_does_not_fill_memory() -> None:
    raw = excel_xml(ROWS).replace(b"<Row>", b'<Row ss:Index="99999999">', 1)

    [(sheet, _)] = sheets_of(raw)

    assert sheet.total < 300_000


@pytest.mark.parametrize("raw", [b"%PDF-1.4 x", b"Rar!\x1a\x07", b"MIME-Version: 1.0\n\nx"])
def test_other_kinds_of_files_are_named_and_refused(raw: bytes) -> None:
    with pytest.raises(UploadRefused, match=r"不是表格.*没有改动.*另存为"):
        rows_of(raw)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_mark_between_cells_is_that_of_the_list_and_not_of_its_title(mark: str) -> None:
    title = "a;b,c;d,e;f\tg|h"
    rows = [mark.join(["名称", "代码", "省"]), mark.join(["甲", "1", "浙江"])] * 2

    assert mark_of("\n".join([title, *rows])) == mark


def test_a_quotation_mark_without_an_end_is_told_with_the_row_it_swallowed() -> None:
    raw = '名称,范围,省\n甲,"没有关,浙江\n乙,范围,广东\n'.encode()

    assert faults_of(raw) == {2: [(1, CellFault.SWALLOWED)]}


def test_marks_that_do_not_pair_stay_in_the_text_and_are_told() -> None:
    raw = '名称,范围\n甲,"4"管"\n'.encode()

    [(sheet, rows)] = sheets_of(raw)

    assert rows[1] == ["甲", '4"管']
    assert [f.fault for f in sheet.notes.faults[2]] == [CellFault.QUOTE]


def test_a_cell_of_two_lines_is_no_fault() -> None:
    assert faults_of('名称,范围\n甲,"第一行\n第二行"\n'.encode()) == {}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ('="91330100MA80000011"', "91330100MA80000011"),
        ("'91330100MA80000024", "91330100MA80000024"),
        ("'甲'公司", "'甲'公司"),
        ("=1+1", "=1+1"),
    ],
)
def test_what_protects_a_code_from_excel_is_taken_off(written: str, text: str) -> None:
    assert unprotected(written) == text


HEADING = ["序号", "企业名称", "代码", "省份"]


@pytest.mark.parametrize(
    "row",
    [
        ["合  计", "", "", ""],
        ["合计(3家)", "", "", ""],
        ["", "共3家", "", ""],
        ["", "共计 12 家企业", "", ""],
        ["小计:", "5", "", ""],
        ["4", "总计", "", ""],
        ["", "长三角小计", "2", ""],
        ["", "说明：标红的是重点", "", ""],
        ["注:数据截至上月", "", "", ""],
        ["制表单位:某局", "", "审核人:某", ""],
        ["", "以下空白", "", ""],
        ["※ 涉密", "", "", ""],
        HEADING,
        ["", "一、长三角片区", "", ""],
        ["", "(二)粤港澳(3家)", "", ""],
        ["", "【京津冀】", "", ""],
        ["", "浙江省", "", ""],
        ["广东省", "", "", ""],
    ],
)
def test_totals_notes_headings_and_groups_are_no_entries(row: list[str]) -> None:
    assert passed_over(row, HEADING, name_at=1).endswith("没有导入")


@pytest.mark.parametrize(
    "row",
    [
        ["1", "示例锂业", "", ""],
        ["", "示例锂业", "", ""],
        ["", "一、示例化工有限公司", "", ""],
        ["", "合计科技有限公司", "", ""],
        ["2", "共三家具厂", "9135", ""],
        ["", "说明书印刷厂", "", ""],
        ["3", "浙江省", "9133", "浙江"],
        ["", "", "", ""],
    ],
)
def test_entries_are_not_taken_for_anything_else(row: list[str]) -> None:
    assert passed_over(row, HEADING, name_at=1) == ""


def test_a_group_is_told_by_a_cell_merged_across_the_list() -> None:
    assert passed_over(["重点对象", "", "", ""], HEADING, name_at=1, width=4)


def test_text_of_a_csv_is_read_in_the_encoding_a_person_chose() -> None:
    raw = "名称,省\n甲,浙江\n".encode("gb18030")

    [(sheet, rows)] = sheets_of(raw, "GB18030")

    assert (sheet.encoding, rows[1]) == ("GB18030", ["甲", "浙江"])


def test_more_sheets_than_are_read_are_refused_and_none_is_left_out() -> None:
    def book(count: int) -> bytes:
        return workbook(*([["甲"]] for _ in range(count)), names=[f"表{n}" for n in range(count)])

    assert len(sheets_of(book(MOST_SHEETS))) == MOST_SHEETS
    with pytest.raises(UploadRefused, match=f"有 {MOST_SHEETS + 1} 个工作表"):
        sheets_of(book(MOST_SHEETS + 1))


def test_a_cell_merged_down_any_number_of_rows_fills_all_of_them() -> None:
    last = 6000
    notes = SheetNotes(merged=(MergedCells(2, 1, last, 1),))
    rows = [["名称", "省份"], ["甲", "福建"], *([f"乙{n}", ""] for n in range(3, last + 2))]
    sheet = Sheet("表", len(rows), 2, iter(rows[1:]), notes)

    read = list(ListRows(sheet, rows[:1], HeadingRow(1, 1, ("名称", "省份"))))

    assert [row.number for row in read if row.cells[1] != "福建"] == [last + 1]


@pytest.mark.parametrize(
    ("merged", "faults", "said"),
    [
        (MOST_MERGED + 1, 0, f"有 {MOST_MERGED + 1} 处合并单元格"),
        (0, MOST_FAULTS, f"{MOST_FAULTS} 处以上"),
        (MOST_MERGED, MOST_FAULTS - 1, ""),
    ],
)
def test_what_there_is_too_much_of_to_be_told_is_named(merged: int, faults: int, said: str) -> None:
    found = unsaid(range(merged), range(faults))

    assert said in found
    assert bool(said) is bool(found)


def test_a_list_of_which_not_all_can_be_told_is_refused() -> None:
    sheet = Sheet("表", 2, 1, iter([["甲"]]), SheetNotes(unsaid="有太多处合并单元格"))

    with pytest.raises(UploadRefused, match="工作表「表」有太多处合并单元格"):
        list(ListRows(sheet, [["名称"]], HeadingRow(1, 1, ("名称",))))
