"""Lists of plots: what is understood, what is refused by row and column, and how fast."""

from collections.abc import Sequence
from functools import partial
from random import Random

import pytest

from files.sheets.questions import Interview
from geodata.coordinates import Shift, unchanged, wgs84_to_bd09, wgs84_to_gcj02
from geodata.model import Answer, Datum, Occupancy, PlotKind
from geodata.readers.lists import read_sheet
from tests.files import sheets_of
from tests.geodata.plots import HEADINGS, ROW, csv_of, told, workbook
from tests.steps import steps

PLACED = [*HEADINGS, "经度", "纬度", "坐标系"]


def test_a_list_with_five_faults_reports_exactly_those() -> None:
    rows = [
        ["三明市闲置要素清单（2026年）"],
        ["编号", "名称", "类型", "县（市、区）", "面积（亩）", "经度", "纬度", "坐标系"],
        ["A-1", "一号地", "闲置土地", "三元区", "100", "117.6", "26.2", "WGS-84"],
        ["A-2", "二号地", "闲置楼", "三元区", "100", "117.6", "26.2", "WGS-84"],
        ["A-3", "三号地", "闲置土地", "东北", "100", "117.6", "26.2", "WGS-84"],
        ["A-4", "四号地", "闲置土地", "三元区", "约一百", "117.6", "26.2", "WGS-84"],
        ["A-1", "五号地", "闲置土地", "三元区", "100", "117.6", "26.2", "WGS-84"],
        ["A-6", "六号地", "闲置土地", "三元区", "100", "120.6", "26.2", "WGS-84"],
        ["A-7", "七号地", "闲置土地", "三元区", "100", "117.6", "26.2", "WGS-84"],
    ]

    reading = read_sheet(workbook(rows), "清单.xlsx")

    assert [(problem.row, problem.column) for problem in reading.problems] == [
        (4, "类型"),
        (5, "县（市、区）"),
        (6, "面积（亩）"),
        (7, "编号"),
        (8, "经度"),
    ]
    assert "不在允许的取值内（填写值：闲置楼；可填：闲置土地、" in told(reading)[0]
    assert told(reading)[1].startswith(
        "第5行「县（市、区）」：不在允许的取值内（填写值：东北；可填：三元区、沙县区"
    )
    assert told(reading)[3] == "第7行「编号」：编号「A-1」与第3行重复"
    assert reading.plots == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_the_encodings_offices_save(encoding: str) -> None:
    reading = read_sheet(csv_of(HEADINGS, ROW, encoding=encoding), "清单.csv")

    assert told(reading) == []
    assert [plot.name for plot in reading.plots] == ["一号地"]


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_a_csv_may_be_divided_otherwise(mark: str) -> None:
    raw = csv_of(HEADINGS, ROW).replace(b",", mark.encode())

    assert [plot.id for plot in read_sheet(raw, "清单.csv").plots] == ["A-1"]


def test_excel_and_csv_give_the_same_plots() -> None:
    heads = [*HEADINGS, "供电容量（kVA）", "核对日期"]
    row = [*ROW, "630", "2026/1/31"]

    from_csv = read_sheet(csv_of(heads, row), "清单")
    from_excel = read_sheet(workbook([heads, [*ROW, 630, "2026-01-31"]]), "清单")

    assert from_csv.plots == from_excel.plots
    assert from_csv.plots[0].power_kva == 630
    assert str(from_csv.plots[0].checked_on) == "2026-01-31"


def test_title_rows_empty_rows_and_columns_shift_nothing() -> None:
    rows: list[Sequence[object]] = [
        [],
        ["", "三明市清单"],
        [],
        ["", *HEADINGS],
        [],
        ["", *ROW],
        ["", "A-2", "二号地", "地", "三元区"],
    ]

    assert told(read_sheet(workbook(rows), "a.xlsx")) == [
        (
            "第7行「类型」：不在允许的取值内（填写值：地；"
            "可填：闲置土地、闲置厂房、闲置资产、不良资产、烂尾项目、批而未供、标准厂房）"
        )
    ]


def test_an_empty_cell_is_unknown_and_not_no_or_zero() -> None:
    heads = [*HEADINGS, "蒸汽", "供电容量", "占用情况", "经度", "纬度"]

    [plot] = read_sheet(csv_of(heads, [*ROW, "", "-", "不详", "", ""]), "a.csv").plots

    assert (plot.steam, plot.power_kva) == (Answer.UNKNOWN, None)
    assert (plot.occupancy, plot.position) == (Occupancy.UNKNOWN, None)


