"""Density, broken paths and unlock on examples small enough to reckon on paper (methods 3 to 5)."""

import networkx as nx
import pytest

from chains.gaps.measures import path_shares
from tests.builders import assess, make_chain, make_finding

GRID = 30


def test_density_weighs_every_neighbour_on_either_side() -> None:
    # (3·1 + 2·0 + 1·½) / (3 + 2 + 1)
    finding = make_finding(
        "acid",
        "ore>acid:3",
        "salt>acid:2",
        "acid>gas:1",
        acid="missing",
        salt="missing",
        gas="weak",
    )

    assert finding.density == pytest.approx((3.5 / 6, 3.5 / 6))


def test_an_unknown_neighbour_counts_nothing_at_the_low_end_and_all_at_the_high() -> None:
    finding = make_finding("acid", "ore>acid:3", "acid>gas:2", acid="missing", gas="unknown")

    assert finding.density == (3 / 5, 1.0)


def test_a_planned_neighbour_is_not_here() -> None:
    assert make_finding("acid", "ore>acid", acid="missing", ore="planned").density == (0.0, 0.0)


def test_a_link_with_no_neighbour_has_no_density() -> None:
    assert make_finding("acid", "ore>gas", acid="missing").density is None


def test_a_loop_belongs_to_the_neighbourhood() -> None:
    # gas buys acid (3) and returns it (1): both flows are dealings with gas
    finding = make_finding(
        "acid", "ore>acid:2", "acid>gas:3", "gas>acid:1 loop", ore="missing", acid="missing"
    )

    assert finding.density == (4 / 6, 4 / 6)


def test_a_links_own_presence_does_not_change_its_density() -> None:
    lows = {make_finding("acid", "ore>acid", acid=p).density for p in ("missing", "strong")}

    assert lows == {(1.0, 1.0)}


def paths(*flows: str) -> dict[str, tuple[int, int]]:
    findings = assess(make_chain(*flows)).findings
    return {i: (f.paths.through, f.paths.total) for i, f in findings.items()}


def test_the_arms_of_a_diamond_carry_half_its_paths() -> None:
    found = paths("ore>acid", "ore>salt", "acid>gas", "salt>gas")

    assert found == {"ore": (2, 2), "acid": (1, 2), "salt": (1, 2), "gas": (2, 2)}


def test_paths_multiply_where_diamonds_follow_each_other() -> None:
    found = paths(
        "ore>acid",
        "ore>salt",
        "acid>gas",
        "salt>gas",
        "gas>film",
        "gas>fibre",
        "film>bag",
        "fibre>bag",
    )

    assert (found["gas"], found["film"]) == ((4, 4), (2, 4))


def test_separate_parts_of_a_chain_share_one_total() -> None:
    found = paths("ore>acid", "wool>yarn", "wool>felt")

    assert (found["ore"], found["wool"]) == ((1, 3), (2, 3))


def test_a_link_without_flows_is_on_no_path_of_those_there_are() -> None:
    chain = make_chain("ore>acid", park="present")

    found = assess(chain).findings["park"].paths

    assert (found.through, found.total, found.share) == (0, 1, 0.0)


def test_a_chain_without_flows_has_no_paths() -> None:
    found = make_finding("park", park="present").paths

    assert (found.through, found.total, found.share) == (0, 0, 0.0)


def test_loops_make_no_paths() -> None:
    found = paths("ore>acid", "acid>gas", "gas>ore:3 loop")

    assert found == {"ore": (1, 1), "acid": (1, 1), "gas": (1, 1)}


def test_a_grid_with_more_paths_than_can_be_listed_is_counted_exactly() -> None:
    layers: nx.DiGraph[str] = nx.DiGraph(
        (f"{a}.{layer}", f"{b}.{layer + 1}")
        for layer in range(GRID - 1)
        for a in range(10)
        for b in range(10)
    )

    shares = path_shares(layers)

    assert shares["0.0"].total == 10**GRID
    assert shares["3.7"].through == 10 ** (GRID - 1)


def test_filling_a_link_adds_its_weight_to_every_sought_neighbour() -> None:
    # acid is all that ore (missing) sells to: +1; 2 of the 3 that gas (wanted) deals with: +2/3
    chain = make_chain(
        "ore>acid:1",
        "acid>gas:2",
        "gas>film:1",
        wanted=["gas"],
        ore="missing",
        acid="missing",
        gas="planned",
    )

    unlock = assess(chain).findings["acid"].unlock

    assert unlock.gain == pytest.approx(1 + 2 / 3)
    assert unlock.links == 2


def test_filling_a_weak_link_raises_it_only_by_half() -> None:
    finding = make_finding("acid", "ore>acid:2", acid="weak", ore="missing")

    assert (finding.unlock.gain, finding.unlock.links) == (0.5, 1)


@pytest.mark.parametrize("presence", ["planned", "unknown", "missing"])
def test_filling_a_link_that_is_not_here_raises_it_from_nothing(presence: str) -> None:
    assert make_finding("acid", "ore>acid:2", acid=presence, ore="missing").unlock.gain == 1.0


@pytest.mark.parametrize("presence", ["present", "strong"])
def test_a_link_already_here_unlocks_nothing(presence: str) -> None:
    unlock = make_finding("acid", "ore>acid:2", acid=presence, ore="missing").unlock

    assert (unlock.gain, unlock.links) == (0.0, 0)


@pytest.mark.parametrize("presence", ["unknown", "planned", "present"])
def test_only_gaps_and_wanted_links_can_be_unlocked(presence: str) -> None:
    assert make_finding("acid", "ore>acid", acid="missing", ore=presence).unlock.gain == 0.0
