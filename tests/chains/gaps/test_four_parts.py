"""四维研判: each part read off the chain, with the links and sources behind it (methods 7)."""

import pytest

from chains.gaps.assessment import assess
from chains.gaps.four_parts import FourParts, analyse, sourced_directions
from chains.model import Chain, Direction
from chains.settings import load_settings
from tests.builders import make_chain

SETTINGS = load_settings()


def parts(chain: Chain) -> FourParts:
    return analyse(assess(chain), SETTINGS)


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

    assert strategy.text == "补链方向「acid」按延链招引:引进。"


@pytest.mark.parametrize(("basis", "shown"), [("source", 1), ("memory", 0), ("inference", 0)])
def test_only_directions_that_a_source_carries_are_shown(basis: str, shown: int) -> None:
    direction = Direction.model_validate(
        {"desk": "长三角", "why": "有厂", "sources": ["A0"], "basis": basis}
    )
    chain = make_chain(acid="present").model_copy(update={"target_directions": (direction,)})

    assert len(sourced_directions(assess(chain))) == shown
    assert len(parts(chain).strategies) == shown
