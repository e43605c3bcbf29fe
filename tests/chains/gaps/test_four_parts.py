"""四维研判: each part read off the chain, with the links and sources behind it (methods 7)."""

from datetime import date

import pytest

from chains.evidence.standing import checked
from chains.gaps.assessment import LinkKnowledge
from chains.gaps.four_parts import FourParts, analyse, sourced_directions
from chains.gaps.ranking import rank_city
from chains.model import Chain, Direction, Presence
from chains.settings import load_settings
from tests.builders import assess, make_chain, make_link

SETTINGS = load_settings()


def parts(chain: Chain) -> FourParts:
    found = assess(chain)
    return analyse(found, rank_city([found], SETTINGS))


def test_a_strong_link_is_a_strength_with_its_source() -> None:
    [strength] = parts(make_chain(ore="present", acid="strong")).strengths

    assert (strength.links, strength.sources) == (("acid",), ("A0",))


def test_a_strong_link_that_only_directories_praise_is_no_strength() -> None:
    [strength] = parts(make_chain(grades={"acid": "D"}, acid="strong")).strengths

    assert strength.links == ()


@pytest.mark.parametrize("lacking", ["weak", "missing"])
def test_a_lacking_link_that_a_local_customer_cannot_do_without_is_a_shortfall(
    lacking: str,
) -> None:
    [shortfall] = parts(make_chain("acid>gas:3", acid=lacking)).shortfalls

    assert shortfall.links == ("acid", "gas")


@pytest.mark.parametrize(
    ("flow", "presence"),
    [
        ("acid>gas:2", {"acid": "missing"}),
        ("gas>acid:3", {"acid": "missing"}),
        ("acid>gas:3", {"acid": "missing", "gas": "planned"}),
        ("acid>gas:3", {"acid": "missing", "gas": "unknown"}),
        ("acid>gas:3", {"acid": "unknown"}),
        ("acid>gas:3", {"acid": "planned"}),
    ],
)
def test_what_no_local_customer_needs_or_nobody_proved_is_no_shortfall(
    flow: str, presence: dict[str, str]
) -> None:
    [shortfall] = parts(make_chain(flow, states=presence)).shortfalls

    assert shortfall.links == ()


def test_where_nothing_is_proven_the_unknown_links_are_counted() -> None:
    [shortfall] = parts(make_chain(acid="unknown", gas="unknown")).shortfalls

    assert "2 个环节未核实" in shortfall.text
    assert shortfall.looked_at == ("acid", "gas")


def test_a_gap_with_half_its_neighbourhood_here_is_an_opening() -> None:
    openings = parts(make_chain("ore>acid:1", "acid>gas:1", acid="missing", gas="planned")).openings

    assert [o.links for o in openings] == [("acid",)]
    assert "上下游已有 50%" in openings[0].text
    assert openings[0].text.endswith("属延链。")


def test_a_gap_whose_neighbourhood_is_mostly_unknown_is_no_opening_yet() -> None:
    [opening] = parts(
        make_chain("ore>acid:1", "acid>gas:2", acid="missing", gas="unknown")
    ).openings

    assert opening.links == ()


def test_a_wanted_link_already_here_is_no_opening() -> None:
    [opening] = parts(make_chain("ore>acid", wanted=["acid"])).openings

    assert opening.links == ()


def test_the_strategy_says_kind_and_direction() -> None:
    [strategy] = parts(make_chain("ore>acid", wanted=["acid"], acid="unknown")).strategies

    assert strategy.text == "补链方向「acid」按延链招引：引进。"


@pytest.mark.parametrize(("basis", "shown"), [("source", 1), ("memory", 0), ("inference", 0)])
def test_only_directions_that_a_source_carries_are_shown(basis: str, shown: int) -> None:
    direction = Direction.model_validate(
        {"desk": "长三角", "why": "有厂", "sources": ["A0"], "basis": basis}
    )
    chain = make_chain(acid="present").model_copy(update={"target_directions": (direction,)})

    assert len(sourced_directions(assess(chain))) == shown
    assert len(parts(chain).strategies) == shown


