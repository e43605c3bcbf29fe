"""The sentences that go with a result, word for word where a leader reads them."""

from dataclasses import fields
from datetime import date

import pytest

from chains.evidence import telling
from chains.evidence.standing import Proof, Support, checked
from chains.gaps import wording
from chains.gaps.assessment import Flag, LinkKnowledge
from chains.gaps.priority import Parts
from chains.gaps.ranking import rank_flagged
from chains.model import ESSENTIAL, Presence, Stage
from chains.settings import Weights, load_settings
from tests.builders import HOSTILE, assess, fill, make_chain, make_evidence, make_finding, make_link


def test_every_value_has_a_word() -> None:
    assert set(wording.PRESENCES) == set(Presence)
    assert set(wording.STAGES) == set(Stage)
    assert set(wording.FLAGS) == set(Flag)
    assert set(telling.SUPPORTS) == set(Support)
    assert set(telling.PROOFS) == set(telling.GAP_PROOFS) == set(Proof)


def test_no_two_states_or_flags_share_a_word() -> None:
    words = [*wording.PRESENCES.values(), *wording.FLAGS.values()]

    # 在建 and 在建待核 are the words of the presence and of the flag that goes with it
    assert len(set(words)) == len(words) - 2


@pytest.mark.parametrize(
    ("interval", "text"), [((0.5, 0.5), "50%"), ((0, 1), "0%～100%"), ((0.501, 0.502), "50%")]
)
def test_shares_are_printed_as_percent(interval: tuple[float, float], text: str) -> None:
    assert wording.percent(interval) == text


def test_a_priority_is_printed_in_whole_points() -> None:
    assert [wording.points(p) for p in ((58.2, 70.9), (58.0, 58.4))] == ["58～71", "58"]


def test_the_sentence_of_a_gap_names_kind_neighbours_paths_and_what_it_opens() -> None:
    finding = make_finding(
        "acid", "ore>acid:3", "acid>gas:1", "ore>gas:1", acid="missing", gas="missing"
    )

    assert wording.gap_sentence(finding) == (
        "属延链。上游 1 个都有，下游 1 个都还没有；不补，2 条路线中 1 条断。"
        "补上它，另外 1 个缺口或补链方向的上下游更全。"
    )


def test_the_kind_of_a_link_to_check_is_said_in_the_conditional() -> None:
    finding = make_finding("acid", "ore>acid", acid="unknown")

    assert wording.kind_sentence(finding) == "若核实为缺失，属延链。"


def test_a_link_without_flows_says_that_nothing_is_recorded() -> None:
    sentence = wording.gap_sentence(make_finding("acid", "ore>gas", acid="missing"))

    assert sentence.endswith("没有登记上下游；没有登记的路线经过它。")


@pytest.mark.parametrize("presence", ["unknown", "missing"])
def test_only_a_proven_gap_is_called_lacking(presence: str) -> None:
    finding = make_finding("acid", acid=presence)
    said = wording.presence_sentence(finding)

    assert said.startswith("未核实" if presence == "unknown" else "缺失")
    assert ("缺失" in said) is (presence == "missing")


def test_a_presence_that_was_not_believed_says_why() -> None:
    chain = make_chain(grades={"acid": "D"}, acid="strong")

    assert "D 级" in wording.presence_sentence(assess(chain).findings["acid"])


def test_a_link_here_without_a_named_company_says_so() -> None:
    assert wording.residents_text(make_finding("acid", acid="present")) == "企业未列名"


def test_named_companies_are_counted() -> None:
    chain = make_chain(residents={"acid": ["甲厂", "乙厂"]}, acid="present")

    assert wording.residents_text(assess(chain).findings["acid"]) == "2 家"


def test_a_missing_link_is_not_expected_to_name_companies() -> None:
    assert wording.residents_text(make_finding("acid", acid="missing")) == ""


def test_the_place_is_told_with_how_many_compete() -> None:
    [row] = rank_flagged([assess(make_chain(acid="missing"))], Flag.GAP, load_settings())

    assert wording.rank_sentence(row) == "全市第 1 位，共 1"


def test_how_sure_a_place_is_is_said_where_more_compete_than_stand_first() -> None:
    chain = make_chain(
        aa="missing", bb="missing", cc="missing", dd="missing", ee="missing", ff="missing"
    )

    first, *_ = rank_flagged([assess(chain)], Flag.GAP, load_settings())

    assert wording.rank_sentence(first) == "全市第 1 位，共 6，前 5 名的把握 100%"


def test_a_hostile_company_name_stays_as_it_is() -> None:
    link = make_link(residents=(HOSTILE,))
    chain = make_chain(acid="present").model_copy(update={"links": (link,)})

    assert HOSTILE in wording.presence_sentence(assess(chain).findings["acid"])


def test_a_filled_link_is_said_to_be_an_assumption() -> None:
    found = fill(make_chain(acid="missing"), ["acid"]).findings["acid"]

    assert wording.presence_sentence(found).startswith("假设")


def test_a_link_that_is_none_of_it_has_no_kind_to_say() -> None:
    assert wording.kind_sentence(make_finding("acid", acid="present")) == ""


def test_parts_and_weights_of_a_priority_are_named_in_their_order() -> None:
    numbered = {part: float(place) / 10 for place, part in enumerate(wording.PART_NAMES)}
    parts = Parts(**{part: (value, value) for part, value in numbered.items()})

    assert set(Weights.model_fields) == {f.name for f in fields(Parts)} == set(wording.PART_NAMES)
    assert Weights(**numbered).as_tuple() == tuple(numbered.values())
    assert parts.as_tuple() == tuple((value, value) for value in numbered.values())