def test_no_and_zero_are_kept() -> None:
    heads = [*HEADINGS, "蒸汽", "供电容量"]

    [plot] = read_sheet(csv_of(heads, [*ROW, "无", "0"]), "a.csv").plots

    assert (plot.steam, plot.power_kva) == (Answer.NO, 0)


def test_a_required_cell_left_empty_is_named() -> None:
    reading = read_sheet(csv_of(HEADINGS, ["A-1", "", "闲置土地", ""]), "a.csv")

    assert told(reading) == [
        "第2行「名称」：缺少这一项，请补上",
        "第2行「县区」：缺少这一项，请补上",
    ]


NAMED = ["名称", "类型", "县区", "面积（亩）"]


def named(name: str, area: str = "10") -> list[str]:
    return [name, "闲置土地", "三元区", area]


def test_a_list_without_numbers_is_known_by_its_file_and_the_names_of_its_plots() -> None:
    reading = read_sheet(csv_of(NAMED, named("一号地"), named("二号地")), "三元.csv")

    assert [plot.id for plot in reading.plots] == ["三元/一号地", "三元/二号地"]
    assert (reading.problems, reading.questions) == ((), ())
    [said] = reading.warnings
    assert str(said).startswith(
        "第1行「编号」：没有编号一列，编号记为「文件名/名称」（如「三元/一号地」）"
    )


@pytest.mark.parametrize(
    ("answer", "ids", "refused"),
    [
        ({}, ["三元/一号地", "三元/一号地-2"], []),
        ({"same_names": "按先后编号"}, ["三元/一号地", "三元/一号地-2"], []),
        ({"same_names": "退回同名的行"}, ["三元/一号地"], [3]),
    ],
)
def test_plots_of_one_name_without_numbers_are_asked_about(
    answer: dict[str, str], ids: list[str], refused: list[int]
) -> None:
    interview = Interview(answer)

    reading = read_sheet(
        csv_of(NAMED, named("一号地"), named("一号地", "20")), "三元.csv", interview=interview
    )

    assert [plot.id for plot in reading.good_plots] == ids
    assert [problem.row for problem in reading.problems] == refused
    assert list(interview.open) == ([] if answer else ["same_names"])


def test_two_sheets_without_numbers_may_have_plots_of_one_name() -> None:
    rows = [NAMED, named("一号地")]

    reading = read_sheet(sheets_of.workbook(rows, rows), "清单.xlsx")

    assert [plot.id for plot in reading.plots] == ["清单/一号地", "清单/乙/一号地"]


def test_a_row_without_number_and_name_is_refused_for_its_name_alone() -> None:
    reading = read_sheet(csv_of(NAMED, named("")), "三元.csv")

    assert told(reading) == ["第2行「名称」：缺少这一项，请补上"]


def test_a_list_that_draws_its_plots_needs_no_numbers() -> None:
    shape = "POLYGON((117.6 26.2,117.61 26.2,117.61 26.21,117.6 26.2))"
    rows = [["名称", "类型", "县区", "WKT"], [*named("一号地")[:3], shape]]
    told_of = Interview({"datum": "CGCS2000"})

    reading = read_sheet(workbook(rows), "三元.xlsx", interview=told_of)

    assert [plot.id for plot in reading.good_plots] == ["三元/一号地"]


def test_shapes_that_cannot_be_read_are_each_named_and_nothing_else() -> None:
    rows = [
        ["名称", "类型", "县区", "WKT"],
        [*named("甲")[:3], "POLYGON((1"],
        [*named("乙")[:3], "?"],
    ]

    reading = read_sheet(workbook(rows), "三元.xlsx")

    assert [problem.row for problem in reading.problems] == [2, 3]
    assert [entry.row for entry in reading.entries] == [2, 3]
    assert reading.questions == ()


def test_a_required_column_left_out_is_named_once() -> None:
    rows = [["编号", "类型", "县区"], *[["A-1", "闲置土地", "三元区"]] * 3]

    assert told(read_sheet(csv_of(*rows), "a.csv")) == [
        "第1行「名称」：缺少这一列（也可写作：地块名称、宗地名称、要素名称）"
    ]


def test_defaults_stand_in_for_columns_and_cells_that_say_nothing() -> None:
    rows = [["编号", "名称", "来源"], ["A-1", "一号地", ""], ["A-2", "二号地", "国土局"]]

    reading = read_sheet(csv_of(*rows), "a.csv", {"kind": "标准厂房", "county": "永安"})

    assert reading.problems == ()
    assert [plot.source for plot in reading.plots] == ["导入文件 a.csv", "国土局"]
    assert {(plot.kind, plot.county) for plot in reading.plots} == {
        (PlotKind.STANDARD_FACTORY, "永安市")
    }


