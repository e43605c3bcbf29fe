"""A check of the office goes before the public evidence and stands beside it."""

from datetime import date

import pytest

from chains.evidence.standing import Standing, Support, checked
from chains.gaps.assessment import Flag, LinkKnowledge
from chains.gaps.four_parts import analyse
from chains.gaps.ranking import rank_city
from chains.gaps.wording import presence_sentence, residents_text
from chains.model import Grade, Presence
from chains.settings import load_settings
from tests.builders import assess, fill, make_chain

DAY = date(2026, 11, 24)


def found(presence: Presence, *companies: str) -> Standing:
    return checked(presence, by="李明", on=DAY, companies=companies)


def test_a_check_lifts_an_unknown_link_with_a_support_of_its_own() -> None:
    chain = make_chain(acid="unknown")

    finding = assess(
        chain, LinkKnowledge(checked={"acid": found(Presence.STRONG, "海斯")})
    ).findings["acid"]

    assert (finding.presence, finding.standing.support) == (Presence.STRONG, Support.CHECKED)
    assert finding.flags == ()


def test_a_link_that_was_checked_and_not_found_is_a_gap() -> None:
    chain = make_chain("ore>acid:3", "acid>salt:3", acid="unknown")

    finding = assess(chain, LinkKnowledge(checked={"acid": found(Presence.MISSING)})).findings[
        "acid"
    ]

    assert finding.flags == (Flag.GAP,)
    assert finding.parts is not None


def test_a_check_goes_before_what_sources_say() -> None:
    chain = make_chain(acid="missing")

    finding = assess(chain, LinkKnowledge(checked={"acid": found(Presence.PRESENT)})).findings[
        "acid"
    ]

    assert finding.presence is Presence.PRESENT
    assert finding.standing.grade is Grade.A  # what the evidence is worth stays known


def test_a_check_of_a_link_the_chain_does_not_have_changes_nothing() -> None:
    chain = make_chain(acid="missing")

    assessed = assess(chain, LinkKnowledge(checked={"gone": found(Presence.WEAK)}))

    assert assessed.findings == assess(chain).findings


def test_among_equal_gaps_a_checked_one_is_as_good_as_grade_a() -> None:
    chain = make_chain(acid="unknown", salt="missing", grades={"salt": "BB"})

    findings = assess(chain, LinkKnowledge(checked={"acid": found(Presence.MISSING)})).findings

    assert findings["acid"].tie < findings["salt"].tie


def test_the_sentence_says_who_looked_and_when() -> None:
    chain = make_chain(acid="unknown", salt="present")
    standings = {"acid": found(Presence.MISSING), "salt": found(Presence.WEAK, "海斯", "森达")}

    findings = assess(chain, LinkKnowledge(checked=standings)).findings

    assert presence_sentence(findings["acid"]) == (
        "李明 于 2026-11-24 核实：缺失（查过，没有）；没有公开来源。"
    )
    assert presence_sentence(findings["salt"]) == (
        "李明 于 2026-11-24 核实：薄弱，企业 海斯、森达；公开来源 1 个。"
    )


def test_a_company_that_a_check_found_stands_with_the_county_the_chain_knows() -> None:
    chain = make_chain(counties={"海斯": "明溪县"}, acid="unknown")
    seen = found(Presence.PRESENT, "海斯", "森达")

    finding = assess(chain, LinkKnowledge(checked={"acid": seen})).findings["acid"]

    assert "企业 海斯（明溪县）、森达；" in presence_sentence(finding)


@pytest.mark.parametrize(
    ("residents", "named", "count"), [((), ("甲",), "1 家"), (("乙", "丙"), ("乙",), "2 家")]
)
def test_companies_of_a_check_count_only_where_the_file_names_nobody(
    residents: tuple[str, ...], named: tuple[str, ...], count: str
) -> None:
    chain = make_chain(acid="present", residents={"acid": residents})

    finding = assess(
        chain, LinkKnowledge(checked={"acid": found(Presence.PRESENT, *named)})
    ).findings["acid"]

    assert residents_text(finding) == count


def test_a_checked_strength_without_public_evidence_is_among_the_strengths() -> None:
    chain = make_chain(acid="unknown")

    parts = analyse(
        assess(chain, LinkKnowledge(checked={"acid": found(Presence.STRONG)})),
        rank_city([], load_settings()),
    )

    assert parts.strengths[0].text.startswith("acid：李明 于 2026-11-24 核实：优势")


def test_what_if_starts_from_what_was_checked() -> None:
    chain = make_chain("ore>acid:3", "acid>salt:3", acid="unknown", salt="unknown")

    after = fill(chain, ["acid"], LinkKnowledge(checked={"salt": found(Presence.MISSING)}))

    assert after.findings["salt"].presence is Presence.MISSING
    assert after.findings["acid"].standing.is_assumed
