"""Bought lists of companies: layouts, faults by row and column, what is dropped, what is not."""

import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from targets.vendor.file import read_vendor
from targets.vendor.model import ImportRequest
from tests.geodata.readers.test_list_files import HOSTILE
from tests.targets.vendor.vendor_lists import (
    LAYOUTS,
    TODAY,
    csv_file,
    excel_file,
    make_code,
    make_row,
    make_rows,
    only,
    read,
    told,
)

QCC, TYC, MATCH = "企查查导出（新版）", "天眼查导出（新版）", "企查查批量匹配"
ATTACKS = [
    "{{7*191}}",
    "80{% 税收 %}",
    "{#",
    "${1}",
    "`",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "=HYPERLINK(1)",
    "'; DROP TABLE company; --",
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("make", [csv_file, excel_file])
def test_each_layout_is_told_by_its_headings(layout: str, make: type) -> None:
    reading = read(make([["导出时间 2026-11-01"], [], *make_rows(layout)]))

    assert told(reading) == []
    assert reading.header is not None
    assert (reading.header.layout, reading.header.row) == (layout, 3)
    assert [company.name for company in reading.companies] == [
        f"甲{i}化工有限公司" for i in (1, 2, 3)
    ]


def test_a_row_says_what_its_columns_say() -> None:
    company = only(read(csv_file(make_rows(QCC, 1, 曾用名="老甲公司"))))

    assert company.credit_code == make_code(1)
    assert company.capital is not None
    assert company.capital.amount_10k == 13_400
    assert [company.said(name) for name in ("province", "city", "district")] == [
        "浙江",
        "杭州",
        "余杭区",
    ]
    assert (company.industry, company.industry_code) == ("无机盐制造", "2613")
    assert company.former_names == ("老甲公司",)
    assert str(company.established_on) == "2010-03-15"
    assert "参保人数：120（2025年报）" in company.remarks
    assert company.said("name_en") == ""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_persons_phones_and_addresses_are_dropped_unless_asked_for(layout: str) -> None:
    rows = csv_file(make_rows(layout, 1))

    dropped, kept = only(read(rows)), only(read(rows, with_contacts=True))

    assert not any(sign in repr(dropped) for sign in ("张三", "138", "@", "8888"))
    assert kept.contact.person == ("张三",)
    assert "a@example.cn" in kept.contact.email


def test_what_was_dropped_is_named() -> None:
    reading = read(csv_file(make_rows(QCC, 1)))

    assert reading.dropped == ("法定代表人", "电话", "邮箱")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_the_encodings_offices_save(encoding: str) -> None:
    assert len(read(csv_file(make_rows(TYC), encoding)).companies) == 3


def test_a_list_with_seven_faults_reports_exactly_those() -> None:
    rows = [
        LAYOUTS[QCC].split(","),
        make_row(QCC, 1),
        make_row(QCC, 2, 统一社会信用代码=make_code(2)[:-1] + "I"),
        make_row(QCC, 3, 统一社会信用代码="12345"),
        make_row(QCC, 4, 注册资本="很多"),
        make_row(QCC, 5, 成立日期="2010-02-30"),
        make_row(QCC, 6, 登记状态="正在考虑"),
        make_row(QCC, 7, 企业名称="-"),
        make_row(QCC, 8, 统一社会信用代码=make_code(1)),
        make_row(QCC, 9),
    ]

    reading = read(csv_file(rows))

    assert [(p.row, p.column) for p in reading.problems] == [
        (3, "统一社会信用代码"),
        (4, "统一社会信用代码"),
        (5, "注册资本"),
        (6, "成立日期"),
        (7, "登记状态"),
        (8, "企业名称"),
        (9, "统一社会信用代码"),
    ]
    assert [company.row for company in reading.companies] == [2, 10]
    assert [row.row for row in reading.refused] == [3, 4, 5, 6, 7, 8, 9]


def test_a_day_to_come_is_no_day_of_founding() -> None:
    assert told(read(csv_file(make_rows(QCC, 1, 成立日期="2026-11-26")))) == [
        "第2行「成立日期」：日期不可能（填写值：2026-11-26）"
    ]


def test_rows_without_a_match_are_reported_and_are_no_faults() -> None:
    rows = [
        LAYOUTS[MATCH].split(","),
        make_row(MATCH, 1, 原文件导入名称="甲1公司"),
        make_row(MATCH, 2, 系统匹配企业名称="未匹配到相关企业", 统一社会信用代码="-"),
        make_row(MATCH, 3, 系统匹配企业名称="-", 统一社会信用代码="-"),
    ]

    reading = read(csv_file(rows))

    assert [(u.row, u.name) for u in reading.unmatched] == [
        (3, "甲2化工有限公司"),
        (4, "甲3化工有限公司"),
    ]
    assert only(reading).asked_name == "甲1公司"


def test_a_company_that_comes_twice_is_taken_once_with_a_warning() -> None:
    rows = [LAYOUTS[QCC].split(","), make_row(QCC, 1), make_row(QCC, 1)]

    reading = read(csv_file(rows))

    assert len(reading.companies) == 1
    assert str(reading.warnings[-1]) == "第3行「企业名称」：与第2行是同一家企业，只取第2行"


def test_brackets_of_both_widths_are_one_heading() -> None:
    narrow = [["企业名称", "登记状态", "企业（机构）类型"], ["甲公司", "存续", "有限责任公司"]]
    wide = [[h.translate({0x28: 0xFF08, 0x29: 0xFF09}) for h in narrow[0]], narrow[1]]

    first, second = only(read(csv_file(narrow))), only(read(csv_file(wide)))
    assert replace(first, written=()) == replace(second, written=())


def test_money_in_another_currency_is_kept_as_written_and_not_converted() -> None:
    company = only(read(csv_file(make_rows(QCC, 1, 注册资本="500万美元"))))

    assert "注册资本：500万美元（外币，未折算）" in company.remarks


def test_an_unknown_layout_asks_which_column_holds_the_names() -> None:
    rows = [["主体", "代码", "地方"], ["甲公司", make_code(1), "杭州"]]

    reading = read(csv_file(rows))

    assert reading.needs_mapping
    assert len(reading.companies) == 0


def test_what_a_person_said_of_the_headings_counts_and_can_be_remembered() -> None:
    raw = csv_file([["主体", "代码", "地方"], ["甲公司", make_code(1), "杭州市"]])
    mapping = {"主体": "name", "代码": "credit_code", "地方": "city"}

    told_now = read(raw, mapping=mapping)
    assert told_now.header is not None
    remembered = read(raw, remembered={told_now.header.fingerprint: mapping})

    for reading in (told_now, remembered):
        company = only(reading)
        assert (company.name, company.credit_code, company.said("city")) == (
            "甲公司",
            make_code(1),
            "杭州",
        )


def test_unknown_columns_are_named_and_not_taken() -> None:
    reading = read(
        csv_file([["企业名称", "登记状态", "所属省份", "秘密"], ["甲", "存续", "浙江", "x"]])
    )

    assert [str(warning) for warning in reading.warnings] == ["第1行「秘密」：不认识的列，没有导入"]


@pytest.mark.parametrize("name", ATTACKS)
@pytest.mark.parametrize("make", [csv_file, excel_file])
def test_hostile_texts_are_kept_as_they_are(name: str, make: type) -> None:
    company = only(read(make(make_rows(QCC, 1, 企业名称=name, 经营范围=name))))

    assert (company.name, company.said("scope")) == (name, name)


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_chinese_without_filling_memory(kind: str) -> None:
    raw = HOSTILE[kind]()
    tracemalloc.start()
    reading = read(raw)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert told(reading) != []
    assert len(reading.companies) == 0
    assert peak < 200_000_000


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8"), max_size=20), max_size=8),
        max_size=6,
    )
)
def test_any_table_is_read_or_refused(rows: list[list[str]]) -> None:
    headings = [
        "企业名称",
        "统一社会信用代码",
        "注册资本",
        "成立日期",
        "所属省份",
        "曾用名",
        "电话",
    ]

    reading = read(csv_file([headings, *rows]))

    assert bool(reading.problems) or len(reading.companies) + len(reading.unmatched) <= len(rows)


