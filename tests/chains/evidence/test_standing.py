"""How far the evidence carries a stated presence (docs/methods.md 1)."""

from datetime import date

import pytest

from chains.evidence.standing import (
    Proof,
    Standing,
    Support,
    assumed,
    checked,
    direction_backing,
    newest_first,
    stand,
    standings,
    support_of,
)
from chains.model import Chain, Link, Presence, Source
from tests.builders import SOURCES, TODAY, make_chain, make_evidence, make_link

BY_ID = {source.id: source for source in SOURCES}


def standing(link: Link) -> Standing:
    return stand(link, BY_ID, TODAY)


@pytest.mark.parametrize("grades", ["D", "DD"])
def test_directories_alone_prove_nothing(grades: str) -> None:
    found = standing(make_link(presence="missing", grades=grades))

    assert (found.presence, found.support) == (Presence.UNKNOWN, Support.NONE)
    assert "D 级" in found.hint


@pytest.mark.parametrize(
    ("grades", "support"),
    [
        ("A", Support.FULL),
        ("AD", Support.FULL),
        ("B", Support.SINGLE),
        ("C", Support.SINGLE),
        ("BD", Support.SINGLE),
        ("CDD", Support.SINGLE),
        ("BB", Support.FULL),
        ("BC", Support.FULL),
        ("CC", Support.FULL),
    ],
)
def test_one_a_or_two_independent_voices_are_full_support(grades: str, support: Support) -> None:
    found = standing(make_link(presence="weak", grades=grades))

    assert (found.presence, found.support, found.hint) == (Presence.WEAK, support, "")


@pytest.mark.parametrize(
    ("title", "publisher"), [("题B0", "另一社"), ("另一题", "社B0"), ("题B0", "社B0")]
)
def test_a_repost_or_a_second_text_of_one_publisher_is_one_voice(
    title: str, publisher: str
) -> None:
    told = {"title": title, "publisher": publisher, "copy_url": "https://example.org/x"}
    again = Source.model_validate({"id": "X", **told, "grade": "C"})

    assert support_of([BY_ID["B0"], again]) is Support.SINGLE


def test_the_same_source_cited_twice_is_one_voice() -> None:
    link = make_link(evidence=[*make_evidence("B"), *make_evidence("B")])

    assert standing(link).support is Support.SINGLE


def test_two_reposts_and_an_independent_voice_are_full_support() -> None:
    repost = BY_ID["B0"].model_copy(update={"id": "X", "publisher": "转载社"})

    assert support_of([BY_ID["B0"], repost, BY_ID["C0"]]) is Support.FULL


@pytest.mark.parametrize("presence", ["strong", "present", "weak", "planned", "missing"])
def test_a_presence_without_evidence_is_not_believed(presence: str) -> None:
    found = standing(make_link(presence=presence, grades=""))

    assert found.presence is Presence.UNKNOWN
    assert "没有证据" in found.hint


@pytest.mark.parametrize("basis", ["memory", "inference", "common", "none", ""])
def test_a_presence_that_no_source_states_is_not_believed(basis: str) -> None:
    found = standing(make_link(presence="strong", grades="AA", presence_basis=basis))

    assert (found.presence, found.hint) == (Presence.UNKNOWN, "现状不是来源所说")


def test_evidence_does_not_lift_a_link_that_is_stated_unknown() -> None:
    found = standing(make_link(presence="unknown", grades="AA"))

    assert (found.presence, found.support, found.hint) == (Presence.UNKNOWN, Support.NONE, "")


def test_a_standing_names_its_best_grade_and_latest_time_and_nothing_of_a_directory() -> None:
    link = make_link(evidence=[*make_evidence("D", "2022"), *make_evidence("C", "2020-02")])

    found = standing(link)

    assert (found.grade, found.latest) == ("C", date(2020, 2, 29))


def test_taking_the_evidence_away_makes_a_gap_unknown() -> None:
    before: Chain = make_chain(acid="missing")
    link = before.links[0].model_copy(update={"evidence": ()})

    after = before.model_copy(update={"links": (link,)})

    assert standings(before, TODAY)["acid"].presence is Presence.MISSING
    assert standings(after, TODAY)["acid"].presence is Presence.UNKNOWN


def test_evidence_is_listed_latest_first_and_undated_last() -> None:
    times = ["", "2019", "2023-05", "2021"]
    link = make_link(evidence=[e for t in times for e in make_evidence("A", t)])

    assert [e.as_of for e in newest_first(link.evidence)] == ["2023-05", "2021", "2019", ""]


