"""A list without the class of its companies says so, what it costs, and how to get it."""

import pytest

from tests.targets.vendor.vendor_lists import csv_file, make_code, make_rows, read

HEADS = ["企业名称", "统一社会信用代码", "经营范围"]
ROW = ["甲公司", make_code(1), "竹制品制造"]


def test_companies_without_a_class_are_counted_and_what_it_costs_is_said() -> None:
    reading = read(csv_file([HEADS, ROW, ["乙公司", make_code(2), ""]]))

    assert reading.without_class == 2
    assert reading.class_notice.startswith("2 家没有行业小类")
    assert "国标行业小类" in reading.class_notice


@pytest.mark.parametrize(
    ("head", "cell"),
    [("国标行业小类", "竹制品制造"), ("行业代码", "C2041"), ("国标行业小类", "没有人列过的行业")],
)
def test_a_name_or_a_code_of_the_class_is_enough(head: str, cell: str) -> None:
    reading = read(csv_file([[*HEADS, head], [*ROW, cell]]))

    assert (reading.without_class, reading.class_notice) == (0, "")


@pytest.mark.parametrize("head", ["国标行业中类", "国标行业大类", "国标行业门类"])
def test_a_broader_class_is_not_enough(head: str) -> None:
    assert read(csv_file([[*HEADS, head], [*ROW, "竹、藤、棕、草等制品制造"]])).without_class == 1


def test_an_empty_cell_of_the_class_counts_as_none() -> None:
    rows = [[*HEADS, "国标行业小类"], [*ROW, "-"], ["乙公司", make_code(2), "", "竹制品制造"]]

    assert read(csv_file(rows)).without_class == 1


def test_an_export_with_the_class_says_nothing() -> None:
    assert read(csv_file(make_rows("企查查导出（新版）", 3))).class_notice == ""
