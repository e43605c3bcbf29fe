"""How many presences rest on old evidence, told beside every count."""

from datetime import date

from chains.gaps.ages import age_text, old_findings
from chains.gaps.assessment import Assessment
from chains.model import Chain
from tests.builders import assess, make_chain, make_evidence, make_link


def dated(**times: str) -> Chain:
    links = tuple(
        make_link(name, evidence=make_evidence("A", time)) for name, time in times.items()
    )
    return make_chain(acid="present").model_copy(update={"links": links})


def found(**times: str) -> Assessment:
    return assess(dated(**times), today=date(2026, 11, 30))


def test_evidence_of_an_earlier_year_than_five_ago_is_old() -> None:
    assessment = found(acid="2020-12", gas="2021", film="近年")

    assert [f.link.id for f in old_findings(assessment)] == ["acid"]


def test_the_count_names_the_year_and_is_silent_without_any() -> None:
    old, fresh = found(acid="2016", gas="2019"), found(acid="2025")

    assert age_text([old, fresh]) == "2 处依据早于 2021"
    assert age_text([fresh]) == ""
    assert age_text([]) == ""


def test_what_nobody_knows_is_not_old() -> None:
    unknown = assess(make_chain(acid="unknown", grades={"acid": "A"}), today=date(2040, 1, 1))

    assert old_findings(unknown) == []


def test_only_a_check_or_evidence_of_three_years_is_recent() -> None:
    assessment = found(acid="2023-11-30", gas="2023-11-29", film="近年")

    recent = [i for i, f in assessment.findings.items() if f.standing.recent]
    assert recent == ["acid"]
