"""What stands in a workbook beside the cells of its list is told, never lost without a word."""

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from files.sheets.cells import open_sheets
from files.sheets.heading_rows import HeadingRow
from files.sheets.list_rows import ListRow, ListRows
from files.sheets.refusals import RowProblem
from files.sheets.sheet import Sheet
from tests.files.sheets_of import ods

Mark = Callable[[Worksheet, xlsxwriter.Workbook], object]
ROWS: list[list[object]] = [
    ["编号", "名称", "面积（亩）"],
    ["A-1", "甲地块", 20],
    ["A-2", "乙地块", 30],
]


def test_a_comment_is_told_at_its_cell_with_what_it_says() -> None:
    [said] = notices(book(lambda sheet, _: sheet.write_comment("C2", "已抵押给农行，\n2027年到期")))

    assert (said.row, said.column) == (2, "面积（亩）")
    assert "已抵押给农行， 2027年到期" in said.text


def test_a_text_box_and_a_picture_are_told() -> None:
    def draw(sheet: Worksheet, _: xlsxwriter.Workbook) -> None:
        sheet.insert_textbox("E3", "乙地块已由他人摘牌")
        sheet.insert_image("E9", "图.png", {"image_data": io.BytesIO(picture())})

    box, image = notices(book(draw))

    assert (box.row, image.row) == (3, 9)
    assert "乙地块已由他人摘牌" in box.text
    assert "图片" in image.text


@pytest.mark.parametrize(
    ("header", "told"),
    [('&C&"黑体"&14单位：公顷', "单位：公顷"), ("&C第 &P 页，共 &N 页", ""), ("&L&F&R&D", "")],
)
def test_what_is_printed_on_every_page_is_told_unless_it_is_a_page_number(
    header: str, told: str
) -> None:
    said = notices(book(lambda sheet, _: sheet.set_header(header)))

    assert [one.text for one in said] == ([f"页眉或页脚里的文字没有读：“{told}”"] if told else [])


def test_a_row_that_is_struck_out_is_told_once() -> None:
    def strike(sheet: Worksheet, workbook: xlsxwriter.Workbook) -> None:
        sheet.write_row(2, 0, ROWS[2], workbook.add_format({"font_strikeout": True}))

    [said] = notices(book(strike))

    assert said.row == 3
    assert "删除线" in said.text


def test_a_comment_of_an_ods_is_told_too() -> None:
    note = (
        '<office:annotation><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">某人'
        '</dc:creator><dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2026-01-01</dc:date>'
        "<text:p>已出让</text:p></office:annotation>"
    )
    raw = ods([["编号", "名称"], ["A-1", "甲地块"]])
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["content.xml"].decode()
    parts["content.xml"] = text.replace("<text:p>甲地块", f"{note}<text:p>甲地块", 1).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)

    [said] = notices(target.getvalue())

    assert (said.row, said.column) == (2, "名称")
    assert "“已出让”" in said.text


def test_an_entry_above_the_headings_is_shown_and_a_title_is_not() -> None:
    top = [
        ["三明市清单2026", "", ""],
        ["A-0", "丙地块", "10"],
        *[[str(c) for c in r] for r in ROWS],
    ]

    rows = listed(Sheet("", len(top), 3, iter(())), top, HeadingRow(3, 1, tuple(top[2])))

    assert [(row.number, bool(row.skipped)) for row in rows] == [(2, True), (4, False), (5, False)]
    assert "表头的上方" in rows[0].skipped


def test_rows_of_another_table_below_are_shown_and_not_read_under_the_first_headings() -> None:
    top = [[str(cell) for cell in row] for row in ROWS]
    top += [["", "", ""], ["名称", "编号", "面积（亩）"], ["丁地块", "B-1", "7"]]

    rows = listed(Sheet("", len(top), 3, iter(())), top, HeadingRow(1, 1, tuple(top[0])))

    assert [(row.number, bool(row.skipped)) for row in rows] == [
        (2, False),
        (3, False),
        (5, True),
        (6, True),
    ]
    assert "第5行起的另一张表" in rows[-1].skipped


def book(mark: Mark) -> bytes:
    """Return a workbook with the list and what `mark` adds to its sheet."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as workbook:
        sheet = workbook.add_worksheet("清单")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        mark(sheet, workbook)
    return target.getvalue()


def notices(raw: bytes) -> Sequence[RowProblem]:
    """Return what is to be said of the first sheet once its rows were gone through."""
    with open_sheets(raw) as sheets:
        sheet = next(sheets)
        rows = list(sheet.rows)
        under = ListRows(sheet, rows, HeadingRow(1, 1, tuple(rows[0])))
        assert [row.skipped for row in under] == [""] * (len(rows) - 1)
        return under.notices


def listed(sheet: Sheet, top: Sequence[list[str]], heading: HeadingRow) -> list[ListRow]:
    """Return the rows under a heading."""
    return list(ListRows(sheet, top, heading))


def picture() -> bytes:
    """Return a PNG of one dot."""
    return bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c489"
        "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )
