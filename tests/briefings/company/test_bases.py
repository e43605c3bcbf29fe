"""On what an assignment rests is said in one way, by the gates and by the profile."""

import pytest

from briefings.company.briefing import company_profile
from targets.assigning.rules import CODE, KEYWORD
from targets.companies_file import load_companies
from targets.scoring.gates import read_gates
from targets.scoring.wording import ASSIGNMENT_BASES
from targets.vendor.merging import OFFICE
from tests.builders import make_chain
from tests.papers.companies import make_assignment, make_company, make_known, make_state

STATE = make_state(make_chain("ore>brine", brine="missing", ore="present"))


@pytest.mark.parametrize("basis", ASSIGNMENT_BASES)
def test_gate_and_profile_name_a_basis_alike(basis: str) -> None:
    assignment = make_assignment("brine", state="to_check").model_copy(update={"basis": basis})
    company = make_company(assignments=[assignment])

    gate = read_gates(company)[0].evidence
    [link] = company_profile(STATE, make_known(company)).links

    assert (gate.startswith(f"按{ASSIGNMENT_BASES[basis]}归入"), ASSIGNMENT_BASES[basis]) == (
        True,
        link.why.partition("凭")[2].partition(":")[0],
    )


def test_every_basis_there_is_has_a_word() -> None:
    shipped = {a.basis for company in load_companies().companies for a in company.assignments}

    assert shipped | {OFFICE, CODE, KEYWORD} == set(ASSIGNMENT_BASES)


def test_what_an_editor_remembers_is_said_to_have_no_source() -> None:
    assert "没有来源" in ASSIGNMENT_BASES["memory"]