def evidence_said(**fields: object) -> str:
    link = make_link(**fields)  # type: ignore[arg-type]
    chain = make_chain(acid="present").model_copy(update={"links": (link,)})
    return wording.presence_sentence(assess(chain).findings["acid"])


def test_a_presence_is_told_with_its_companies_its_sources_and_their_time() -> None:
    named = evidence_said(presence="present", grades="ABA", residents=("甲厂", "乙厂"))

    assert (
        named == "有基础，列名企业 甲厂（县未见）、乙厂（县未见）；已证实（2025，A 级，证据充分）。"
    )


def test_a_company_stands_with_its_county_beside_a_proof_of_another() -> None:
    chain = make_chain(
        residents={"acid": ["甲厂", "乙厂"]}, counties={"甲厂": "尤溪县"}, acid="present"
    )

    said = wording.presence_sentence(assess(chain).findings["acid"])

    assert said.startswith("有基础，列名企业 甲厂（尤溪县）、乙厂（县未见）；")


def test_a_presence_without_names_says_so_once_and_a_missing_link_does_not() -> None:
    assert evidence_said(presence="present").count("企业未列名") == 1
    assert "企业未列名" not in evidence_said(presence="present", residents=("甲厂",))
    assert "企业未列名" not in evidence_said(presence="missing")


def test_evidence_of_no_time_tells_none() -> None:
    undated = evidence_said(presence="weak", evidence=make_evidence("C", "近年", "weak"))

    assert undated == "薄弱，企业未列名；有来源说（年份不明，C 级，单源）。"


@pytest.mark.parametrize("presence", list(Presence))
def test_only_a_check_that_found_nothing_says_that_somebody_looked_in_vain(
    presence: Presence,
) -> None:
    chain = make_chain(acid="unknown")
    seen = checked(presence, by="王", on=date(2026, 1, 2), companies=("丙厂",))

    said = wording.presence_sentence(
        assess(chain, LinkKnowledge(checked={"acid": seen})).findings["acid"]
    )

    assert said.startswith("王 于 2026-01-02 核实")
    assert ("查过" in said) is (presence is Presence.MISSING)
    assert wording.PRESENCES[presence] in said
    assert "丙厂" in said
    assert "没有公开来源" in said


def test_a_check_counts_the_public_sources_beside_it() -> None:
    chain = make_chain(grades={"acid": "BBA"}, acid="present")
    seen = checked(Presence.WEAK, by="王", on=date(2026, 1, 2))

    said = wording.presence_sentence(
        assess(chain, LinkKnowledge(checked={"acid": seen})).findings["acid"]
    )

    assert "公开来源 3 个" in said
    assert "企业" not in said


def test_neighbours_that_nobody_knows_make_a_range_and_weak_ones_are_here() -> None:
    flows = ("ore>acid", "salt>acid", "coal>acid", "gas>acid", "acid>cloth")
    states = {"acid": "missing", "salt": "unknown", "coal": "weak", "gas": "planned"}

    finding = make_finding("acid", *flows, **states)

    assert wording.neighbours_text(finding) == "上游 4 个已有 2～3 个，下游 1 个都有"


@pytest.mark.parametrize(
    ("presence", "said"),
    [
        ("missing", "不补，1 条路线中 1 条断"),
        ("unknown", "要是没有，1 条路线中 1 条断"),
        ("planned", "建成以前，1 条路线中 1 条断"),
        ("weak", "1 条路线中 1 条经过它"),
        ("present", "1 条路线中 1 条经过它"),
    ],
)
def test_a_way_breaks_only_where_nothing_of_the_link_is_here(presence: str, said: str) -> None:
    assert wording.paths_text(make_finding("acid", "ore>acid", acid=presence)) == said


def test_a_link_that_opens_nothing_promises_nothing() -> None:
    assert wording.unlock_sentence(make_finding("acid", "ore>acid", acid="missing")) == ""


def test_every_weight_a_flow_may_have_has_its_word() -> None:
    weights = range(1, ESSENTIAL + 1)

    assert [wording.FLOW_WEIGHTS[weight] for weight in weights] == ["可选", "常用", "必需"]
    assert len(wording.FLOW_WEIGHTS) == len(weights)


def test_a_direction_that_has_faded_says_when_it_was_named_and_that_it_does_not_count() -> None:
    found = {
        year: assess(make_chain(wanted=["acid"], acid="unknown"), today=date(year, 1, 1))
        for year in (2027, 2031)
    }

    told = [wording.direction_text(assessment.findings["acid"]) for assessment in found.values()]

    assert told == [
        "来源点名的招引方向：引进",
        "曾点名的招引方向（2025，五年内没有再点名；待核，不算补链方向）：引进",
    ]


def test_a_direction_only_a_directory_repeats_says_so() -> None:
    chain = make_chain(wanted=["acid"], grades={"acid": "D"}, acid="unknown")

    assert "只见 D 级来源" in wording.direction_text(assess(chain).findings["acid"])
    assert wording.direction_text(make_finding("acid", acid="unknown")) == ""


def test_what_is_old_is_counted_beside_and_never_added() -> None:
    assert (wording.beside_stale(7, 18), wording.beside_stale(7, 0)) == ("7（另 18 待核）", "7")
