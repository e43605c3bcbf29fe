"""What a presence rests on, in the few words that a leader reads."""

import pytest

from chains.evidence.standing import Support
from chains.evidence.telling import evidence_text, scope_of, years_of
from chains.model import Evidence, Grade


def rows(*said: tuple[str, str]) -> list[Evidence]:
    return [
        Evidence.model_validate({"source": "S1", "proves": "weak", "says": text, "as_of": time})
        for text, time in said
    ]


def test_scope_years_grade_and_support_stand_side_by_side() -> None:
    listed = rows(("建宁种子难以吸引上下游环节", "约2021—2022"))

    assert evidence_text(listed, Grade.C, Support.SINGLE) == "仅建宁县，2021–22，C 级，单源"


def test_what_is_not_told_is_left_out_and_a_missing_year_is_said() -> None:
    assert evidence_text(rows(("产业薄弱", "未显示")), None, Support.NONE) == "年份不明，无证据"


@pytest.mark.parametrize(
    ("said", "scope"),
    [
        (["清流县有矿", "永安有厂"], "仅清流县、永安市"),
        (["清流县有矿", "有厂"], ""),
        (["三明清流县有矿"], ""),
        (["全市和清流县有矿"], ""),
        (["三元正极材料"], ""),
        (["三元区有厂"], "仅三元区"),
        (["大田作物"], ""),
        (["清流、宁化、明溪、永安有矿"], "仅 4 个县（市、区）"),
        ([], ""),
    ],
)
def test_a_county_is_named_only_where_every_statement_speaks_of_counties(
    said: list[str], scope: str
) -> None:
    assert scope_of(rows(*((text, "2021") for text in said))) == scope


@pytest.mark.parametrize(
    ("times", "years"),
    [
        (["2021"], "2021"),
        (["2021-03", "2021"], "2021"),
        (["2016", "2025-06"], "2016–25"),
        (["1998", "2003"], "1998–2003"),
        (["近年", "2019"], "2019"),
        (["近年"], "年份不明"),
    ],
)
def test_the_years_run_from_the_first_to_the_last(times: list[str], years: str) -> None:
    assert years_of(rows(*(("有", time) for time in times))) == years
