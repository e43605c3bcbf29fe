"""Which flags a link carries, and the promise about links to check (docs/methods.md 1 and 6)."""

from datetime import date

import pytest

from chains.catalog import load_catalog
from chains.evidence.standing import Proof
from chains.gaps.assessment import Assessment, Flag, LinkKnowledge
from chains.model import Chain, Presence
from tests.builders import assess, make_chain, make_evidence, make_link

CHAINS = list(load_catalog().chains.values())


def flags(chain: Chain, link: str = "acid") -> tuple[Flag, ...]:
    return assess(chain).findings[link].flags


@pytest.mark.parametrize(
    ("presence", "expected"),
    [
        ("strong", ()),
        ("present", ()),
        ("weak", (Flag.GAP,)),
        ("planned", (Flag.PLANNED,)),
        ("missing", (Flag.GAP,)),
        ("unknown", (Flag.TO_CHECK,)),
    ],
)
def test_a_presence_carries_its_flag(presence: str, expected: tuple[Flag, ...]) -> None:
    assert flags(make_chain(acid=presence)) == expected


@pytest.mark.parametrize(
    ("presence", "expected"),
    [
        ("strong", (Flag.WANTED,)),
        ("present", (Flag.WANTED,)),
        ("weak", (Flag.GAP, Flag.WANTED)),
        ("planned", (Flag.WANTED, Flag.PLANNED)),
        ("missing", (Flag.GAP, Flag.WANTED)),
        ("unknown", (Flag.WANTED, Flag.TO_CHECK)),
    ],
)
def test_a_wanted_link_keeps_what_else_it_is_and_a_gap_comes_first(
    presence: str, expected: tuple[Flag, ...]
) -> None:
    assert flags(make_chain(wanted=["acid"], acid=presence)) == expected


def test_a_watched_link_may_be_wanted_too() -> None:
    chain = make_chain("ore>acid", wanted=["acid"], residents={"acid": ["甲厂"]})

    assert flags(chain) == (Flag.WANTED, Flag.WATCH)


def test_a_gap_that_only_directories_report_is_work_to_check() -> None:
    assert flags(make_chain(grades={"acid": "DD"}, acid="missing")) == (Flag.TO_CHECK,)


@pytest.mark.parametrize("presence", ["strong", "present", "planned"])
def test_what_is_neither_lacking_nor_wanted_nor_unknown_has_no_priority(presence: str) -> None:
    assert assess(make_chain(acid=presence)).findings["acid"].parts is None


def test_links_are_counted_by_what_is_believed_of_them() -> None:
    found: Assessment = assess(
        make_chain(grades={"gas": "D"}, ore="strong", acid="missing", gas="missing")
    )

    assert [found.count(p) for p in (Presence.STRONG, Presence.MISSING, Presence.UNKNOWN)] == [
        1,
        1,
        1,
    ]


def test_findings_come_in_the_order_of_the_file() -> None:
    found = assess(make_chain("ore>acid", gas="missing", acid="missing"))

    assert list(found.findings) == ["gas", "acid", "ore"]
    assert [f.link.id for f in found.flagged(Flag.GAP)] == ["gas", "acid"]


def test_an_assumption_about_a_link_that_is_not_there_changes_nothing() -> None:
    chain = make_chain("ore>acid", acid="missing")

    assert assess(chain, assume={"nope": Presence.PRESENT}).findings == assess(chain).findings


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.id)
def test_a_link_to_check_has_the_parts_it_would_have_if_it_were_missing(chain: Chain) -> None:
    for finding in assess(chain).flagged(Flag.TO_CHECK):
        supposed = assess(chain, assume={finding.link.id: Presence.MISSING})

        assert finding.parts == supposed.findings[finding.link.id].parts, finding.link.id


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.id)
def test_a_link_to_check_has_the_kind_it_would_have_if_it_were_missing(chain: Chain) -> None:
    for finding in assess(chain).flagged(Flag.TO_CHECK):
        supposed = assess(chain, assume={finding.link.id: Presence.MISSING})

        assert finding.kind == supposed.findings[finding.link.id].kind, finding.link.id


def test_a_finding_draws_the_first_of_its_flags_and_names_its_companies() -> None:
    chain = make_chain(
        wanted=["acid"], residents={"acid": ["甲厂", "乙厂"]}, acid="unknown", gas="present"
    )

    found = assess(chain).findings

    assert (found["acid"].flag, found["gas"].flag) == (Flag.WANTED, None)
    assert found["acid"].flags == (Flag.WANTED, Flag.TO_CHECK)
    assert (found["acid"].companies, found["gas"].companies) == (("甲厂", "乙厂"), ())
    assert found["acid"].presence is Presence.UNKNOWN


