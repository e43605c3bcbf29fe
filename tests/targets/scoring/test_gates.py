"""The gates of a target: yes, no or unknown, each with its evidence."""

import pytest

from targets.model import Company
from targets.scoring.gates import CompanyStanding, GateAnswer, TargetGate, read_gates
from tests.targets.builders import make_assignment, make_company

ACID = ("fluorine", "acid")
YES, NO, UNKNOWN = GateAnswer.YES, GateAnswer.NO, GateAnswer.UNKNOWN


def answer(
    gate: TargetGate, company: Company, standing: CompanyStanding | None = None
) -> GateAnswer:
    readings = read_gates(company, ACID, desk="长三角", standing=standing or CompanyStanding())
    return next(reading.answer for reading in readings if reading.gate is gate)


def test_what_nobody_looked_into_is_unknown() -> None:
    gates = read_gates(make_company())

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
        ("吊销,未注销", None, NO),
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


def test_the_evidence_of_a_statement_names_its_source() -> None:
    gates = read_gates(make_company("c1", make_assignment()), ACID)

    assert gates[0].evidence == "来源写明:无水氢氟酸(来源:某名单,2026)"
