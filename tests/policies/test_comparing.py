"""What the tables say of a link: a pass or a refusal needs a row for the whole link."""

from dataclasses import replace
from datetime import date

import pytest

from policies.comparing import CLOSED_TABLES, NO_ROW, PolicyAnswer, read_policy
from policies.model import Allowance, AllowanceKind, Covers, Rule, Validity
from policies.reading import ALLOWANCES, RULES, SOURCES, Policies, load_policies

TODAY = date(2026, 11, 30)
LINK = ("fluorine", "refrigerants")
OPEN = frozenset({SOURCES, RULES, ALLOWANCES})


def make_rule(rule_id: str = "a_rule", **given: object) -> Rule:
    fields: dict[str, object] = {
        "id": rule_id, "name": "某目录", "article": "", "number": "某号", "issuer": "某部",
        "issued": "2024", "effective": "2024-02-01", "until": "", "validity": Validity.IN_FORCE,
        "says": "某", "note": "", "sources": "P01",
    }  # fmt: skip
    return Rule.model_validate(fields | given)


def make_row(kind: AllowanceKind, covers: Covers = Covers.WHOLE, **given: object) -> Allowance:
    fields: dict[str, object] = {
        "kind": kind, "rule": "a_rule", "chain": LINK[0], "link": LINK[1], "gbt4754": "",
        "covers": covers, "says": "某工艺", "sources": "P01",
    }  # fmt: skip
    return Allowance.model_validate(fields | given)


def answer(*rows: Allowance, rule: Rule | None = None, codes: tuple[str, ...] = ()) -> PolicyAnswer:
    policies = Policies({"a_rule": rule or make_rule()}, rows, (), {}, OPEN)
    return read_policy(policies, LINK, codes, TODAY).answer


def test_a_link_without_a_row_is_unknown_and_never_allowed() -> None:
    reading = read_policy(load_policies(), ("digital", "no_such"), ("9999",), TODAY)

    assert (reading.answer, reading.reason) == (PolicyAnswer.UNKNOWN, NO_ROW)


@pytest.mark.parametrize(
    "kind",
    [
        AllowanceKind.PROHIBITED,
        AllowanceKind.ELIMINATED,
        AllowanceKind.NO_NEW,
        AllowanceKind.RESTRICTED,
    ],
)
def test_a_row_that_forbids_the_whole_link_forbids_it(kind: AllowanceKind) -> None:
    assert answer(make_row(kind)) is PolicyAnswer.FORBIDDEN
    assert answer(make_row(kind, Covers.PART)) is PolicyAnswer.UNKNOWN


@pytest.mark.parametrize("kind", [AllowanceKind.QUOTA, AllowanceKind.PERMIT])
def test_a_quota_or_a_permit_leaves_the_question_open(kind: AllowanceKind) -> None:
    assert answer(make_row(kind)) is PolicyAnswer.UNKNOWN
    assert answer(make_row(kind), make_row(AllowanceKind.ENCOURAGED)) is PolicyAnswer.UNKNOWN


def test_only_a_row_that_encourages_the_whole_link_allows_it() -> None:
    assert answer(make_row(AllowanceKind.ENCOURAGED)) is PolicyAnswer.ALLOWED
    assert answer(make_row(AllowanceKind.ENCOURAGED, Covers.PART)) is PolicyAnswer.UNKNOWN
    forbidden = make_row(AllowanceKind.ELIMINATED)
    assert answer(make_row(AllowanceKind.ENCOURAGED), forbidden) is PolicyAnswer.FORBIDDEN


@pytest.mark.parametrize("kind", [AllowanceKind.ENCOURAGED, AllowanceKind.ELIMINATED])
@pytest.mark.parametrize(
    "given", [{"until": "2026-11-29"}, {"validity": "to_check"}, {"effective": "2026-12-01"}]
)
def test_a_rule_that_does_not_hold_today_decides_nothing(
    kind: AllowanceKind, given: dict[str, str]
) -> None:
    assert answer(make_row(kind), rule=make_rule(**given)) is PolicyAnswer.UNKNOWN


def test_a_row_by_industry_code_speaks_of_that_code_and_those_under_it() -> None:
    row = make_row(AllowanceKind.ELIMINATED, chain="", link="", gbt4754="261")

    assert answer(row, codes=("2614",)) is PolicyAnswer.FORBIDDEN
    assert answer(row, codes=("2651", "26")) is PolicyAnswer.UNKNOWN


def test_a_closed_table_says_that_it_is_closed() -> None:
    closed = replace(load_policies(), open_tables=frozenset({SOURCES}))

    assert read_policy(closed, LINK, (), TODAY).reason == CLOSED_TABLES


def test_the_reason_names_the_list_the_rule_and_its_number_and_that_the_project_is_open() -> None:
    reading = read_policy(load_policies(), LINK, (), TODAY)

    assert reading.answer is PolicyAnswer.UNKNOWN
    assert "不得新建、扩建" in reading.reason
    assert "环办大气〔2024〕22号" in reading.reason
    assert "已到期" in reading.reason  # the quota plan of 2025
    assert reading.reason.endswith("本项目是否在内，未核实")
    assert any("2024-07-05" in source for source in reading.sources)
