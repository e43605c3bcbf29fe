"""What filling a link is worth to a target."""

import pytest

from chains.gaps.assessment import Flag
from chains.gaps.priority import priority
from chains.settings import Weights
from targets.scoring.links import Carry, LinkParts, link_parts
from tests.builders import assess, make_chain


def parts(**presence: str) -> LinkParts:
    chain = make_chain("ore>acid:3", "acid>salts:3", chain="fluorine", states=presence)
    return link_parts([assess(chain)], Weights())


@pytest.mark.parametrize(
    ("presence", "flag", "sought"),
    [
        ("missing", Flag.GAP, True),
        ("weak", Flag.GAP, True),
        ("unknown", Flag.TO_CHECK, False),
        ("strong", None, False),
        ("planned", None, False),
    ],
)
def test_only_gaps_and_wanted_links_are_sought(
    presence: str, flag: Flag | None, *, sought: bool
) -> None:
    part = parts(acid=presence)["fluorine", "acid"]

    assert (part.flag, part.is_sought) == (flag, sought)


def test_a_wanted_link_is_sought_whatever_is_here() -> None:
    chain = make_chain("ore>acid:3", chain="fluorine", wanted=["acid"], acid="present")

    assert link_parts([assess(chain)], Weights())["fluorine", "acid"].flag is Flag.WANTED


def test_a_gap_is_worth_its_priority() -> None:
    chain = make_chain("ore>acid:3", chain="fluorine", acid="missing")
    finding = assess(chain).findings["acid"]
    assert finding.parts is not None

    part = link_parts([assess(chain)], Weights())["fluorine", "acid"]

    low, high = priority(finding.parts, Weights())
    assert part.chain == (low / 100, high / 100)
    assert 0 <= low <= high <= 100


def test_a_link_to_be_checked_may_turn_out_to_be_worth_nothing() -> None:
    low, high = parts(acid="unknown")["fluorine", "acid"].chain

    assert (low, high > 0) == (0.0, True)


def test_without_real_plots_nobody_knows_what_carries_a_link() -> None:
    assert parts(acid="missing")["fluorine", "acid"].carry == Carry((0.0, 1.0))


def test_a_link_that_is_nothing_to_us_is_worth_nothing_whatever_would_carry_it() -> None:
    chain = assess(make_chain("ore>acid:3", chain="fluorine", acid="present"))

    part = link_parts([chain], Weights(), {("fluorine", "acid"): Carry((1.0, 1.0))})[
        "fluorine", "acid"
    ]

    assert (part.flag, part.chain, part.is_sought) == (None, (0.0, 0.0), False)
    assert part.carry.share == (1.0, 1.0)


def test_links_come_in_the_order_of_the_chains_and_of_their_files() -> None:
    chains = [make_chain("yarn>coat", chain="wool"), make_chain("thread>scarf", chain="silk")]

    found = link_parts([assess(chain) for chain in chains], Weights())

    assert list(found) == [
        ("wool", "yarn"),
        ("wool", "coat"),
        ("silk", "thread"),
        ("silk", "scarf"),
    ]
    part = found["silk", "scarf"]
    assert (part.chain_name, part.link_name, part.presence.value) == ("silk", "scarf", "present")


def test_a_link_that_is_wanted_and_to_be_checked_counts_as_wanted() -> None:
    chain = make_chain("ore>acid:3", chain="fluorine", wanted=["acid"], acid="unknown")

    part = link_parts([assess(chain)], Weights())["fluorine", "acid"]

    assert part.flag is Flag.WANTED
    assert part.chain[0] > 0
