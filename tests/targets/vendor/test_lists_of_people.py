"""Lists as people and systems make them: read right, or said what is wrong; nothing invented."""

from datetime import date

import pytest

from targets.vendor.model import VendorCompany, VendorReading
from tests.files.sheets_of import excel_xml, page, workbook
from tests.targets.vendor.vendor_lists import csv_file, make_code, only, read, told

HEADING = ["序号", "企业名称", "统一社会信用代码", "登记状态", "所属省份", "所属城市"]


def row(number: int, **cells: str) -> list[str]:
    own = {
        "序号": str(number),
        "企业名称": f"甲{number}化工有限公司",
        "统一社会信用代码": make_code(number),
        "登记状态": "存续",
        "所属省份": "浙江省",
        "所属城市": "杭州市",
    }
    return [{**own, **cells}.get(heading, "") for heading in HEADING]


def names(reading: VendorReading) -> list[str]:
    return [company.name for company in reading.companies]


def warned(reading: VendorReading) -> str:
    return "\n".join(map(str, reading.warnings))


def one(**cells: str) -> VendorCompany:
    return only(read(csv_file([list(cells), list(cells.values())])))


def asked(reading: VendorReading) -> dict[str, str]:
    return {question.what: question.likely for question in reading.questions}


def wrong_digit(code: str) -> str:
    return code[:-1] + ("0" if code[-1] != "0" else "1")


def test_a_code_whose_check_digit_does_not_hold_is_kept_and_to_be_checked() -> None:
    code = wrong_digit(make_code(1))

    reading = read(csv_file([HEADING, row(1, 统一社会信用代码=code)]))

    assert only(reading).credit_code == code
    assert "校验位不符，待核" in warned(reading)


@pytest.mark.parametrize("code", ["9.135040070548623E+17", "9.13504e17", "913504007054862000"])
def test_a_code_that_excel_made_a_number_names_excel_and_offers_to_go_on(code: str) -> None:
    rows = csv_file([HEADING, row(1), row(2, 统一社会信用代码=code)])

    refused, without = read(rows), read(rows, answers={"codes": "代码留空"})

    assert "Excel 把代码变成了数字" in told(refused)[0]
    assert "文本" in told(refused)[0]
    assert asked(refused) == {"codes": "退回这些行"}
    assert names(refused) == ["甲1化工有限公司"]
    assert [c.credit_code for c in without.companies] == [make_code(1), ""]
    assert told(without) == []


def test_a_register_number_is_kept_as_that() -> None:
    reading = read(csv_file([HEADING, row(1, 统一社会信用代码="350400100012345")]))

    assert only(reading).credit_code == ""
    assert "注册号 350400100012345" in only(reading).remarks
    assert "不是统一社会信用代码" in warned(reading)


def test_a_number_of_a_register_abroad_is_no_fault() -> None:
    company = one(企业名称="Example Pte. Ltd.", 统一社会信用代码="201912345K", 所属省份="新加坡")

    assert "登记号 201912345K" in company.remarks
    assert company.said("province") == "新加坡"


def test_long_names_from_abroad_are_kept() -> None:
    name = "Example Speciality Chemicals and Advanced Materials " * 2

    assert one(企业名称=name.strip(), 所属省份="德国", 登记状态="存续").name == name.strip()


@pytest.mark.parametrize("serial", ["42065", "42065.5"])
def test_a_day_that_excel_made_a_number_is_read_and_said(serial: str) -> None:
    reading = read(csv_file([["企业名称", "成立日期"], ["甲有限公司", serial]]))

    assert only(reading).established_on == date(2015, 3, 2)
    assert f"{serial} → 2015-03-02" in warned(reading)


@pytest.mark.parametrize("written", ["2015年3月", "2015-03", "2015", "2015.3"])
def test_a_month_or_a_year_is_no_day_and_is_not_lost(written: str) -> None:
    company = one(企业名称="甲有限公司", 成立日期=written)

    assert company.established_on is None
    assert f"成立于：{written}" in company.remarks


def test_what_a_merged_cell_says_holds_for_its_rows_and_is_said() -> None:
    rows = [HEADING, row(1), row(2), row(3, 所属省份="广东省", 所属城市="深圳市")]
    rows[1][4] = rows[2][4] = ""
    reading = read(workbook(rows, merged={"E2:E3": "浙江省"}))

    assert [c.said("province") for c in reading.companies] == ["浙江", "浙江", "广东"]
    assert "合并单元格：第2行到第3行都按“浙江省”读" in warned(reading)


