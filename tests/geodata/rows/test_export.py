"""The form going out: reads back unchanged, holds no formula, and keeps what is not for all."""

import re
import zipfile
from io import BytesIO

import hypothesis.strategies as st
from hypothesis import given, settings

from chains.allowed_words import COUNTIES
from files.records import UNSEEN
from geodata.readers.lists import read_sheet
from geodata.rows.columns import OWN_COLUMNS
from geodata.rows.export import export, template
from geodata.samples import sample_plots
from tests.geodata.plots import HEADINGS, ROW, csv_of, make_plot, told, whole_plot, workbook

NAMES = ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\uff1d1+1", "{{7*191}}", "007"]
# What cannot be seen is refused in every text.
PRINTED = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).filter(
    lambda text: UNSEEN.search(text) is None
)
AMOUNTS = st.none() | st.floats(0, 1e9).map(repr)
ANSWERS = st.sampled_from(["", "是", "否", "有", "无", "未核实"])


def cells_of(raw: bytes) -> str:
    """Return the XML of every sheet and of the shared texts of a workbook."""
    with zipfile.ZipFile(BytesIO(raw)) as book:
        names = [n for n in book.namelist() if n.startswith(("xl/worksheets", "xl/shared"))]
        return "".join(book.read(name).decode() for name in names)


@st.composite
def lists(draw: st.DrawFn) -> bytes:
    """Return a workbook as an office might type it: any texts, numbers with any digits."""
    heads = [
        *HEADINGS,
        "面积（平方米）",
        "供电容量",
        "蒸汽",
        "备注",
        "适合产业",
        "经度",
        "纬度",
        "坐标系",
    ]
    rows = [
        [
            f"{i}-{draw(PRINTED)}",
            f"名{draw(PRINTED)}",
            draw(st.sampled_from(["闲置土地", "标准厂房", "烂尾项目"])),
            draw(st.sampled_from(["沙县", "大田", "永安市"])),
            draw(AMOUNTS) or "",
            draw(AMOUNTS) or "-",
            draw(ANSWERS),
            draw(PRINTED | st.sampled_from(NAMES)),
            draw(PRINTED),
            draw(st.floats(117.0, 118.0)),
            draw(st.floats(25.9, 26.6)),
            draw(st.sampled_from(["高德", "百度", "CGCS2000", "WGS84", "不明", ""])),
        ]
        for i in range(draw(st.integers(1, 4)))
    ]
    return workbook([heads, *rows])


@given(raw=lists())
@settings(max_examples=25, deadline=None)
def test_import_then_export_then_import_changes_nothing(raw: bytes) -> None:
    first = read_sheet(raw, "清单.xlsx")

    again = read_sheet(export(first.plots), "导出.xlsx")

    assert told(first) == told(again) == []
    assert again.plots == first.plots


def test_a_plot_with_everything_reads_back_as_it_was() -> None:
    plot = whole_plot()

    reading = read_sheet(export([plot], with_contact=True), "a.xlsx")

    assert reading.plots == (plot,)


def test_a_list_of_csv_reads_back_unchanged_too() -> None:
    raw = csv_of([*HEADINGS, "面积（公顷）"], [*ROW, "1.2345"], encoding="gb18030")
    plots = read_sheet(raw, "a.csv").plots

    assert read_sheet(export(plots), "b.xlsx").plots == plots


def test_an_export_holds_no_formula_and_no_link() -> None:
    plots = [make_plot(str(i), name=name, note=name) for i, name in enumerate(NAMES)]

    raw = export(plots, title="=1+1")

    assert "<f>" not in cells_of(raw)
    assert "<hyperlink" not in cells_of(raw)
    assert [plot.name for plot in read_sheet(raw, "a.xlsx").plots] == NAMES


def test_persons_are_left_out_unless_asked_for() -> None:
    plot = make_plot(contact="张三 13800001234")

    assert "13800001234" not in cells_of(export([plot]))
    assert "联系人" not in cells_of(export([plot]))
    assert "13800001234" in cells_of(export([plot], with_contact=True))


def test_corner_points_are_left_out() -> None:
    ring = ((117.123456, 26.1), (117.2, 26.1), (117.2, 26.2), (117.123456, 26.1))

    assert "117.123456" not in cells_of(export([make_plot(boundary=(ring,))]))


def test_samples_are_marked_and_counted_apart() -> None:
    raw = export([*sample_plots()[:3], make_plot()], title="导出人 甲")

    assert "仅供内部工作参考；导出人 甲；真实 1 条，示例 3 条" in cells_of(raw)
    assert [plot.sample for plot in read_sheet(raw, "a.xlsx").plots] == [True, True, True, False]


def test_the_empty_form_is_understood_and_asks_for_rows() -> None:
    reading = read_sheet(template(), "模板.xlsx")

    assert told(reading) == ["整个文件：没有数据：表头下面没有填写任何一行"]
    assert reading.warnings == ()


def test_the_empty_form_offers_lists_and_explains_every_column() -> None:
    cells = cells_of(template())

    for choice in (*COUNTIES, "闲置土地", "未核实", "GCJ-02"):
        assert choice in cells
    assert all(column.heading in cells for column in OWN_COLUMNS)
    assert len(re.findall("<dataValidation ", cells)) > 10
