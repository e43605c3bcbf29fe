"""Plot lists as people lay them out: two heading rows, sheets for each county, merged cells."""

import pytest

from geodata.readers.any_file import read_upload
from tests.geodata.plots import HEADINGS, ROW, named_workbook, told, workbook

PARTS: list[list[object]] = [
    ["编号", "名称", "类型", "县区", "经度", None, None, "纬度", None, None, "坐标系"],
    [None, None, None, None, "度", "分", "秒", "度", "分", "秒", None],
    [*ROW, 117, 36, 0, 26, 18, 0, "CGCS2000"],
]


def test_degrees_minutes_and_seconds_may_stand_under_one_heading() -> None:
    [plot] = read_upload(workbook(PARTS), "a.xlsx").plots

    assert plot.position is not None
    assert (plot.position.longitude, plot.position.latitude) == pytest.approx((117.6, 26.3))


def test_a_unit_may_stand_under_its_heading() -> None:
    raw = workbook([[*HEADINGS, "面积"], [None, None, None, None, "亩"], [*ROW, 10]])

    [plot] = read_upload(raw, "a.xlsx").plots

    assert plot.area_mu == 10


def test_sheets_of_counties_are_offered_together() -> None:
    heads = [name for name in HEADINGS if name != "县区"]
    raw = named_workbook(
        {"永安市": [heads, ["Y-1", "甲", "闲置土地"]], "大田县": [heads, ["D-1", "乙", "闲置土地"]]}
    )

    reading = read_upload(raw, "a.xlsx")
    [one] = read_upload(raw, "a.xlsx", {"sheets": "大田县"}).plots

    [question] = reading.questions
    assert (question.what, question.choices) == ("sheets", ("全部", "永安市", "大田县"))
    assert [(p.id, p.county) for p in reading.plots] == [("Y-1", "永安市"), ("D-1", "大田县")]
    assert one.id == "D-1"


def test_a_number_that_stands_in_two_sheets_is_refused_by_name() -> None:
    raw = named_workbook({"一": [HEADINGS, ROW], "二": [HEADINGS, ROW]})

    reading = read_upload(raw, "a.xlsx", {"sheets": "全部"})

    [text] = told(reading)
    assert "与工作表「一」第2行重复" in text


def test_what_sheets_of_other_columns_say_stays_under_its_own_heading() -> None:
    raw = named_workbook(
        {"一": [HEADINGS, ROW], "二": [["名称", "编号", "类型", "县区"], ["乙", "B-1", *ROW[2:]]]}
    )

    reading = read_upload(raw, "a.xlsx")

    second = dict(zip(reading.headings, reading.entries[1].written[0], strict=True))
    assert (second["编号"], second["名称"]) == ("B-1", "乙")


@pytest.mark.parametrize(("codec", "name"), [("gb18030", "GB18030"), ("utf-8", "UTF-8")])
def test_a_csv_tells_its_encoding(codec: str, name: str) -> None:
    raw = "编号,名称,类型,县区\nA-1,萤石,闲置土地,三元区\n".encode(codec)

    assert read_upload(raw, "a.csv").encoding == name
    assert read_upload(raw, "a.csv", {"encoding": name}).plots[0].name == "萤石"
