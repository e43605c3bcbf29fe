"""The score: parts, intervals and their sum (docs/methods.md 8)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chains.gaps.assessment import Flag
from targets.model import ScoreWeights
from targets.scoring.links import Carry, LinkPart
from targets.scoring.score import (
    Findings,
    is_tied,
    part_points,
    relation_part,
    score_company,
    signal_part,
    total,
)
from targets.scoring.settings import load_score_settings
from targets.scoring.transfers import load_transfers
from tests.targets.builders import (
    TODAY,
    make_assignment,
    make_company,
    make_link_part,
    make_relation,
    make_signal,
    make_yardstick,
)

SETTINGS = load_score_settings()
WHOLE = (0.0, 1.0)
ends = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda pair: (min(pair), max(pair)))
all_parts = st.tuples(ends, ends, ends, ends, ends)
weights = st.builds(ScoreWeights, **dict.fromkeys(ScoreWeights.model_fields, st.floats(0, 100)))


def signal(*signals: tuple[str, int]) -> float:
    found = Findings(signals=tuple(make_signal(kind, days) for kind, days in signals))
    low, high = signal_part(found, SETTINGS, TODAY)
    assert low == high
    return low


def test_an_event_counts_half_after_each_half_life() -> None:
    assert [signal(("plant", days)) for days in (0, 180, 360)] == [1.0, 0.5, 0.25]


@pytest.mark.parametrize(
    ("kind", "base"),
    [
        ("plant", 1.0),
        ("permit", 0.9),
        ("capital", 0.6),
        ("branch", 0.4),
        ("statement", 0.3),
        ("registry", 0.4),
    ],
)
def test_each_kind_of_event_has_its_base(kind: str, base: float) -> None:
    assert signal((kind, 0)) == base


def test_the_strongest_event_counts_as_it_stands_today() -> None:
    assert signal(("plant", 360), ("capital", 0)) == 0.6


def test_an_event_of_a_day_to_come_counts_no_more_than_one_of_today() -> None:
    assert [signal(("capital", days)) for days in (-1, -180, -3600)] == [0.6, 0.6, 0.6]


def test_a_registry_change_alone_never_exceeds_its_limit() -> None:
    generous = SETTINGS.model_copy(update={"signals": {**SETTINGS.signals, "registry": 0.9}})

    part = signal_part(Findings(signals=(make_signal("registry"),)), generous, TODAY)

    assert part == (0.4, 0.4)


def test_no_event_is_unknown_until_somebody_looked() -> None:
    assert signal_part(Findings(), SETTINGS, TODAY) == WHOLE
    assert signal_part(Findings(signals_looked_on=TODAY), SETTINGS, TODAY) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("owner", 1.0), ("supplier", 1.0), ("paired", 0.7), ("townsman", 0.7), ("chamber", 0.4)],
)
def test_each_tie_has_its_value(kind: str, value: float) -> None:
    assert relation_part(Findings(relations=(make_relation(kind),)), SETTINGS) == (value, value)


def test_no_tie_is_unknown_until_somebody_looked() -> None:
    looked = Findings(relations=(make_relation("none_found", ""),))

    assert relation_part(Findings(), SETTINGS) == WHOLE
    assert relation_part(looked, SETTINGS) == (0.0, 0.0)
    assert relation_part(Findings(relations_looked_on=TODAY), SETTINGS) == (0.0, 0.0)


def test_taking_an_event_away_widens_the_score_and_does_not_lower_it_to_a_number() -> None:
    company = make_company("c1", make_assignment())
    known = Findings(signals=(make_signal(),), relations=(make_relation(),))
    without = Findings(relations=(make_relation(),))

    before, after = (
        total(score_company(company, make_yardstick(), f).parts.as_tuple(), SETTINGS.weights)
        for f in (known, without)
    )

    assert after[0] == pytest.approx(before[0] - 20)
    assert after[1] == before[1]


def test_the_link_with_the_highest_priority_leads() -> None:
    yardstick = make_yardstick(
        make_link_part("acid", chain=(0.2, 0.9)), make_link_part("salts", chain=(0.3, 0.4))
    )

    scored = score_company(
        make_company("c1", make_assignment("acid"), make_assignment("salts")), yardstick
    )

    assert (scored.best, scored.parts.chain) == (("fluorine", "salts"), (0.3, 0.9))


def test_a_link_that_waits_to_be_checked_may_turn_out_to_bring_nothing() -> None:
    scored = score_company(make_company("c1", make_assignment(state="to_check")), make_yardstick())

    assert (scored.best, scored.parts.chain) == (("fluorine", "acid"), (0.0, 0.7))


def test_a_rejected_link_brings_nothing_and_leads_nowhere() -> None:
    scored = score_company(make_company("c1", make_assignment(state="rejected")), make_yardstick())

    assert (scored.best, scored.parts.chain) == (None, WHOLE)


def test_a_link_that_may_be_no_gap_is_no_best_gap() -> None:
    yardstick = make_yardstick(make_link_part(flag=Flag.TO_CHECK, chain=(0.0, 0.6)))

    scored = score_company(make_company("c1", make_assignment()), yardstick)

    assert (scored.best, scored.parts.chain) == (None, (0.0, 0.6))


def test_a_link_that_is_strong_here_brings_nothing() -> None:
    yardstick = make_yardstick(make_link_part(flag=None, chain=(0.0, 0.0)))

    scored = score_company(make_company("c1", make_assignment()), yardstick)

    assert (scored.best, scored.parts.chain) == (None, (0.0, 0.0))


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("leads", "follows"),
    [
        # the higher low end
        ((make_link_part("salts", chain=(0.3, 0.3)), "stated"),
         (make_link_part("acid", chain=(0.2, 0.9)), "stated")),
        # then what is sought, though the other may bring more
        ((make_link_part("salts", Flag.WANTED, (0.0, 0.2)), "to_check"),
         (make_link_part("acid", Flag.TO_CHECK, (0.0, 0.9)), "confirmed")),
        # then what it is known to make
        ((make_link_part("salts", chain=(0.0, 0.2)), "confirmed"),
         (make_link_part("acid", chain=(0.4, 0.9)), "to_check")),
        # then the higher high end
        ((make_link_part("salts", chain=(0.1, 0.9)), "stated"),
         (make_link_part("acid", chain=(0.1, 0.8)), "confirmed")),
        # then the ids
        ((make_link_part("acid"), "stated"), (make_link_part("salts"), "stated")),
    ],
)  # fmt: skip
def test_which_link_leads_is_decided_by_one_thing_after_the_other(
    leads: tuple[LinkPart, str], follows: tuple[LinkPart, str], *, turned: bool
) -> None:
    both = [leads, follows][:: -1 if turned else 1]
    company = make_company("c1", *(make_assignment(p.link_id, state) for p, state in both))

    scored = score_company(company, make_yardstick(leads[0], follows[0]))

    assert scored.leading is not None
    assert scored.leading[0] == leads[0]


def test_a_transfer_of_a_chain_that_was_rejected_does_not_count() -> None:
    agreed = load_transfers()[0].model_copy(update={"chains": ("fluorine",)})
    yardstick = make_yardstick(transfers=[agreed])
    elsewhere = make_assignment("fabric", chain="textiles")

    parts = [
        score_company(
            make_company("c1", make_assignment(state=state), elsewhere, province="上海"), yardstick
        ).parts.transfer
        for state in ("stated", "confirmed", "to_check", "rejected")
    ]

    assert parts == [(1.0, 1.0), (1.0, 1.0), (1.0, 1.0), WHOLE]


def test_a_link_that_the_chains_no_longer_have_neither_counts_nor_leads() -> None:
    gone, here = make_assignment("gone"), make_assignment("acid")

    scored = score_company(make_company("c1", gone, here), make_yardstick())

    assert (scored.best, scored.parts.chain) == (("fluorine", "acid"), (0.5, 0.7))


def test_the_strongest_of_several_ties_counts() -> None:
    found = Findings(relations=(make_relation("chamber"), make_relation("paired")))

    assert relation_part(found, SETTINGS) == (0.7, 0.7)


def test_looked_and_none_is_no_tie() -> None:
    none = make_relation("none_found", "")

    assert [is_tied(Findings(relations=found)) for found in ((), (none,))] == [False, False]
    assert is_tied(Findings(relations=(none, make_relation("alumni"))))


def test_a_look_holds_for_as_many_days_as_the_settings_say() -> None:
    assert (TODAY - make_yardstick().fresh_since).days == SETTINGS.review_days


def test_the_plot_of_the_leading_link_counts() -> None:
    yardstick = make_yardstick(make_link_part(carry=Carry((0.4, 1.0), "YX-1", "一号地")))

    assert score_company(make_company("c1", make_assignment()), yardstick).parts.carry == (0.4, 1.0)


@pytest.mark.parametrize(("province", "part"), [("上海", (1.0, 1.0)), ("浙江", WHOLE)])
def test_only_a_sourced_agreement_counts_as_a_transfer(
    province: str, part: tuple[float, float]
) -> None:
    company = make_company("c1", make_assignment(), province=province, city="")

    scored = score_company(company, make_yardstick(transfers=load_transfers()))

    assert scored.parts.transfer == part


def test_moving_a_weight_changes_the_order() -> None:
    tied = ((0.2, 0.2), (1.0, 1.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0))
    fitting = ((0.9, 0.9), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0))

    assert total(tied, ScoreWeights()) > total(fitting, ScoreWeights())
    assert total(tied, ScoreWeights(relation=5)) < total(fitting, ScoreWeights(relation=5))


@given(all_parts, weights)
def test_the_points_of_the_parts_sum_to_the_score(
    parts: tuple[tuple[float, float], ...], moved: ScoreWeights
) -> None:
    points = part_points(parts, moved)
    low, high = total(parts, moved)

    assert low == pytest.approx(sum(p[0] for p in points))
    assert high == pytest.approx(sum(p[1] for p in points))
    assert 0 <= low <= high <= 100 + 1e-9


def test_with_every_weight_at_nothing_nobody_is_preferred() -> None:
    nothing = ScoreWeights(chain=0, relation=0, signal=0, transfer=0, carry=0)

    assert total(((1.0, 1.0),) * 5, nothing) == (0.0, 0.0)


def test_parts_that_are_not_five_are_a_mistake_and_not_a_smaller_score() -> None:
    with pytest.raises(ValueError, match="shorter"):
        total(((1.0, 1.0),) * 4, ScoreWeights())