def test_an_assessment_counts_presences_and_lists_flags_in_file_order() -> None:
    found = assess(make_chain(gas="missing", acid="weak", film="missing", bag="strong"))

    assert [found.count(presence) for presence in (Presence.MISSING, Presence.WEAK)] == [2, 1]
    assert [f.link.id for f in found.flagged(Flag.GAP)] == ["gas", "acid", "film"]
    assert found.flagged(Flag.WANTED) == []


@pytest.mark.parametrize(
    ("residents", "flows", "watched"),
    [
        (["甲厂"], ["ore>acid"], True),
        (["甲厂"], ["ore>acid", "salt>gas"], True),  # on half of the paths
        (["甲厂"], ["ore>acid", "salt>gas", "tin>film"], False),
        (["甲厂", "乙厂"], ["ore>acid"], False),
        ([], ["ore>acid"], False),
    ],
)
def test_a_link_is_watched_that_one_company_holds_on_half_of_the_paths(
    residents: list[str], flows: list[str], *, watched: bool
) -> None:
    chain = make_chain(*flows, residents={"acid": residents})

    assert (flags(chain) == (Flag.WATCH,)) is watched


@pytest.mark.parametrize(
    ("presence", "sought"), [("strong", False), ("present", False), ("weak", True)]
)
def test_a_wanted_link_that_is_taken_to_be_here_is_no_longer_wanted(
    presence: str, *, sought: bool
) -> None:
    chain = make_chain(wanted=["acid"], acid="missing")

    found = assess(chain, assume={"acid": Presence(presence)}).findings["acid"]

    assert bool(found.flags) is sought


def test_what_is_checked_or_assumed_of_a_link_that_is_not_there_is_ignored() -> None:
    chain = make_chain(acid="missing")
    seen = assess(chain).findings["acid"].standing

    found = assess(chain, LinkKnowledge(checked={"nope": seen}), assume={"nope": Presence.STRONG})

    assert list(found.findings) == ["acid"]


def test_a_direction_without_evidence_wants_nothing() -> None:
    chain = make_chain(wanted=["acid"], grades={"acid": ""}, acid="unknown")

    assert flags(chain) == (Flag.TO_CHECK,)


@pytest.mark.parametrize(
    ("named_on", "expected"),
    [
        ("2021-12", Flag.WANTED),
        ("2021-11-30", Flag.WANTED),
        ("2021-11-29", Flag.WANTED_STALE),
        ("2018", Flag.WANTED_STALE),
        ("年份未显示", Flag.WANTED_STALE),
    ],
)
def test_a_direction_that_nothing_of_five_years_names_is_no_direction_of_today(
    named_on: str, expected: Flag
) -> None:
    evidence = [*make_evidence("A"), *make_evidence("B", named_on, "wanted")]
    link = make_link(gap_direction="引进", evidence=evidence)
    chain = make_chain(acid="present").model_copy(update={"links": (link,)})

    assert flags(chain) == (expected,)


def test_the_newest_source_that_names_a_direction_keeps_it() -> None:
    old, new = make_evidence("AB", "2018", "wanted")
    evidence = [old, new | {"as_of": "2024"}]
    link = make_link(presence="unknown", gap_direction="引进", evidence=evidence)
    chain = make_chain(acid="present").model_copy(update={"links": (link,)})

    assert flags(chain) == (Flag.WANTED, Flag.TO_CHECK)


def test_a_direction_only_a_directory_repeats_is_none_of_today() -> None:
    chain = make_chain(wanted=["acid"], grades={"acid": "D"}, acid="unknown")

    assert flags(chain) == (Flag.TO_CHECK, Flag.WANTED_STALE)


def test_what_was_named_long_ago_is_no_longer_sought_and_only_told() -> None:
    chain = make_chain("acid>film", "acid>bag", wanted=["film"], acid="missing", film="unknown")

    now = assess(chain)
    later = assess(chain, today=date(2031, 1, 1))

    assert (now.findings["acid"].unlock.links, later.findings["acid"].unlock.links) == (1, 0)
    assert now.findings["film"].proof is Proof.PROVEN
    assert later.findings["film"].proof is Proof.STATED
    assert (now.findings["film"].wanted_for, later.findings["film"].wanted_for) == ("引进", "")


def test_an_old_plan_counts_apart_and_stays_open_for_its_neighbours() -> None:
    chain = make_chain("ore>acid:1", acid="missing", ore="planned")

    fresh = assess(chain).findings
    old = assess(chain, today=date(2030, 1, 1)).findings

    assert (fresh["ore"].flags, old["ore"].flags) == ((Flag.PLANNED,), (Flag.STALE,))
    assert (fresh["acid"].density, old["acid"].density) == ((0.0, 0.0), (0.0, 1.0))
