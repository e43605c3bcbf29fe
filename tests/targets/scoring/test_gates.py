"""The gates of a target: yes, no or unknown, each with its evidence."""

from typing import Any

import pytest

from policies.comparing import NO_ROW, PolicyAnswer, PolicyReading
from targets.model import Company
from targets.scoring.gates import (
    CLOSED,
    CompanyStanding,
    GateAnswer,
    TargetGate,
    read_gates,
)
from tests.targets.builders import make_assignment, make_company

ACID = ("fluorine", "acid")
YES, NO, UNKNOWN = GateAnswer.YES, GateAnswer.NO, GateAnswer.UNKNOWN


def answer(
    gate: TargetGate, company: Company, standing: CompanyStanding | None = None
) -> GateAnswer:
    readings = read_gates(company, ACID, desk="长三角", standing=standing or CompanyStanding())
    return next(reading.answer for reading in readings if reading.gate is gate)


def test_what_nobody_looked_into_is_unknown() -> None:
    gates = read_gates(make_company(assignments=()))

    assert [reading.answer for reading in gates] == [UNKNOWN] * 4


@pytest.mark.parametrize(
    ("state", "expected"),
    [("confirmed", YES), ("stated", YES), ("to_check", UNKNOWN), ("rejected", NO)],
)
def test_a_keyword_does_not_say_that_a_company_makes_a_product(
    state: str, expected: GateAnswer
) -> None:
    company = make_company("c1", make_assignment(state=state))

    assert answer(TargetGate.PRODUCT, company) is expected


def test_another_link_says_nothing_of_this_one() -> None:
    company = make_company("c1", make_assignment("salts"))

    assert answer(TargetGate.PRODUCT, company) is UNKNOWN


@pytest.mark.parametrize(
    ("status", "clean", "expected"),
    [
        ("注销", None, NO),
        ("吊销，未注销", None, NO),
        ("存续", None, UNKNOWN),
        ("存续", True, YES),
        ("存续", False, NO),
        ("", True, UNKNOWN),
    ],
)
def test_a_register_entry_alone_is_no_clean_record(
    status: str, expected: GateAnswer, *, clean: bool | None
) -> None:
    company = make_company(status=status)

    assert answer(TargetGate.ACTIVE, company, CompanyStanding(record_clean=clean)) is expected


@pytest.mark.parametrize(
    ("held_by", "expected"), [(None, UNKNOWN), ("", YES), ("长三角", YES), ("粤港澳", NO)]
)
def test_a_company_of_another_desk_is_not_free(held_by: str | None, expected: GateAnswer) -> None:
    assert answer(TargetGate.FREE, make_company(), CompanyStanding(held_by=held_by)) is expected


@pytest.mark.parametrize(("allowed", "expected"), [(None, UNKNOWN), (True, YES), (False, NO)])
def test_policy_is_what_somebody_found(expected: GateAnswer, *, allowed: bool | None) -> None:
    assert answer(TargetGate.ALLOWED, make_company(), CompanyStanding(allowed=allowed)) is expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (PolicyAnswer.FORBIDDEN, NO),
        (PolicyAnswer.ALLOWED, YES),
        (PolicyAnswer.UNKNOWN, UNKNOWN),
    ],
)
def test_policy_is_what_the_tables_say_until_the_office_looked(
    found: PolicyAnswer, expected: GateAnswer
) -> None:
    policy = PolicyReading(found, "限制类：某工艺")

    *_, by_tables = read_gates(make_company(), ACID, policy=policy)
    *_, looked = read_gates(
        make_company(), ACID, standing=CompanyStanding(allowed=True), policy=policy
    )

    assert (by_tables.answer, by_tables.evidence) == (expected, "限制类：某工艺")
    assert looked.answer is YES


def test_without_a_row_in_the_tables_nothing_is_allowed() -> None:
    *_, policy = read_gates(make_company(), ACID)

    assert (policy.answer, policy.evidence) == (UNKNOWN, NO_ROW)


def test_the_evidence_of_a_statement_names_its_source() -> None:
    gates = read_gates(make_company("c1", make_assignment()), ACID)

    assert gates[0].evidence == "来源写明：无水氢氟酸（来源：某名单，2026）"


def test_an_old_source_leaves_open_whether_it_is_made_today() -> None:
    dated = make_assignment(state="dated", reason="据 2021 年资料，待核；旧年报")

    [product, *_] = read_gates(make_company("c1", dated), ACID)

    assert (product.answer, product.evidence) == (
        UNKNOWN,
        "据 2021 年资料，待核：无水氢氟酸（来源：某名单，2026）",
    )


