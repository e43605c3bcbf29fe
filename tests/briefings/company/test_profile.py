"""What is said of one company: every statement sourced, what nobody looked up said to be open."""

from datetime import date

import pytest

from briefings.company.briefing import company_profile
from chains.model import Enterprise
from chains.source_words import source_text
from geodata.matching.verdict import Verdict
from targets.model import Relation, ScoreParts, Signal
from targets.scoring.gates import GateAnswer, GateReading, TargetGate
from targets.scoring.score import Findings, Scored
from tests.builders import HOSTILE, make_chain
from tests.components.map.map_builders import make_plot
from tests.papers.companies import make_assignment, make_company, make_known, make_state

CHAIN = make_chain("ore>acid", "acid>salt", acid="missing", salt="unknown", ore="present")
STATE = make_state(CHAIN, plots=(make_plot("A1"), make_plot("S1", sample=True, source="示例")))


def test_gaps_come_before_links_to_check_and_those_before_what_is_here() -> None:
    company = make_company(
        assignments=[make_assignment(link) for link in ("ore", "salt", "acid")],
    )

    profile = company_profile(STATE, make_known(company))

    assert [link.link_id for link in profile.links] == ["acid", "salt", "ore"]


def test_a_rejected_assignment_is_not_a_link_it_could_fill() -> None:
    company = make_company(assignments=[make_assignment(state="rejected")])

    assert company_profile(STATE, make_known(company)).links == ()


def test_an_assignment_to_a_link_that_is_gone_is_left_out() -> None:
    company = make_company(assignments=[make_assignment("gone"), make_assignment(chain="gone")])

    assert company_profile(STATE, make_known(company)).links == ()


def test_a_resident_is_whole_where_it_first_stands_and_short_after_it() -> None:
    whole = "福建省甲纤维有限公司"
    chain = make_chain("ore>acid", residents={"ore": ["甲"]}, ore="present", acid="missing")
    resident = Enterprise(name="甲", full_name=whole, county="尤溪县", sources=("A0",))
    state = make_state(chain.model_copy(update={"enterprises": (resident,)}))
    tie = Relation(kind="supplier", resident="甲", says="供货", source="年报")
    made = [make_company(assignments=[make_assignment(link)]) for link in ("ore", "acid")]

    alone, asked = (company_profile(state, make_known(one)) for one in made)
    tied = company_profile(state, make_known(made[0], findings=Findings(relations=(tie,))))

    assert f"列名企业 {whole}（甲，尤溪县）；" in alone.links[0].presence
    assert any(f"（如{whole}〔甲〕）" in question.text for question in asked.questions)
    assert tied.ties[0].resident == f"{whole}〔甲〕"
    assert "列名企业 甲（尤溪县）；" in tied.links[0].presence


def test_every_number_cited_stands_in_the_list_of_sources() -> None:
    company = make_company(assignments=[make_assignment()], products="酸")
    findings = Findings(
        relations=(Relation(kind="supplier", resident="乙厂", says="供货", source="年报"),),
        signals=(Signal(kind="permit", happened_on=date(2026, 8, 1), says="环评", source="公示"),),
    )
    known = make_known(company, findings=findings)

    profile = company_profile(STATE, known)

    cites = [
        *(fact.cites for fact in profile.facts),
        *(link.cites for link in profile.links),
        *(tie.cites for tie in profile.ties),
        *(signal.cites for signal in profile.signals),
        *(plot.cites for plot in profile.plots),
    ]
    assert all(cites)
    cited = {number for numbers in cites for number in numbers}
    assert cited <= set(range(1, len(profile.sources) + 1))
    assert profile.sources[profile.facts[0].cites[0] - 1] == "某名录（日期未见）"


def test_the_score_is_the_sum_of_its_bars() -> None:
    parts = ScoreParts((0.5, 0.6), (0.7, 0.7), (0.0, 1.0), (0.0, 1.0), (0.2, 0.9))

    profile = company_profile(STATE, make_known(scored=Scored(parts, None)))

    assert profile.score == pytest.approx((35.5, 79.0))
    assert profile.score[0] == pytest.approx(sum(bar.points[0] for bar in profile.bars))


def test_a_plot_that_fails_a_gate_is_never_offered() -> None:
    state = make_state(CHAIN, plots=(make_plot("B1", occupancy="let"),), version="let")
    company = make_company(assignments=[make_assignment()])

    assert company_profile(state, make_known(company)).plots == ()