def test_a_direction_cites_its_sources_and_names_its_desk() -> None:
    direction = Direction.model_validate({"desk": "长三角", "why": "有厂", "sources": ["A0", "B1"]})
    chain = make_chain(acid="present").model_copy(update={"target_directions": (direction,)})

    [said] = parts(chain).strategies

    assert (said.sources, said.links) == (("A0", "B1"), ())
    assert said.text.startswith("长三角")


def test_a_strength_says_what_the_best_and_then_the_latest_evidence_says() -> None:
    evidence = [
        {"source": "B0", "proves": "strong", "says": "全省第九", "as_of": "2026"},
        {"source": "A0", "proves": "strong", "says": "全省第三", "as_of": "2021"},
        {"source": "A1", "proves": "strong", "says": "全省第二", "as_of": "2024"},
    ]
    link = make_link(presence="strong", evidence=evidence)
    chain = make_chain(acid="strong").model_copy(update={"links": (link,)})

    [strength] = parts(chain).strengths

    assert (strength.sources, strength.links) == (("A1",), ("acid",))
    assert "全省第二" in strength.text
    assert "2024" in strength.text


def test_a_strength_says_where_its_companies_are() -> None:
    chain = make_chain(
        residents={"acid": ["甲厂", "乙厂", "丙厂"]},
        counties={"甲厂": "建宁县", "乙厂": "泰宁县"},
        acid="strong",
    )

    [strength] = parts(chain).strengths

    assert strength.text.startswith("acid（3 家，在建宁县、泰宁县，1 家县未见）：")


def test_a_strength_that_the_office_found_cites_no_public_source() -> None:
    seen = checked(Presence.STRONG, by="王", on=date(2026, 1, 2))
    found = assess(make_chain(acid="unknown"), LinkKnowledge(checked={"acid": seen}))

    [strength] = analyse(found, rank_city([found], SETTINGS)).strengths

    assert (strength.links, strength.sources) == (("acid",), ())
    assert "王 于 2026-01-02 核实" in strength.text


def test_where_nothing_is_strong_all_that_is_here_was_looked_at() -> None:
    [strength] = parts(make_chain(ore="present", gas="weak", acid="missing")).strengths

    assert (strength.links, strength.looked_at) == ((), ("ore",))


def test_five_strategies_are_told_gaps_before_wanted_links() -> None:
    states = dict.fromkeys(["g1", "g2", "g3", "g4"], "missing") | {"w1": "planned", "w2": "planned"}
    chain = make_chain(wanted=["w1", "w2"], states=states)

    told = parts(chain).strategies

    assert [said.links[0] for said in told] == ["g1", "g2", "g3", "g4", "w1"]
    assert [said.text.partition("「")[0] for said in told] == ["缺口"] * 4 + ["补链方向"]


def test_a_shortfall_and_an_opening_that_were_not_found_say_what_was_looked_at() -> None:
    found = parts(make_chain("ore>acid:1", ore="unknown", acid="missing", gas="unknown"))

    assert found.shortfalls[0].looked_at == ("acid", "ore", "gas")
    assert found.openings[0].looked_at == ("acid",)


def test_where_nothing_is_sought_the_openings_count_the_links_to_check() -> None:
    [opening] = parts(make_chain("ore>acid:1", ore="present", acid="unknown")).openings

    assert opening.text == "没有缺口或补链方向；还有 1 个环节未核实，先核实它们。"
    assert opening.looked_at == ("acid",)


def test_where_nothing_is_here_every_link_was_looked_at_for_strengths() -> None:
    [strength] = parts(make_chain(ore="unknown", acid="missing")).strengths

    assert strength.looked_at == ("ore", "acid")
