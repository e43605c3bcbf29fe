"""Rows of one list that may be one company are told on both, and none is saved twice unasked."""

import pytest

from targets.vendor.model import VendorReading
from targets.vendor.rows import TAKE_BOTH, TAKE_FIRST
from tests.files.sheets_of import workbook
from tests.steps import steps
from tests.targets.vendor.vendor_lists import make_code, read

HEADINGS = ["企业名称", "统一社会信用代码", "曾用名"]
ONE, OTHER = make_code(1), make_code(2)


def reading(*rows: list[str], **answers: str) -> VendorReading:
    return read(workbook([HEADINGS, *rows]), answers=answers)


def names(found: VendorReading) -> list[str]:
    return [company.name for company in found.companies]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["烨辉科技有限公司", "", ""], ["燁輝科技有限公司", "", ""]),
        (["三明（中国）化工有限公司", ONE, ""], ["三明中国化工有限公司", "", ""]),
        (["三明甲化工有限公司", "", "三明乙化工厂"], ["三明乙化工厂", "", ""]),
        (["三明乙化工厂", "", ""], ["三明甲化工有限公司", "", "三明乙化工厂"]),
        (["三明甲化工有限公司（原三明乙化工厂）", "", ""], ["三明乙化工厂", "", ""]),
        (["三明甲化工有限公司（曾用名：三明乙化工厂）", "", ""], ["三明甲化工有限公司", ONE, ""]),
    ],
)
def test_two_spellings_of_one_company_are_asked_about_and_told_on_both(
    first: list[str], second: list[str]
) -> None:
    found = reading(first, second)

    assert [question.what for question in found.questions] == ["spellings"]
    assert {row for _, row in found.alike_texts} == {2, 3}
    assert "第3行" in found.alike_texts[found.alike[0].first]
    assert "第2行" in found.alike_texts[found.alike[0].place]
    assert len(names(reading(first, second, spellings=TAKE_BOTH))) == 2
    taken = reading(first, second, spellings=TAKE_FIRST)
    assert (names(taken), taken.questions, taken.alike) == ([first[0]], (), ())
    assert "只取第2行" in taken.left[0].why


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["三明甲化工有限公司", ONE, ""], ["三明甲化工有限公司", OTHER, ""]),
        (["三明甲化工有限公司", "", ""], ["三明甲化工股份有限公司", "", ""]),
        (["三明甲化工有限公司", "", ""], ["三明甲化工有限公司永安分公司", "", ""]),
        (["三明甲化工有限公司永安分公司", "", ""], ["三明甲化工有限公司", "", ""]),
    ],
)
def test_what_may_as_well_be_two_companies_is_told_and_not_asked(
    first: list[str], second: list[str]
) -> None:
    found = reading(first, second)

    assert found.questions == ()
    assert {row for _, row in found.alike_texts} == {2, 3}
    assert len(names(found)) == 2


def test_other_companies_are_not_alike() -> None:
    found = reading(
        ["三明甲化工有限公司", "", ""],
        ["三明乙化工有限公司", "", ""],
        ["永安甲化工有限公司永安分公司", "", ""],
    )

    assert (found.alike, found.questions) == ((), ())


def test_twice_the_rows_are_no_more_than_twice_the_work() -> None:
    def work(count: int) -> int:
        rows = [[f"三明{n}化工有限公司", "", ""] for n in range(count)]
        return steps(lambda: reading(*rows))

    assert work(400) < 2.3 * work(200)
