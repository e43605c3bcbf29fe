"""A small part of `python -m bench.fuzz`: every ending that can be read, and what is looked for."""

from random import Random

from bench.fuzz.__main__ import make, outcome_of
from bench.fuzz.inputs import LEFT_OUT, SAMPLES, FuzzedFile, damaged_file
from bench.fuzz.trying import try_out, workbooks_here

INPUTS = 150


def test_every_ending_that_can_be_read_is_tried() -> None:
    assert not LEFT_OUT
    made = {damaged_file(Random(seed)).name.removeprefix("试") for seed in range(500)}  # noqa: S311
    assert made == set(SAMPLES)


def test_a_seed_gives_the_same_files_again() -> None:
    assert [make(7, n) for n in range(20)] == [make(7, n) for n in range(20)]
    assert make(7, 3).raw != make(8, 3).raw


def test_random_and_damaged_files_are_read_or_refused_and_no_text_is_lost() -> None:
    with workbooks_here():
        assert [found for n in range(INPUTS) if (found := outcome_of(5, n))[2]] == []


def test_a_lost_row_and_a_changed_text_are_found() -> None:
    rows = [["企业名称", "登记状态"], ["甲有限公司", "存续"], ["乙有限公司", "存续"]]
    raw = "企业名称,登记状态\n丙有限公司,存续\n".encode()

    faults = try_out(FuzzedFile("试.csv", raw, is_company_list=True, rows=rows))

    assert faults == [
        "row 3 is lost: ['乙有限公司', '存续']",
        "row 2: '甲有限公司' became '丙有限公司'",
    ]


def test_a_changed_text_of_any_column_is_found() -> None:
    rows = [["企业名称", "经营范围"], ["甲有限公司", "氢氟酸生产"]]
    company = "企业名称,经营范围\n甲有限公司,氟化铝生产\n".encode()
    plot = "编号,名称,类型,县区,备注\nA-1,一号地,闲置土地,大田县,乙\n".encode()
    plots = [
        ["编号", "名称", "类型", "县区", "备注"],
        ["A-1", "一号地", "闲置土地", "大田县", "甲"],
    ]

    with workbooks_here():
        assert try_out(FuzzedFile("试.csv", company, is_company_list=True, rows=rows)) == [
            "row 2: '氢氟酸生产' became '氟化铝生产'"
        ]
        assert try_out(FuzzedFile("试.csv", plot, is_company_list=False, rows=plots)) == [
            "row 2: '甲' became '乙'"
        ]