def test_only_statements_that_prove_a_presence_lend_their_grade_and_date() -> None:
    link = make_link(
        presence="weak",
        evidence=[
            *make_evidence("C", "2021", "weak"),
            *make_evidence("A", "2025", "background"),
            *make_evidence("B", "2024", "wanted"),
        ],
    )

    found = standing(link)

    assert (found.grade, found.latest, found.support) == ("C", date(2021, 12, 31), Support.SINGLE)
    assert [e.source for e in found.rests_on] == ["C0"]


def test_a_strength_that_only_a_directory_tells_steps_down_to_what_is_proven() -> None:
    rows = [*make_evidence("D", "2025", "strong"), *make_evidence("C", "2023")]

    found = standing(make_link(presence="strong", evidence=rows))

    assert (found.presence, found.grade) == (Presence.PRESENT, "C")
    assert "按有基础采信" in found.hint


@pytest.mark.parametrize(
    ("grades", "against", "proof"),
    [
        ("A", None, Proof.PROVEN),
        ("BC", None, Proof.PROVEN),
        ("C", None, Proof.STATED),
        ("A", ("A", "2026"), Proof.CONTESTED),
        ("A", ("C", "2025"), Proof.CONTESTED),
        ("C", ("B", ""), Proof.CONTESTED),
        ("A", ("A", "2024"), Proof.PROVEN),
        ("A", ("D", "2026"), Proof.PROVEN),
    ],
)
def test_full_support_proves_unless_something_no_older_speaks_against_it(
    grades: str, against: tuple[str, str] | None, proof: Proof
) -> None:
    contrary = make_evidence(*against, "against") if against else []
    rows = [*make_evidence(grades, "2025", "weak"), *contrary]

    assert standing(make_link(presence="weak", evidence=rows)).proof is proof


def test_nothing_is_proven_of_what_nobody_knows_or_only_assumes() -> None:
    known = standing(make_link(presence="missing"))

    assert standing(make_link(presence="unknown", grades="A")).proof is None
    assert assumed(Presence.PRESENT, known).proof is None
    assert checked(Presence.WEAK, by="王", on=date(2026, 1, 2)).proof is Proof.PROVEN


def test_a_direction_rests_on_what_is_marked_as_wanted_or_else_on_all() -> None:
    marked = make_link(evidence=[*make_evidence("A"), *make_evidence("C", "2024", "wanted")])
    unmarked = make_link(evidence=make_evidence("AD"))

    assert [e.source for e in direction_backing(marked, BY_ID).rows] == ["C0"]
    assert [e.source for e in direction_backing(unmarked, BY_ID).rows] == ["A0"]
    assert direction_backing(marked, BY_ID).proof is Proof.STATED


@pytest.mark.parametrize(
    ("times", "presence"),
    [
        (["2023-12"], Presence.PLANNED),
        (["2023-11-30"], Presence.PLANNED),
        (["2023"], Presence.PLANNED),
        (["2023-11-29"], Presence.PLANNED_STALE),
        (["2017", "2024"], Presence.PLANNED),
        (["2017", "近年"], Presence.PLANNED_STALE),
        (["近年"], Presence.PLANNED_STALE),
    ],
)
def test_a_plan_without_news_for_three_years_is_to_be_asked_about(
    times: list[str], presence: Presence
) -> None:
    rows = [row for time in times for row in make_evidence("C", time, "planned")]

    assert standing(make_link(presence="planned", evidence=rows)).presence is presence


def test_newer_news_of_another_kind_does_not_keep_a_plan_fresh() -> None:
    rows = [*make_evidence("A", "2017", "planned"), *make_evidence("A", "2026", "background")]

    found = standing(make_link(presence="planned", evidence=rows))

    assert (found.presence, found.proof) == (Presence.PLANNED_STALE, Proof.STATED)


@pytest.mark.parametrize(
    ("fields", "grade"),
    [
        ({"url": "https://example.org"}, "A"),
        ({"copy_url": "https://example.org"}, "A"),
        ({}, "D"),
        ({"url": "https://example.org", "title": "（标题未返回）年报"}, "D"),
        ({"url": "https://example.org", "title": "（正文首句）近日，甲厂扩产"}, "D"),
    ],
)
def test_a_source_that_nobody_can_read_again_counts_as_a_directory(
    fields: dict[str, str], grade: str
) -> None:
    source = Source.model_validate({"id": "S1", "title": "年报", "grade": "A"} | fields)

    assert (source.grade, source.stated_grade) == (grade, "A")
