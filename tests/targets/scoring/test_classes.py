"""Classes of targets: what comes first, what is a tie, what one check could bring."""

import pytest

from chains.evidence.standing import Proof
from chains.gaps.assessment import Flag
from targets.model import Assignment, LinkState
from targets.scoring.classes import (
    NO_CLASS,
    UNCLASSED,
    Fills,
    Known,
    Making,
    SharedRank,
    TargetClass,
    known_of,
    shared_ranks,
)
from targets.scoring.links import Carry, LinkPart
from targets.scoring.score import Findings, score_company
from tests.targets.builders import (
    TODAY,
    make_assignment,
    make_company,
    make_link_part,
    make_relation,
    make_signal,
    make_yardstick,
)

LOOKED_IN_VAIN = Findings(signals_looked_on=TODAY, relations_looked_on=TODAY)


def gap(link: str, proof: Proof) -> LinkPart:
    part = make_link_part(link)
    return LinkPart(*part.key, "氟新材料", link, Flag.GAP, part.chain, proof=proof)


def standing_of(
    *assignments: Assignment, parts: tuple[LinkPart, ...] = (), known: Findings | None = None
) -> TargetClass:
    company = make_company("c1", *assignments)
    return score_company(company, make_yardstick(*parts), known or Findings()).standing


def test_what_is_filled_weighs_more_than_how_well_that_is_known() -> None:
    proven, told = gap("a", Proof.PROVEN), gap("b", Proof.STATED)
    wanted = make_link_part("c", Flag.WANTED)
    to_check, none = make_link_part("d", Flag.TO_CHECK), make_link_part("e", None)
    parts = (proven, told, wanted, to_check, none)

    classes = [
        standing_of(make_assignment("a", "to_check"), parts=parts),
        standing_of(make_assignment("b"), parts=parts, known=LOOKED_IN_VAIN),
        standing_of(make_assignment("c"), parts=parts),
        standing_of(make_assignment("d"), parts=parts),
        standing_of(make_assignment("e"), parts=parts),
    ]

    assert [one.fills for one in classes] == list(Fills)
    assert classes == sorted(classes)


def test_a_gap_told_of_differently_is_no_proven_one() -> None:
    assert standing_of(parts=(gap("acid", Proof.CONTESTED),)).fills is Fills.TOLD_GAP


@pytest.mark.parametrize(
    ("state", "basis", "making"),
    [
        ("confirmed", "keyword", Making.NAMED),
        ("stated", "products", Making.NAMED),
        ("dated", "products", Making.DATED),
        ("stated", "segment", Making.SEGMENT),
        ("dated", "segment", Making.SEGMENT),
        ("to_check", "products", Making.GUESSED),
        ("to_check", "keyword", Making.GUESSED),
        ("stated", "memory", Making.GUESSED),
    ],
)
def test_a_named_product_counts_more_than_a_segment_and_this_more_than_a_code(
    state: str, basis: str, making: Making
) -> None:
    assert standing_of(make_assignment("acid", state, basis=basis)).making is making


def test_a_tie_comes_before_not_knowing_and_this_before_having_looked_in_vain() -> None:
    tied = standing_of(known=Findings(relations=(make_relation(),)))
    unknown = standing_of()
    in_vain = standing_of(known=Findings(relations_looked_on=TODAY))

    assert [one.relation for one in (tied, unknown, in_vain)] == list(Known)
    assert tied < unknown < in_vain


def test_a_tie_weighs_more_than_an_event() -> None:
    tied = standing_of(known=Findings(relations=(make_relation(),), signals_looked_on=TODAY))
    moved = standing_of(known=Findings(signals=(make_signal(),)))

    assert tied < moved


def test_a_plot_is_known_only_where_every_need_is_answered() -> None:
    def carry(low: float, high: float) -> Known:
        part = make_link_part(carry=Carry((low, high), "p1", "某地块"))
        return standing_of(parts=(part,)).carry

    assert (carry(1, 1), carry(0.08, 1), carry(0, 0)) == tuple(Known)


def test_a_company_has_the_class_of_its_best_link_and_that_link_leads() -> None:
    parts = (gap("weak", Proof.STATED), make_link_part("strong", None, (0.9, 0.9)))
    company = make_company("c1", make_assignment("strong"), make_assignment("weak", "to_check"))

    scored = score_company(company, make_yardstick(*parts))

    assert scored.leading is not None
    assert scored.leading[0].link_id == "weak"
    assert scored.standing == TargetClass(Fills.TOLD_GAP, Making.GUESSED)
    assert score_company(make_company(assignments=()), make_yardstick()).standing == NO_CLASS


def test_a_code_says_the_class_and_orders_as_it_does() -> None:
    one = TargetClass(Fills.WANTED, Making.DATED, signal=Known.FAVOUR, carry=Known.NONE)
    other = TargetClass(Fills.WANTED, Making.DATED, relation=Known.FAVOUR)

    assert (one.code, TargetClass.of_code(321 * 1000 + 223)) == (
        322123,
        TargetClass(Fills.WANTED, Making.DATED, Known.FAVOUR, carry=Known.NONE),
    )
    assert TargetClass.of_code(one.code) == one
    assert (one < other) == (one.code < other.code)
    assert TargetClass.of_code(UNCLASSED) == NO_CLASS
    assert one.code < UNCLASSED


def test_what_is_known_of_the_five_is_told_by_their_names() -> None:
    named, dated = standing_of(known=LOOKED_IN_VAIN), standing_of(make_assignment(state="dated"))

    assert named.known == {
        "chain": Known.FAVOUR,
        "relation": Known.NONE,
        "signal": Known.NONE,
        "transfer": Known.UNKNOWN,
        "carry": Known.UNKNOWN,
    }
    assert dated.known["chain"] is Known.UNKNOWN
    assert NO_CLASS.known["chain"] is Known.NONE


@pytest.mark.parametrize(
    ("standing", "check", "after"),
    [
        (TargetClass(Fills.WANTED, Making.DATED), "making", 312222),
        (TargetClass(Fills.WANTED, Making.NAMED), "relation", 311222),
        (TargetClass(Fills.WANTED, Making.NAMED, Known.NONE), "signal", 313122),
        (TargetClass(Fills.TO_CHECK, Making.NAMED, Known.NONE, Known.NONE), "carry", 413321),
        (
            TargetClass(Fills.WANTED, Making.NAMED, *(Known.FAVOUR,) * 2, carry=Known.NONE),
            "",
            311123,
        ),
    ],
)
def test_the_next_check_is_of_the_first_thing_nobody_has_looked_up(
    standing: TargetClass, check: str, after: int
) -> None:
    assert (standing.next_check, standing.after_check.code) == (check, after)


def test_companies_of_one_class_share_a_rank_behind_all_of_better_ones() -> None:
    ranks = shared_ranks({322222: 25, 211222: 1, 312222: 4})

    assert ranks == {
        211222: SharedRank(1, 1),
        312222: SharedRank(2, 4),
        322222: SharedRank(6, 25),
    }


def test_an_interval_is_not_known_however_narrow() -> None:
    assert known_of((0.5, 0.5001)) is Known.UNKNOWN
    assert known_of((0.0001, 0.0001)) is Known.FAVOUR


def test_a_rejected_link_says_nothing() -> None:
    rejected = make_assignment("acid", LinkState.REJECTED.value)

    assert standing_of(rejected) == NO_CLASS
