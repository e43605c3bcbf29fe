"""经营范围 taken apart: what is made, what is only sold, what is a service."""

import pytest

from targets.assigning.clauses import items


def read(scope: str) -> list[tuple[str, str]]:
    return [(item.core, str(item.kind)) for item in items(scope)]


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ("轴承制造；轴承销售", [("轴承", "制造"), ("轴承", "销售")]),
        ("研发、产销：数控工具、锯片", [("数控工具", "制造"), ("锯片", "制造")]),
        (
            "涤纶丝，化纤布的制造、加工，五金，化工原料的销售",
            [("涤纶丝", "制造"), ("化纤布", "制造"), ("五金", "销售"), ("化工原料", "销售")],
        ),
        ("驱动器、电机的技术开发、生产、销售", [("驱动器", "制造"), ("电机", "制造")]),
        ("电池、仪器的开发、生产和销售及售后服务", [("电池", "制造"), ("仪器", "制造")]),
        ("生产和销售电路板设备、焗炉", [("电路板设备", "制造"), ("焗炉", "制造")]),
        ("机电设备的销售、安装、维修", [("机电设备", "销售")]),
        ("物业管理", [("物业", "服务")]),
        ("氟化铝", [("氟化铝", "制造")]),
        ("", []),
        ("生产、销售", []),
    ],
)
def test_each_thing_has_the_verb_that_goes_with_it(
    scope: str, found: list[tuple[str, str]]
) -> None:
    assert read(scope) == found


def test_what_stands_in_brackets_and_the_headings_are_left_out() -> None:
    scope = "许可项目：危险化学品生产（依法须经批准的项目（见目录））；一般经营项目是：竹制品制造。"

    assert read(scope) == [("危险化学品", "制造"), ("竹制品", "制造")]


def test_full_and_half_width_marks_separate_alike() -> None:
    assert read("轴承制造；齿轮制造，模具销售") == read("轴承制造；齿轮制造，模具销售")


def test_a_bracket_that_nobody_closed_takes_nothing_away() -> None:
    assert ("轴承", "制造") in read("(轴承制造；轴承制造")


def test_traditional_characters_are_read_like_simplified_ones() -> None:
    assert read("軸承製造；齒輪銷售") == read("轴承制造；齿轮销售")