@pytest.mark.parametrize("make", [csv_file, workbook])
def test_two_rows_of_headings_are_read_together(make: type) -> None:
    rows = [
        ["序号", "企业名称", "注册情况", "", "所在地", ""],
        ["", "", "资本（万元）", "成立日期", "省", "市"],
        ["1", "甲有限公司", "1000", "2015-03-02", "浙江省", "杭州市"],
    ]

    company = only(read(make(rows)))

    assert company.capital is not None
    assert company.capital.amount_10k == 1000
    assert (company.said("province"), company.said("city")) == ("浙江", "杭州")


@pytest.mark.parametrize(
    "further",
    [
        ["合  计"],
        ["合计（3家）"],
        ["", "共3家"],
        ["", "说明：标红的是重点"],
        ["", "制表单位：某局"],
        ["", "一、长三角片区（2家）"],
        HEADING,
    ],
)
@pytest.mark.parametrize("make", [csv_file, workbook])
def test_totals_notes_and_groups_become_no_companies(make: type, further: list[str]) -> None:
    reading = read(make([HEADING, row(1), [*further, *[""] * (6 - len(further))], row(2)]))

    assert names(reading) == ["甲1化工有限公司", "甲2化工有限公司"]
    assert [(left.row, bool(left.skipped)) for left in reading.left] == [(3, True)]
    assert told(reading) == []


def test_lists_on_further_sheets_are_read_and_asked_about() -> None:
    raw = workbook([HEADING, row(1)], [HEADING, row(2)], [["随便"]])

    both, second = read(raw), read(raw, answers={"sheets": "乙"})

    assert names(both) == ["甲1化工有限公司", "甲2化工有限公司"]
    assert asked(both) == {"sheets": "全部"}
    assert "工作表「丙」没有认出" in warned(both)
    assert names(second) == ["甲2化工有限公司"]
    assert second.questions == ()


def test_a_company_on_two_sheets_is_taken_once() -> None:
    reading = read(workbook([HEADING, row(1)], [HEADING, row(1)]))

    assert names(reading) == ["甲1化工有限公司"]
    assert "与工作表「甲」第2行是同一家企业" in warned(reading)


def test_a_hidden_sheet_with_a_list_is_named() -> None:
    reading = read(workbook([HEADING, row(1)], [HEADING, row(2)], out_of_sight=["乙"]))

    assert names(reading) == ["甲1化工有限公司"]
    assert "隐藏的工作表「乙」" in warned(reading)


def test_hidden_rows_are_asked_about() -> None:
    raw = workbook([HEADING, row(1), row(2)], hidden=[2])

    shown, without = read(raw), read(raw, answers={"hidden_rows": "不导入"})

    assert asked(shown) == {"hidden_rows": "导入"}
    assert len(names(shown)) == 2
    assert names(without) == ["甲1化工有限公司"]


def test_formulas_without_a_result_and_errors_are_said() -> None:
    raw = workbook([HEADING, row(1), row(2)], formulas={"C2": '="91"&"33"', "E3": "#N/A"})

    reading = read(raw)

    assert "第2行「统一社会信用代码」：公式单元格没有保存结果" in warned(reading)
    assert "第3行「所属省份」：Excel 的错误值 #N/A" in warned(reading)


@pytest.mark.parametrize("make", [page, excel_xml])
def test_pages_and_xml_saved_as_xls_are_read(make: type) -> None:
    assert names(read(make([HEADING, row(1)]))) == ["甲1化工有限公司"]


def test_a_title_with_other_marks_does_not_decide_the_delimiter() -> None:
    raw = "导出时间;2026-11-20;条数;3\n".encode() + csv_file([HEADING, row(1)], "utf-8")

    assert names(read(raw)) == ["甲1化工有限公司"]


@pytest.mark.parametrize("form", ['="{}"', "'{}", "{}\t", " {} "])
def test_codes_protected_from_excel_are_read(form: str) -> None:
    reading = read(csv_file([HEADING, row(1, 统一社会信用代码=form.format(make_code(1)))]))

    assert only(reading).credit_code == make_code(1)


def test_a_quotation_mark_without_an_end_refuses_its_row_and_names_the_lost_one() -> None:
    raw = '企业名称,经营范围,所属省份\n甲公司,"没有关,浙江\n乙公司,范围,广东\n'.encode()

    reading = read(raw)

    assert "乙公司,范围,广东" in told(reading)[0]
    assert names(reading) == []