def test_a_wrong_default_is_a_problem_of_the_whole_file() -> None:
    reading = read_sheet(csv_of(HEADINGS, ROW), "a.csv", {"county": "东北"})

    assert told(reading)[0].startswith("整个文件「县区」：不在允许的取值内（填写值：东北")


@pytest.mark.parametrize(
    "rows", [[["一", "二", "三"]], [["编号", "类型"], ["1", "2"]], [["1", "2"], ["3", "4"]]]
)
def test_a_list_without_headings_says_what_to_do(rows: list[list[str]]) -> None:
    [problem] = told(read_sheet(csv_of(*rows), "a.csv"))

    assert problem.startswith("整个文件：没有找到表头")
    assert "库里的数据没有改动" in problem


def test_a_list_without_rows_is_refused() -> None:
    assert told(read_sheet(csv_of(HEADINGS), "a.csv")) == [
        "整个文件：没有数据：表头下面没有填写任何一行"
    ]


def test_a_row_of_totals_is_left_out_with_a_warning() -> None:
    reading = read_sheet(csv_of(HEADINGS, ROW, ["合计", "", "", ""]), "a.csv")

    assert len(reading.plots) == 1
    assert [str(warning) for warning in reading.warnings] == ["第3行：是合计行（“合计”），没有导入"]


def test_a_column_nobody_knows_is_named_and_a_running_number_is_not() -> None:
    reading = read_sheet(csv_of(["序号", *HEADINGS, "土壤"], ["1", *ROW, "红壤"]), "a.csv")

    assert [str(warning) for warning in reading.warnings] == ["第1行「土壤」：不认识的列，没有导入"]
    assert len(reading.plots) == 1


def test_the_county_sheets_of_a_workbook_are_read_together_and_asked_about() -> None:
    raw = workbook([["说明"], ["请填写"]], [HEADINGS, ROW], [HEADINGS, ["B-1", *ROW[1:]]])
    asked = Interview()

    reading = read_sheet(raw, "a.xlsx", interview=asked)
    last = read_sheet(raw, "a.xlsx", interview=Interview({"sheets": "Sheet3"}))

    assert [plot.id for plot in reading.plots] == ["A-1", "B-1"]
    assert [str(w) for w in reading.warnings] == ["整个文件：工作表「Sheet1」没有认出表头，没有读"]
    assert asked.open["sheets"].choices == ("全部", "Sheet2", "Sheet3")
    assert [plot.id for plot in last.plots] == ["B-1"]


def test_a_number_that_stands_on_two_sheets_is_refused_where_it_comes_again() -> None:
    reading = read_sheet(workbook([HEADINGS, ROW], [HEADINGS, ROW]), "a.xlsx")

    assert reading.plots == ()
    assert told(reading) == [
        "第2行「编号」：工作表「Sheet2」第2行：编号「A-1」与工作表「Sheet1」第2行重复"
    ]
    assert [plot.id for plot in reading.good_plots] == ["A-1"]


def test_hidden_rows_of_a_list_of_plots_are_asked_about() -> None:
    raw = sheets_of.workbook([HEADINGS, ROW, ["B-1", *ROW[1:]]], hidden=[2])
    asked = Interview()

    shown = read_sheet(raw, "a.xlsx", interview=asked)
    without = read_sheet(raw, "a.xlsx", interview=Interview({"hidden_rows": "不导入"}))

    assert asked.open["hidden_rows"].likely == "导入"
    assert [plot.id for plot in shown.plots] == ["A-1", "B-1"]
    assert [plot.id for plot in without.plots] == ["A-1"]


@pytest.mark.parametrize("further", ["共3宗", "合  计", "说明：面积为图上量算", "一、示例县"])
def test_totals_notes_and_groups_become_no_plots(further: str) -> None:
    row = ["", further, *[""] * (len(HEADINGS) - 2)]

    reading = read_sheet(csv_of(HEADINGS, ROW, row), "a.csv")

    assert [plot.id for plot in reading.plots] == ["A-1"]
    assert [entry.row for entry in reading.entries if entry.skipped] == [3]


