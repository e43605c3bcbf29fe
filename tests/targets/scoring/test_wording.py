"""The sentence of a score."""

from dataclasses import fields

from chains.gaps.assessment import Flag
from targets.model import ScoreParts, ScoreWeights
from targets.scoring.links import Carry
from targets.scoring.score import Findings, score_company
from targets.scoring.wording import PART_NAMES, score_sentence, unknown_parts
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
        "可补氟新材料“acid”的缺口;关系:甲厂的母公司;2026-11-25 募投或公告建厂;"
        "可看地块“一号地”,用地要求已满足 50%~100%。"
    )


def test_what_nobody_looked_up_is_said_to_be_so() -> None:
    scored = score_company(make_company("c1", make_assignment()), make_yardstick())

    assert score_sentence(scored, Findings()) == (
        "可补氟新材料“acid”的缺口;关系未查;动向未查;可放地块待核实。"
    )


def test_looked_in_vain_is_told_apart_from_not_looked() -> None:
    findings = Findings(signals_looked_on=TODAY, relations_looked_on=TODAY)
    scored = score_company(make_company("c1", make_assignment()), make_yardstick(), findings)

    sentence = score_sentence(scored, findings)

    assert "关系查过,没有(2026-11-25);动向查过,没有(2026-11-25)" in sentence
    assert unknown_parts(scored.parts) == ("补缺口", "产业转移", "能落地")


def test_a_link_that_is_not_checked_is_never_called_a_gap() -> None:
    yardstick = make_yardstick(make_link_part(flag=Flag.TO_CHECK, chain=(0.0, 0.5)))
    scored = score_company(make_company("c1", make_assignment(state="to_check")), yardstick)

    assert score_sentence(scored, Findings()).startswith(
        "对应氟新材料“acid”,该环节是不是缺口未核实(是否做这个产品待核);"
    )


def test_parts_and_weights_of_a_score_are_named_in_their_order() -> None:
    numbered = {part: float(place) for place, part in enumerate(PART_NAMES)}
    parts = ScoreParts(**{part: (value, value) for part, value in numbered.items()})

    assert set(ScoreWeights.model_fields) == {f.name for f in fields(ScoreParts)} == set(PART_NAMES)
    assert ScoreWeights(**numbered).as_tuple() == tuple(numbered.values())
    assert parts.as_tuple() == tuple((value, value) for value in numbered.values())
