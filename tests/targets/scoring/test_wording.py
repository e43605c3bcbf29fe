"""The sentence of a score."""

from dataclasses import fields
from datetime import timedelta

import pytest

from chains.gaps.assessment import Flag
from targets.model import Relation, RelationKind, ScoreParts, ScoreWeights
from targets.scoring.links import Carry
from targets.scoring.score import Findings, score_company
from targets.scoring.transfers import load_transfers
from targets.scoring.wording import (
    PART_NAMES,
    RELATION_NAMES,
    looked_words,
    relation_words,
    score_sentence,
    unknown_parts,
)
from tests.targets.builders import (
    TODAY,
    make_assignment,
    make_company,
    make_link_part,
    make_relation,
    make_signal,
    make_yardstick,
)


def test_a_sentence_says_gap_tie_event_and_plot() -> None:
    yardstick = make_yardstick(make_link_part(carry=Carry((0.5, 1.0), "YX-1", "一号地")))
    findings = Findings((make_signal(),), (make_relation(),))
    scored = score_company(make_company("c1", make_assignment()), yardstick, findings)

    assert score_sentence(scored, findings) == (
        "可补氟新材料“acid”的缺口；关系：甲厂的母公司；2026-11-25 募投或公告建厂；"
        "可看地块“一号地”，用地要求已满足 50%~100%。"
    )


def test_what_nobody_looked_up_is_said_to_be_so() -> None:
    scored = score_company(make_company("c1", make_assignment()), make_yardstick())

    assert score_sentence(scored, Findings()) == (
        "可补氟新材料“acid”的缺口；关系未查；动向未查；可放地块待核实。"
    )


def test_looked_in_vain_is_told_apart_from_not_looked() -> None:
    findings = Findings(signals_looked_on=TODAY, relations_looked_on=TODAY)
    scored = score_company(make_company("c1", make_assignment()), make_yardstick(), findings)

    sentence = score_sentence(scored, findings)

    assert "关系查过，没有（2026-11-25）；动向查过，没有（2026-11-25）" in sentence
    assert unknown_parts(scored.parts) == ("补缺口", "产业转移", "能落地")


def test_a_link_that_is_not_checked_is_never_called_a_gap() -> None:
    yardstick = make_yardstick(make_link_part(flag=Flag.TO_CHECK, chain=(0.0, 0.5)))
    scored = score_company(make_company("c1", make_assignment(state="to_check")), yardstick)

    assert score_sentence(scored, Findings()).startswith(
        "对应氟新材料“acid”，该环节是不是缺口未核实（是否做这个产品待核）；"
    )


def test_parts_and_weights_of_a_score_are_named_in_their_order() -> None:
    numbered = {part: float(place) for place, part in enumerate(PART_NAMES)}
    parts = ScoreParts(**{part: (value, value) for part, value in numbered.items()})

    assert set(ScoreWeights.model_fields) == {f.name for f in fields(ScoreParts)} == set(PART_NAMES)
    assert ScoreWeights(**numbered).as_tuple() == tuple(numbered.values())
    assert parts.as_tuple() == tuple((value, value) for value in numbered.values())


@pytest.mark.parametrize(
    ("flag", "state", "said"),
    [
        (Flag.GAP, "stated", "可补氟新材料“acid”的缺口；"),
        (Flag.GAP, "to_check", "可补氟新材料“acid”的缺口（是否做这个产品待核）；"),
        (Flag.WANTED, "confirmed", "能补氟新材料“acid”，这是我市的补链方向；"),
        (None, "stated", "对应氟新材料“acid”，不是目前的缺口；"),
    ],
)
def test_a_sentence_begins_with_what_the_link_is_to_us(
    flag: Flag | None, state: str, said: str
) -> None:
    yardstick = make_yardstick(make_link_part(flag=flag))
    scored = score_company(make_company("c1", make_assignment(state=state)), yardstick)

    assert score_sentence(scored, Findings()).startswith(said)


def test_a_company_without_a_link_promises_no_plot() -> None:
    sentence = score_sentence(
        score_company(make_company(assignments=()), make_yardstick()), Findings()
    )

    assert sentence == "能补哪个环节未查；关系未查；动向未查。"


@pytest.mark.parametrize(
    ("carry", "said"),
    [
        (Carry((0.0, 0.0)), "现有真实地块都不合用"),
        (Carry((0.0, 1.0)), "可放地块待核实"),
        (Carry((0.0, 1.0), "YX-1", "一号地"), "用地要求已满足 0%~100%"),
        (Carry((0.456, 0.456), "YX-1", "一号地"), "用地要求已满足 46%。"),
    ],
)
def test_the_plot_is_told_as_far_as_it_is_known(carry: Carry, said: str) -> None:
    scored = score_company(
        make_company("c1", make_assignment()), make_yardstick(make_link_part(carry=carry))
    )

    assert said in score_sentence(scored, Findings())


@pytest.mark.parametrize("kind", [kind for kind in RelationKind if kind.value != "none_found"])
def test_every_tie_is_told_each_once(kind: RelationKind) -> None:
    none = make_relation("none_found", "")
    tie = make_relation(kind.value)
    scored = score_company(make_company("c1", make_assignment()), make_yardstick())

    sentence = score_sentence(scored, Findings(relations=(none, tie, tie)))

    assert f"；关系：甲厂的{RELATION_NAMES[kind]}；" in sentence


def test_a_tie_to_nobody_in_particular_is_told_by_its_kind() -> None:
    tie = Relation(kind=RelationKind.CHAMBER, says="年会", source="名录")

    assert relation_words(tie) == "商会"


def test_a_look_in_vain_that_nobody_dated_is_not_called_unseen() -> None:
    scored = score_company(make_company("c1", make_assignment()), make_yardstick())
    found = Findings(relations=(make_relation("none_found", ""),))

    assert "关系查过，没有；动向未查；" in score_sentence(scored, found)


def test_the_latest_event_is_told() -> None:
    scored = score_company(make_company("c1", make_assignment()), make_yardstick())
    found = Findings(signals=(make_signal("capital", 30), make_signal("permit", 3)))

    assert "2026-11-22 环评或拿地" in score_sentence(scored, found)


@pytest.mark.parametrize(("days", "due"), [(0, False), (90, False), (91, True), (None, False)])
def test_a_look_that_is_too_old_is_to_be_repeated(days: int | None, *, due: bool) -> None:
    looked_on = None if days is None else TODAY - timedelta(days=days)

    assert ("待复核" in looked_words(looked_on, make_yardstick().fresh_since)) is due


def test_a_transfer_is_told_by_what_its_source_says() -> None:
    scored = score_company(make_company("c1", make_assignment()), make_yardstick())
    transfer = load_transfers()[0]

    assert f"；产业转移：{transfer.says}；" in score_sentence(scored, Findings(), transfer)