def test_progress_counts_up_to_the_whole() -> None:
    seen: list[tuple[int, int]] = []

    read_vendor(
        csv_file(make_rows(QCC, 2500)),
        ImportRequest(),
        TODAY,
        lambda done, total: seen.append((done, total)),
    )

    assert seen[-1] == (2500, 2500)
    assert sorted(done for done, _ in seen) == [done for done, _ in seen]


def test_good_rows_may_be_taken_however_many_others_are_faulty() -> None:
    rows = make_rows(QCC, 300, 成立日期="明天")
    rows[7] = make_row(QCC, 7)

    reading = read(csv_file(rows))

    assert len(reading.refused) == 299
    assert [company.row for company in reading.companies] == [8]
    assert reading.of_the_file == ()
    assert told(reading)[-1] == "另有 99 处问题没有列出；请先改正上面的再导入"


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\ufeff", "\u00ad", "\u3164", "\U000e0041"])
@pytest.mark.parametrize("make", [csv_file, excel_file])
def test_a_sign_that_nobody_sees_is_taken_out_of_a_name_and_said_with_its_code(
    sign: str, make: type
) -> None:
    reading = read(make(make_rows(QCC, 1, 企业名称=f"甲{sign}化工有限公司")))

    code = f"U+{ord(sign):04X}"
    assert only(reading).name == "甲化工有限公司"
    [said] = [str(warning) for warning in reading.warnings]
    assert said == (
        f"第2行「企业名称」：有看不见的字符 {code}，已去掉（原文：甲〔{code}〕化工有限公司）"
    )
    assert sign not in "".join(text for _, text in only(reading).written)


def test_a_line_break_inside_a_cell_is_no_sign_to_speak_of() -> None:
    reading = read(csv_file(make_rows(QCC, 1, 经营范围="一般项目\n化工产品销售")))

    assert reading.warnings == ()
    assert only(reading).said("scope") == "一般项目 化工产品销售"


def test_the_text_of_a_private_column_is_not_repeated() -> None:
    rows = make_rows(QCC, 1, 电话="138\u202e00001111")

    reading = read(csv_file(rows), with_contacts=True)

    [said] = [str(warning) for warning in reading.warnings]
    assert "U+202E" in said
    assert "138" not in said


def test_a_telephone_number_in_a_text_is_covered_and_said_by_its_row() -> None:
    rows = make_rows(QCC, 1, 经营范围="氢氟酸；联系13911112222")

    reading = read(csv_file(rows))

    [said] = [str(one) for one in reading.warnings if "电话" in one.text]
    assert only(reading).said("scope") == "氢氟酸；联系139****2222"
    assert said.startswith("第2行「经营范围」：里面的电话只留头尾（139****2222）")
    assert "13911112222" not in repr(only(reading).written)