def test_one_column_of_names_is_a_list() -> None:
    assert names(read(workbook([["企业名称"], ["甲有限公司"], ["乙有限公司"]]))) == [
        "甲有限公司",
        "乙有限公司",
    ]


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ({"所在地": "浙江杭州"}, ("浙江", "杭州", "")),
        ({"所在地": "广东省深圳市南山区"}, ("广东", "深圳", "南山区")),
        ({"所属省份": "浙江省杭州市"}, ("浙江", "杭州", "")),
        ({"所属城市": "杭州市"}, ("浙江", "杭州", "")),
        ({"所属省份": "福建", "所属城市": "晋江市"}, ("福建", "泉州", "晋江市")),
        ({"注册地址": "深圳市南山区一路2号"}, ("广东", "深圳", "南山区")),
        ({"注册地址": "上海市浦东新区一路"}, ("上海", "上海", "浦东新区")),
        ({"注册地址": "长春路1号"}, ("", "", "")),
        ({"所属省份": "上海"}, ("上海", "上海", "")),
    ],
)
def test_places_are_found_wherever_a_list_has_them(
    cells: dict[str, str], place: tuple[str, ...]
) -> None:
    company = one(企业名称="甲有限公司", 登记状态="存续", **cells)

    assert tuple(company.said(name) for name in ("province", "city", "district")) == place


def test_a_city_of_another_province_is_kept_and_said() -> None:
    reading = read(csv_file([HEADING, row(1, 所属城市="深圳市")]))

    assert only(reading).said("city") == "深圳"
    assert "不在浙江" in warned(reading)


def test_a_province_that_is_none_is_refused() -> None:
    assert "不是省级行政区" in told(read(csv_file([HEADING, row(1, 所属省份="浙剩")])))[0]


def test_a_currency_of_its_own_column_counts_and_a_missing_unit_is_asked() -> None:
    raw = csv_file([["企业名称", "注册资本", "币种"], ["甲有限公司", "1000.0", "美元"]])

    reading = read(raw)

    assert asked(reading) == {"capital_unit": "万元"}
    assert only(reading).capital is not None
    assert str(only(reading).capital) == "1000万美元"


@pytest.mark.parametrize(
    "written", ["1000万元（实缴500万元）", "1000万元，其中实缴500万元", "约1000万元"]
)
def test_paid_in_capital_is_no_part_of_the_amount(written: str) -> None:
    company = one(企业名称="甲有限公司", 注册资本=written)

    assert company.capital is not None
    assert company.capital.amount_10k == 1000
    assert ("实缴500万元" in company.remarks) == ("实缴" in written)


@pytest.mark.parametrize("written", ["面议", "暂无", "无", "-"])
def test_words_for_nothing_are_no_amount(written: str) -> None:
    assert one(企业名称="甲有限公司", 注册资本=written).capital is None


@pytest.mark.parametrize("coded_first", [True, False])
def test_a_row_without_a_code_is_the_company_of_that_name_with_one(coded_first: bool) -> None:  # noqa: FBT001
    rows = [row(1), row(1, 统一社会信用代码="")]

    reading = read(csv_file([HEADING, *(rows if coded_first else rows[::-1])]))

    assert only(reading).credit_code == make_code(1)
    assert "是同一家企业" in warned(reading)


def test_what_stands_beside_the_headings_is_said() -> None:
    reading = read(csv_file([[*HEADING, ""], [*row(1), "重点"]]))

    assert "第 7 列没有列名，没有导入（如第2行“重点”）" in warned(reading)


def test_a_second_column_of_one_meaning_is_said() -> None:
    reading = read(csv_file([[*HEADING, "企业全称"], [*row(1), "另一个"]]))

    assert only(reading).name == "甲1化工有限公司"
    assert "「企业全称」" in warned(reading)


def test_columns_of_contacts_side_by_side_are_dropped_by_default() -> None:
    reading = read(csv_file([[*HEADING, "联系人", "联系电话"], [*row(1), "某", "000-0000"]]))

    assert reading.dropped == ("联系人", "联系电话")
    assert "000-0000" not in repr(list(reading.companies))


def test_what_is_given_back_never_shows_contacts_to_others() -> None:
    reading = read(csv_file([[*HEADING, "电话"], [*row(1, 企业名称=""), "000-0000"]]))

    [left] = reading.refused
    assert "000-0000" in left.cells
    assert "000-0000" not in repr(left.written)