@pytest.mark.parametrize(
    ("heading", "cell", "mu"),
    [
        ("面积（亩）", "208", 208),
        ("用地面积（平方米）", '"10000"', 15),
        ("土地面积（㎡）", "1000", 1.5),
        ("占地面积（m²）", "1000", 1.5),
        ("面积（公顷）", "2", 30),
        ("面积", "208亩", 208),
        ("面积（平方米）", "208 亩", 208),
    ],
)
def test_areas_come_in_many_units(heading: str, cell: str, mu: float) -> None:
    [plot] = read_sheet(csv_of([*HEADINGS, heading], [*ROW, cell]), "a.csv").plots

    assert plot.area_mu == mu


def test_an_area_without_a_unit_is_not_guessed() -> None:
    [problem] = told(read_sheet(csv_of([*HEADINGS, "面积"], [*ROW, "208"]), "a.csv"))

    assert problem.startswith("第2行「面积」：没有写单位（填写值：208）")


def test_an_unknown_unit_in_a_heading_is_refused() -> None:
    [problem] = told(read_sheet(csv_of([*HEADINGS, "面积（顷）"], [*ROW, "2"]), "a.csv"))

    assert problem.startswith("第1行「面积（顷）」：不认识的单位「顷」，可用：亩、平方米、公顷、")


def test_two_columns_of_one_area_must_agree() -> None:
    heads = [*HEADINGS, "面积（亩）", "面积（平方米）"]
    rows = [[*ROW, "15", "10000"], ["A-2", *ROW[1:], "15", "20000"]]

    [problem] = told(read_sheet(csv_of(heads, *rows), "a.csv"))

    assert problem == "第3行「面积（平方米）」：与另一列写的不一致（15.0 和 30.0）"


@pytest.mark.parametrize(
    ("written", "county"),
    [
        ("梅列区", "三元区"),
        ("三元区", "三元区"),
        ("沙县", "沙县区"),
        ("福建省三明市永安市", "永安市"),
        ("大田", "大田县"),
    ],
)
def test_old_and_short_names_of_counties_become_the_present_ones(written: str, county: str) -> None:
    [plot] = read_sheet(csv_of(HEADINGS, [*ROW[:3], written]), "a.csv").plots

    assert plot.county == county


@pytest.mark.parametrize(
    ("datum", "shift"),
    [
        ("WGS-84", unchanged),
        ("CGCS2000", unchanged),
        ("高德", wgs84_to_gcj02),
        ("BD-09", wgs84_to_bd09),
    ],
)
def test_coordinates_are_brought_to_wgs84_and_kept_as_given(datum: str, shift: Shift) -> None:
    lon, lat = (float(degrees) for degrees in shift(117.6, 26.2))
    row = [*ROW, f"{lon:.12f}", f"{lat:.12f}", datum]

    position = read_sheet(csv_of(PLACED, row), "a.csv").plots[0].position

    assert position is not None
    assert (position.longitude, position.latitude) == pytest.approx((117.6, 26.2), abs=1e-8)
    assert position.given == pytest.approx((lon, lat), abs=1e-11)


def test_coordinates_in_cgcs2000_metres_are_taken_with_their_zone() -> None:
    row = [*ROW, "39559917.902", "2910210.669", "CGCS2000"]

    position = read_sheet(csv_of(PLACED, row), "a.csv").plots[0].position

    assert position is not None
    assert (position.longitude, position.latitude) == pytest.approx((117.6, 26.3), abs=1e-6)


@pytest.mark.parametrize("datum", ["", "不明"])
def test_coordinates_of_unknown_datum_are_not_placed_but_kept_as_a_remark(datum: str) -> None:
    reading = read_sheet(csv_of(PLACED, [*ROW, "117.6", "26.2", datum]), "a.csv")

    [plot] = reading.plots
    assert plot.position is None
    assert plot.note == "坐标 117.6,26.2（坐标系不明）"
    assert [warning.row for warning in reading.warnings] == [2]


@pytest.mark.parametrize(
    ("cells", "column", "text"),
    [
        (["117.6", "26.2", "西安80"], "坐标系", "西安80，不能导入"),
        (["26.2", "117.6", "WGS84"], "经度", "写反了"),
        (["117.6", "", "WGS84"], "纬度", "经度和纬度要同时填写"),
        (["东边", "26.2", "WGS84"], "经度", "应当是坐标数字"),
        (["39559917", "2910210", "WGS84"], "经度", "不在三明市"),
        (["1e999", "26.2", "WGS84"], "经度", "不在三明市"),
    ],
)
def test_wrong_coordinates_are_refused_by_column(cells: list[str], column: str, text: str) -> None:
    [problem] = read_sheet(csv_of(PLACED, [*ROW, *cells]), "a.csv").problems

    assert problem.column == column
    assert text in problem.text


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        ("117°30′00″", "26°30′"),
        ("117度30分0.0秒", "26°30'0\""),
        ("117.5°", "26.5"),
        ("117°30′E", "26.5"),
    ],
)
def test_degrees_may_be_written_in_minutes_and_seconds(lon: str, lat: str) -> None:
    raw = workbook([PLACED, [*ROW, lon, lat, "WGS84"]])

    position = read_sheet(raw, "a.xlsx").plots[0].position

    assert position is not None
    assert position.given == (117.5, 26.5)


