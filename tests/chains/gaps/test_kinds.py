"""The table of kinds, row by row (docs/methods.md 2)."""

import pytest

from chains.gaps.assessment import Finding
from tests.builders import assess, make_chain, make_finding

KINDS = ["补链（断点）", "补链（缺配套）", "延链", "建链"]


def between(presence: str, before: str, after: str, *, wanted: bool = False) -> Finding:
    chain = make_chain(
        "ore>acid",
        "acid>gas",
        wanted=["acid"] if wanted else [],
        ore=before,
        acid=presence,
        gas=after,
    )
    return assess(chain).findings["acid"]


def kind(finding: Finding) -> str:
    assert finding.kind is not None
    return finding.kind.text


ROWS = [
    ("present", "present", "补链（断点）"),
    ("missing", "present", "补链（缺配套）"),
    ("present", "missing", "延链"),
    ("missing", "missing", "建链"),
    ("weak", "strong", "补链（断点）"),
    ("planned", "weak", "补链（缺配套）"),
    ("strong", "planned", "延链"),
    ("planned", "planned", "建链"),
    ("unknown", "present", "补链（断点）或补链（缺配套），上游未核实"),
    ("unknown", "missing", "延链或建链，上游未核实"),
    ("present", "unknown", "补链（断点）或延链，下游未核实"),
    ("missing", "unknown", "补链（缺配套）或建链，下游未核实"),
    ("unknown", "unknown", "补链（断点）或补链（缺配套）或延链或建链，上游、下游未核实"),
]


@pytest.mark.parametrize(("before", "after", "expected"), ROWS)
def test_a_missing_link_is_named_after_its_neighbours(
    before: str, after: str, expected: str
) -> None:
    assert kind(between("missing", before, after)) == expected


@pytest.mark.parametrize("presence", ["planned", "unknown"])
@pytest.mark.parametrize(("before", "after", "expected"), ROWS)
def test_a_wanted_link_not_yet_here_is_named_like_a_missing_one(
    presence: str, before: str, after: str, expected: str
) -> None:
    assert kind(between(presence, before, after, wanted=True)) == expected


@pytest.mark.parametrize(("before", "after", "_"), ROWS)
def test_a_weak_link_is_to_be_strengthened_whatever_is_around(
    before: str, after: str, _: str
) -> None:
    assert kind(between("weak", before, after)) == "强链"


@pytest.mark.parametrize("presence", ["strong", "present"])
def test_a_wanted_link_already_here_is_to_be_strengthened(presence: str) -> None:
    assert kind(between(presence, "missing", "missing", wanted=True)) == "强链"


@pytest.mark.parametrize("presence", ["strong", "present", "planned"])
def test_a_link_that_nobody_wants_and_nobody_lacks_has_no_kind(presence: str) -> None:
    assert between(presence, "present", "present").kind is None


def test_a_known_neighbour_settles_a_side_that_an_unknown_one_left_open() -> None:
    finding = make_finding(
        "acid", "ore>acid", "salt>acid", "acid>gas", acid="missing", ore="unknown"
    )

    assert kind(finding) == "补链（断点）"


def test_a_link_without_neighbours_would_found_a_chain() -> None:
    assert kind(make_finding("acid", acid="missing")) == "建链"


def test_a_loop_counts_as_an_input() -> None:
    finding = make_finding("acid", "acid>gas", "gas>acid:1 loop", acid="missing")

    assert kind(finding) == "补链（断点）"


def test_an_unknown_link_has_the_kind_it_would_have_if_missing() -> None:
    assert kind(between("unknown", "present", "missing")) == "延链"


def held(residents: list[str], *extra_flows: str) -> Finding:
    chain = make_chain("ore>acid", "acid>gas", *extra_flows, residents={"acid": residents})
    return assess(chain).findings["acid"]


def test_a_link_that_half_the_paths_need_and_one_company_holds_is_watched() -> None:
    assert kind(held(["甲厂"], "ore>gas")) == "稳链"


@pytest.mark.parametrize("residents", [[], ["甲厂", "乙厂"]])
def test_a_link_of_no_or_several_companies_is_not_watched(residents: list[str]) -> None:
    assert held(residents).kind is None


def test_a_link_that_less_than_half_the_paths_need_is_not_watched() -> None:
    assert held(["甲厂"], "ore>gas", "ore>salt").kind is None


def test_every_kind_of_the_table_is_tried() -> None:
    assert {expected for *_, expected in ROWS} >= set(KINDS)
