"""The priority as a row of parts, its interval, and how sure a place is (docs/methods.md 6)."""

from datetime import date

import pytest

from chains.gaps.assessment import LinkKnowledge, greatest_elsewhere
from chains.gaps.priority import Parts, TieBreak, holds_among_first, places, priority
from chains.settings import Settings, Stability, Weights, load_settings
from tests.builders import assess, assess_city, make_chain, make_finding

WEIGHTS = Weights()


def parts(density: float = 0, broken: float = 0, unlock: float = 0, policy: float = 0) -> Parts:
    known = [(part, part) for part in (density, broken, unlock, policy)]
    return Parts(known[0], known[1], known[2], known[3])


def tie(link: str, grade: str = "A", newness: int = 0) -> tuple[str, int, str, str]:
    return (grade, newness, "textiles", link)


def placed(rows: list[Parts], ties: list[TieBreak]) -> list[int]:
    return places(rows, WEIGHTS, ties, [()] * len(rows))


def held_first(rows: list[Parts], ties: list[TieBreak], rule: Stability) -> list[float]:
    return holds_among_first(rows, WEIGHTS, ties, [()] * len(rows), rule)


def test_the_shipped_weights_are_those_of_the_methods() -> None:
    settings: Settings = load_settings()

    assert settings.weights.as_tuple() == (0.30, 0.25, 0.20, 0.15)
    assert (settings.stability.draws, settings.stability.variation) == (500, 0.20)


def test_a_priority_adds_its_weighted_parts_up() -> None:
    # 30·0.5 + 25·0.4 + 20·1 + 15·1 = 60, of 90
    found = priority(parts(0.5, 0.4, 1.0, 1.0), WEIGHTS)

    assert found == pytest.approx((60 / 0.9, 60 / 0.9))


def test_only_the_ratio_of_the_weights_matters() -> None:
    doubled = Weights(density=0.6, broken_paths=0.5, unlock=0.4, policy=0.3)

    assert priority(parts(0.5, 0.4), doubled) == pytest.approx(priority(parts(0.5, 0.4), WEIGHTS))


def test_no_weight_at_all_prefers_nothing() -> None:
    nothing = Weights(density=0, broken_paths=0, unlock=0, policy=0)

    assert priority(parts(1, 1, 1, 1), nothing) == (0.0, 0.0)


def test_the_low_end_decides_the_place() -> None:
    rows = [parts(0.2), parts(0.9), parts(0.5)]

    assert placed(rows, [tie("a"), tie("b"), tie("c")]) == [3, 1, 2]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (tie("z", grade="A"), tie("a", grade="B")),
        (tie("z", newness=-738_000), tie("a", newness=-737_000)),
        (tie("a"), tie("b")),
    ],
)
def test_equals_stand_by_grade_then_newness_then_id(
    first: tuple[str, int, str, str], second: tuple[str, int, str, str]
) -> None:
    assert placed([parts(0.5), parts(0.5)], [second, first]) == [2, 1]


def test_a_row_ahead_in_every_part_holds_its_place_in_every_draw() -> None:
    rows = [parts(0.9, 0.9, 0.9, 1), parts(0.1, 0.1, 0.1)]
    rule = Stability(first=1, draws=50)

    assert held_first(rows, [tie("a"), tie("b")], rule) == [1.0, 0.0]


def test_two_rows_that_lead_in_different_parts_share_the_draws() -> None:
    # 0.30·0.5 against 0.25·0.6: equal at the written weights, decided by each draw
    rows = [parts(density=0.5), parts(broken=0.6)]
    rule = Stability(first=1, draws=400)

    one, other = held_first(rows, [tie("a"), tie("b")], rule)

    assert one + other == pytest.approx(1)
    assert 0.3 < one < 0.7


@pytest.mark.parametrize(
    ("ratio", "least", "most"),
    [
        # equal at the written weights times `ratio`: chance of f₂/f₁ > ratio, f in 0.8 to 1.2
        (1.35, 0.02, 0.05),  # 0.0333; one weight has to fall and the other to rise
        (1 / 1.35, 0.95, 0.98),  # 0.9667
        (1.1, 0.23, 0.33),  # 0.28
        (1.55, 0.0, 0.0),  # beyond 1.2 / 0.8
        (1 / 1.55, 1.0, 1.0),
    ],
)
def test_each_weight_is_shaken_up_and_down_by_itself(
    ratio: float, least: float, most: float
) -> None:
    rows = [parts(density=0.5), parts(broken=0.6 / ratio)]

    _, ahead = held_first(rows, [tie("a"), tie("b")], Stability(first=1, draws=2000))

    assert least <= ahead <= most


@pytest.mark.parametrize("part", ["density", "broken_paths", "unlock", "policy"])
def test_the_weight_of_every_part_is_shaken(part: str) -> None:
    # both rows hang on two parts alone, which are equal at the written weights
    other = "density" if part != "density" else "policy"
    weight = {name: getattr(WEIGHTS, name) for name in (part, other)}
    nothing = dict.fromkeys(WEIGHTS.model_fields_set or type(WEIGHTS).model_fields, (0.0, 0.0))
    rows = [Parts(**nothing | {name: (0.1 / weight[name], 1.0)}) for name in (part, other)]

    held = held_first(rows, [tie("a"), tie("b")], Stability(first=1, draws=400))

    assert held == [pytest.approx(0.5, abs=0.1), pytest.approx(0.5, abs=0.1)]