@pytest.mark.parametrize("pair", ["117.5 26.5", "(117.5;26.5)", "[117.5,26.5]"])
def test_a_pair_may_stand_in_one_cell(pair: str) -> None:
    raw = workbook([[*HEADINGS, "经纬度", "坐标系"], [*ROW, pair, "WGS84"]])

    position = read_sheet(raw, "a.xlsx").plots[0].position

    assert position is not None
    assert position.given == (117.5, 26.5)


def test_a_point_in_another_county_is_a_warning_and_the_record_stands() -> None:
    reading = read_sheet(csv_of(PLACED, [*ROW, "117.324", "25.887", "WGS84"]), "a.csv")

    assert reading.plots[0].county == "三元区"
    assert [str(warning) for warning in reading.warnings] == [
        "第2行「经度」：坐标在永安市，与填写的三元区不一致，请核对；导入时以填写的县区为准"
    ]


def test_line_breaks_in_a_cell_become_spaces() -> None:
    [plot] = read_sheet(workbook([HEADINGS, ["A-1", "一号地\n北区", *ROW[2:]]]), "a.xlsx").plots

    assert plot.name == "一号地 北区"


@pytest.mark.parametrize(
    "name", ["{{7*191}}", "80{% 税收 %}", "{#", "${1}", "`", "</script>", "=1+1", "@SUM(A1)", "'=1"]
)
def test_hostile_names_are_kept_as_they_are(name: str) -> None:
    [plot] = read_sheet(workbook([HEADINGS, ["A-1", name, *ROW[2:]]]), "a.xlsx").plots

    assert plot.name == name


def test_of_very_many_faults_the_first_are_listed_and_the_rest_counted() -> None:
    rows = [[f"A-{i}", "地", "楼", "三元区"] for i in range(1000)]

    problems = told(read_sheet(csv_of(HEADINGS, *rows), "a.csv"))

    assert len(problems) == 201
    assert problems[-1] == "另有 800 处问题没有列出；请先改正上面的再导入"


def test_progress_counts_up_to_the_whole() -> None:
    rows = [[f"A-{i}", *ROW[1:]] for i in range(2500)]
    seen: list[tuple[int, int]] = []

    read_sheet(workbook([HEADINGS, *rows]), "a.xlsx", None, lambda *at: seen.append(at))

    assert seen == [(1000, 2500), (2000, 2500), (2500, 2500)]


def placed_rows(count: int) -> bytes:
    dice = Random(7)  # noqa: S311  (repeatable, not secret)
    heads = [*PLACED, "面积（平方米）", "供电容量（kVA）", "蒸汽"]
    rows = [
        [f"A-{i}", f"地块{i}", "闲置土地", "三元区", str(117.5 + dice.random() / 10), "26.2",
         dice.choice(["GCJ-02", "BD-09", "WGS-84"]), str(dice.randint(1, 10**6)), "630", "是"]
        for i in range(count)
    ]  # fmt: skip
    return csv_of(heads, *rows)


def test_twice_the_rows_are_twice_the_work() -> None:
    half, whole = (steps(partial(read_sheet, placed_rows(n), "a.csv")) for n in (1000, 2000))

    assert whole < 2.2 * half


def test_ten_thousand_rows_are_read_with_their_places() -> None:
    reading = read_sheet(placed_rows(10_000), "a.csv")

    assert len(reading.plots) == 10_000
    assert all(p.position and p.position.datum is not Datum.UNKNOWN for p in reading.plots)


def test_a_telephone_number_in_a_text_is_covered_and_said_by_its_row() -> None:
    rows = [[*HEADINGS, "备注", "联系人"], [*ROW, "找张三13911112222看地", "张三13911112222"]]

    reading = read_sheet(csv_of(*rows), "三元.csv")

    [plot] = reading.plots
    [said] = [str(warning) for warning in reading.warnings if "电话" in warning.text]
    assert (plot.note, plot.contact) == ("找张三139****2222看地", "张三13911112222")
    assert said.startswith("第2行「备注」：里面的电话只留头尾（139****2222）")
    assert "联系人" in said