def test_a_sample_is_marked_and_must_not_be_offered_outside() -> None:
    company = make_company(assignments=[make_assignment()])

    profile = company_profile(STATE, make_known(company))

    assert [plot.sample for plot in profile.plots] == [False, True]
    assert any("示例" in text for text in profile.must_not_promise)


def test_every_open_gate_and_a_missing_price_must_not_be_promised() -> None:
    company = make_company(assignments=[make_assignment()])

    profile = company_profile(STATE, make_known(company))

    [plot] = [plot for plot in profile.plots if not plot.sample]
    assert plot.verdict is Verdict.UNVERIFIED
    promised = "\n".join(profile.must_not_promise)
    assert all(name in promised for name in plot.open_gates)
    assert "地块「地块A1」的地价、租金没有来源" in promised


def test_a_chemical_link_names_the_parks_that_must_not_be_offered() -> None:
    chemical = CHAIN.model_copy(
        update={
            "links": tuple(
                link.model_copy(
                    update={"site": link.site.model_copy(update={"chemical_park": True})}
                )
                for link in CHAIN.links
            )
        }
    )
    company = make_company(assignments=[make_assignment()])

    profile = company_profile(make_state(chemical, version="chemical"), make_known(company))

    assert any("不得推荐" in text for text in profile.must_not_promise)
    assert any("认定资格" in source for source in profile.sources)


def test_what_is_unknown_becomes_a_question_and_what_is_known_does_not() -> None:
    company = make_company(assignments=[make_assignment(state="to_check")])
    gate = GateReading(TargetGate.ACTIVE, GateAnswer.UNKNOWN, "处罚未查")
    open_parts = make_known(company, gates=(gate,))
    closed = make_known(company, scored=Scored(ScoreParts(*[(0.5, 0.5)] * 5), None))

    asked = [question.text for question in company_profile(STATE, open_parts).questions]
    fewer = [question.text for question in company_profile(STATE, closed).questions]

    assert any("是否生产「acid」" in text for text in asked)
    assert any("处罚未查" in text for text in asked)
    assert len(asked) == len(fewer) + 5


def test_what_was_looked_up_in_vain_long_ago_is_to_be_asked_again() -> None:
    looked = Findings(relations_looked_on=date(2026, 1, 1), signals_looked_on=date(2026, 11, 1))
    known = make_known(findings=looked, fresh_since=date(2026, 8, 27))

    asked = [question.text for question in company_profile(STATE, known).questions]

    assert asked[0] == "与三明的关系 2026-01-01 查过没有，已过复核期，请再查一次"
    assert not any("近期动向" in text for text in asked)


def test_signals_stand_latest_first() -> None:
    signals = tuple(
        Signal(kind="branch", happened_on=date(2026, month, 1), says=str(month), source="网")
        for month in (3, 9, 6)
    )

    profile = company_profile(STATE, make_known(findings=Findings(signals=signals)))

    assert [event.says for event in profile.signals] == ["9", "6", "3"]


def test_a_company_known_from_memory_says_so() -> None:
    profile = company_profile(STATE, make_known(make_company(basis="memory", source_title="")))

    assert profile.is_from_memory
    assert profile.facts == ()


def test_hostile_names_are_kept_as_they_are() -> None:
    company = make_company(name=HOSTILE, assignments=[make_assignment()])

    assert company_profile(STATE, make_known(company)).name == HOSTILE


def test_a_source_named_by_its_id_in_a_reason_becomes_a_note() -> None:
    source = next(iter(CHAIN.source_by_id))
    given = make_assignment(reason=f"母公司（{source}），另见{source};X-9 不是来源")

    profile = company_profile(STATE, make_known(make_company(assignments=[given])))

    [link] = profile.links
    number = next(
        n
        for n, text in enumerate(profile.sources, 1)
        if text == source_text(CHAIN.source_by_id[source])
    )
    assert f"母公司[{number}]，另见[{number}];X-9 不是来源" in link.why


def test_open_gates_are_told_in_one_warning() -> None:
    gates = tuple(
        GateReading(gate, GateAnswer.UNKNOWN, "未查")
        for gate in (TargetGate.ACTIVE, TargetGate.ALLOWED)
    )

    profile = company_profile(STATE, make_known(make_company(), gates=gates))

    told = [text for text in profile.must_not_promise if "门槛" in text]
    assert told == ["门槛「在营、无不良记录」「政策允许」未核实：不得据此作任何承诺"]