def test_equal_rows_hold_their_places_in_every_draw_as_their_ties_decide() -> None:
    ties = [tie("a", grade="C"), tie("b", grade="A"), tie("c", grade="B")]

    held = [
        held_first([parts(0.5)] * 3, ties, Stability(first=first, draws=20)) for first in (1, 2)
    ]

    assert held == [[0.0, 1.0, 0.0], [0.0, 1.0, 1.0]]


def test_a_place_is_held_by_the_low_end_whatever_else_may_be() -> None:
    rows = [Parts(*[(0.2, 1.0)] * 4), Parts(*[(0.3, 0.3)] * 4)]

    held = held_first(rows, [tie("a"), tie("b")], Stability(first=1, draws=20))

    assert held == [0.0, 1.0]


def test_draws_repeat_for_a_seed_and_differ_for_another() -> None:
    rows, ties = [parts(density=0.5), parts(broken=0.6)], [tie("a"), tie("b")]
    first, again, other = (
        held_first(rows, ties, Stability(first=1, draws=200, seed=seed)) for seed in (1, 1, 2)
    )

    assert first == again
    assert first != other


def test_a_short_list_holds_all_its_places() -> None:
    assert held_first([parts()], [tie("a")], Stability(first=5)) == [1.0]


def test_nothing_to_rank_holds_nothing() -> None:
    assert held_first([], [], Stability()) == []


def test_the_parts_of_a_missing_link_can_be_reckoned_on_paper() -> None:
    # ore>acid>gas is the only path; acid deals with ore (2, here) and gas (1, unknown); of four
    # ends of flows one is here, two may be; filling it unlocks nothing that is sought.
    found = make_finding("acid", "ore>acid:2", "acid>gas:1", acid="missing", gas="unknown").parts

    assert found == Parts((2.75 / 6, 4.5 / 6), (1.0, 1.0), (0.0, 0.0), (0.0, 0.0))


def test_unlock_is_measured_against_the_greatest_of_the_city() -> None:
    # acid opens ore (1) and gas (2/3); ore opens acid 1/3; gas opens acid 2/3
    chain = make_chain(
        "ore>acid", "acid>gas:2", "gas>film", ore="missing", acid="missing", gas="missing"
    )

    alone, beside = (
        [f.parts.unlock[0] for f in assess(chain, elsewhere=most).findings.values() if f.parts]
        for most in (0.0, 10 / 3)
    )

    assert alone == pytest.approx([0.2, 1.0, 0.4])
    assert beside == pytest.approx([0.1, 0.5, 0.2])


def test_one_chain_of_the_city_is_measured_against_the_others() -> None:
    small = make_chain("ore>acid:1", "salt>acid:3", chain="small", ore="missing", acid="missing")
    great = make_chain("wool>yarn", chain="great", wool="missing", yarn="missing")

    city = assess_city([small, great])

    found = city["small"].findings["ore"]
    assert found.parts is not None
    assert found.parts.unlock == (0.25, 0.25)
    assert assess(small, elsewhere=greatest_elsewhere(city, "small")).findings["ore"] == found


def test_a_link_without_neighbours_leaves_its_density_open() -> None:
    found = make_finding("acid", acid="missing").parts

    assert found is not None
    assert found.density == (0.0, 1.0)


def test_whether_what_was_named_long_ago_is_still_asked_for_nobody_knows() -> None:
    found = assess(make_chain(wanted=["acid"], acid="missing"), today=date(2031, 1, 1))
    parts = found.findings["acid"].parts

    assert parts is not None
    assert parts.policy == (0, 1)


@pytest.mark.parametrize(("grades", "policy"), [("A", (1, 1)), ("C", (1, 1)), ("D", (0, 1))])
def test_a_direction_counts_as_named_unless_only_a_directory_repeats_it(
    grades: str, policy: tuple[int, int]
) -> None:
    chain = make_chain(wanted=["acid"], grades={"acid": grades}, acid="unknown")

    found = assess(chain).findings["acid"].parts

    assert found is not None
    assert found.policy == policy


def test_a_recorded_need_is_told() -> None:
    found = assess(make_chain(acid="missing"), LinkKnowledge(urgency={"acid": 0.5})).findings[
        "acid"
    ]

    assert found.urgency == 0.5


def test_a_difference_below_a_billionth_of_a_point_is_none() -> None:
    # 30 points times the difference of the densities: 3e-10 and 3e-8
    ties = [tie("a"), tie("b")]

    assert placed([parts(0.5), parts(0.5 + 1e-11)], ties) == [1, 2]
    assert placed([parts(0.5), parts(0.5 + 1e-9)], ties) == [2, 1]


@pytest.mark.parametrize(("flows", "share"), [(["ore>acid"], 0.0), (["ore>acid", "acid>gas"], 1.0)])
def test_what_opens_nothing_has_no_share_of_what_is_opened(flows: list[str], share: float) -> None:
    chain = make_chain(*flows, states={"acid": "missing", "gas": "missing"})

    found = assess(chain).findings["acid"].parts

    assert found is not None
    assert found.unlock == (share, share)


def test_an_unknown_link_is_measured_as_if_it_were_missing() -> None:
    # as a gap itself, acid could be opened by gas: 1 of 1; gas by acid: 1 of 1
    chain = make_chain("acid>gas", acid="unknown", gas="missing")

    found = {i: f.parts for i, f in assess(chain).findings.items()}

    assert found["acid"] is not None
    assert found["acid"].unlock == (1.0, 1.0)
    assert found["gas"] is not None
    assert found["gas"].unlock == (0.0, 0.0)  # acid is no gap yet, so gas opens nothing