def test_the_source_of_an_assignment_is_named_before_that_of_its_company() -> None:
    own = make_assignment(reason="来源：某年报，2025-04-01；主营")

    [product, *_] = read_gates(make_company("c1", own), ACID)

    assert (product.answer, product.evidence) == (YES, "来源写明：某年报，2025-04-01；主营")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("上市（截至 2026-07-19，来源：某表）", YES),
        ("待核（截至 2026-07-19，来源：某表）", UNKNOWN),
        ("已退市（截至 2026-07-19，来源：某表）", NO),
        ("上市（截至 2026-07-19，来源：关于清算、停业的公告）", YES),
    ],
)
def test_a_status_counts_by_its_words_and_not_by_the_title_of_its_source(
    status: str, expected: GateAnswer
) -> None:
    clean = CompanyStanding(record_clean=True)

    assert answer(TargetGate.ACTIVE, make_company(status=status), clean) is expected


def evidence(gate: TargetGate, company: Company, **standing: Any) -> str:  # noqa: ANN401
    readings = read_gates(company, ACID, desk="长三角", standing=CompanyStanding(**standing))
    return next(reading.evidence for reading in readings if reading.gate is gate)


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ({}, "首招登记未查"),
        ({"contact": "2026-01-02 甲组拜访过"}, "首招登记未查；2026-01-02 甲组拜访过"),
        ({"held_by": ""}, "没有首招登记"),
        ({"held_by": "长三角"}, "由长三角首招"),
        ({"held_by": "长三角", "claim": "拟投甲"}, "由长三角首招（拟投甲）"),
        ({"held_by": "粤港澳", "claim": "拟投甲"}, "已由粤港澳首招（拟投甲）"),
    ],
)
def test_a_claim_is_told_with_whom_and_by_what_as_far_as_that_is_known(
    standing: dict[str, str], said: str
) -> None:
    assert evidence(TargetGate.FREE, make_company(), **standing) == said


@pytest.mark.parametrize(
    ("status", "standing", "said"),
    [
        ("", {}, "状态未查；处罚、失信记录未查"),
        ("存续", {}, "状态：存续；处罚、失信记录未查"),
        ("存续", {"record_clean": True}, "状态：存续；无不良记录"),
        ("存续", {"record_clean": True, "record_note": "某网查"}, "状态：存续；某网查"),
        ("存续", {"record_clean": False}, "有不良记录"),
        ("注销", {"record_clean": True}, "状态：注销"),
    ],
)
def test_a_register_entry_and_a_record_are_told_apart(
    status: str, standing: dict[str, object], said: str
) -> None:
    assert evidence(TargetGate.ACTIVE, make_company(status=status), **standing) == said


@pytest.mark.parametrize("word", CLOSED)
def test_every_word_for_a_company_that_is_no_more_bars_it(word: str) -> None:
    assert answer(TargetGate.ACTIVE, make_company(status=f"已{word}")) is NO


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ({"allowed": True}, "是"),
        ({"allowed": False}, "否"),
        ({"allowed": False, "policy_note": "限制类"}, "限制类"),
    ],
)
def test_what_was_found_about_policy_is_told_by_its_note(
    standing: dict[str, object], said: str
) -> None:
    assert evidence(TargetGate.ALLOWED, make_company(), **standing) == said


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (("rejected", "to_check", "stated", "confirmed"), YES),
        (("rejected", "to_check"), UNKNOWN),
    ],
)
def test_the_best_known_of_several_assignments_to_a_link_answers(
    states: tuple[str, ...], expected: GateAnswer
) -> None:
    company = make_company("c1", *(make_assignment(state=state) for state in states))

    assert answer(TargetGate.PRODUCT, company) is expected
    assert read_gates(company)[0].answer is expected


def test_a_reason_stands_behind_the_verdict_if_one_was_given() -> None:
    plain, reasoned = (
        evidence(TargetGate.PRODUCT, make_company("c1", make_assignment(state="rejected", **given)))
        for given in ({}, {"reason": "只做贸易"})
    )

    assert (plain, reasoned) == ("经核实不归入", "经核实不归入（只做贸易）")


def test_a_source_without_title_or_products_is_told_by_address_and_industry() -> None:
    company = make_company(
        "c1", make_assignment(), source_title="", products="", industry="化工", published="2025"
    )

    said = evidence(TargetGate.PRODUCT, company)

    assert "化工" in said
    assert "https://example.cn/" in said
