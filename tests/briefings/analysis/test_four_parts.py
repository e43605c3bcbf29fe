"""四维研判: plots, companies and desks behind the sentences; an editor's words beside them."""

import re
from collections.abc import Mapping
from io import BytesIO

import pytest
from docx import Document

from briefings.analysis.analysis import Analysis, LinkTargets, Sentence, more_plots_text
from briefings.analysis.four_parts import compose_analysis, sought_links
from briefings.state.plot_matches import LISTED
from chains.catalog import load_catalog
from chains.model import Chain, Enterprise
from chains.site import Site, Utility
from files.typography import curly
from geodata.model import Plot
from ledger.book.database import Ledger
from ledger.meeting.rewordings import ComputedSentence as Place
from ledger.meeting.rewordings import Rewording, reword, standing_rewordings
from papers.analysis import analysis_job, analysis_paper
from papers.renderers.word import to_word
from targets.stores.query import CompanyRow
from tests.builders import HOSTILE, make_chain
from tests.geodata.plots import make_ideal
from tests.ledger.builders import ADMIN
from tests.office_folder import ATTACKS
from tests.papers.states import make_state

WHOLE = (0.0, 1.0)


def half_here() -> Chain:
    """A missing link between two that are here."""
    return make_chain("ore>acid:1", "acid>gas:1", acid="missing", gas="present")


def company(name: str, desk: str = "长三角") -> CompanyRow:
    return CompanyRow(
        id=name,
        name=name,
        province="",
        city="上海",
        desk=desk,
        products="",
        lists=(),
        best=None,
        parts=(WHOLE,) * 5,
        score=(42.0, 71.0),
        basis="source",
        source_title="甲名录",
        published="2025",
    )


def analysis(
    chain: Chain,
    *plots: Plot,
    targets: Mapping[str, LinkTargets] | None = None,
    rewordings: Mapping[str, Rewording] | None = None,
) -> Analysis:
    state = make_state(chain, plots=plots)
    return compose_analysis(state, chain.id, targets or {}, rewordings or {})


def opening(found: Analysis) -> Sentence:
    [sentence] = found.parts["openings"]
    return sentence


def test_without_a_plot_that_passes_half_a_neighbourhood_is_no_opening() -> None:
    found = opening(analysis(half_here()))

    assert "还没有通过门槛的真实地块" in found.computed
    assert [f.link.id for f in found.links] == ["acid"]


@pytest.mark.parametrize("chain_id", sorted(load_catalog().chains))
def test_every_sentence_of_a_shipped_chain_opens_the_rows_behind_it(chain_id: str) -> None:
    found = analysis(load_catalog().chains[chain_id])

    bare = [s.computed for part in found.parts.values() for s in part if not s.has_rows]
    assert bare == []


def test_a_long_list_of_plots_is_cut_and_the_rest_counted() -> None:
    chain = half_here()
    plots = [make_ideal(f"P{at}") for at in range(12)]

    sentence = opening(analysis(chain, *plots))

    assert "可放 12 块地" in sentence.text
    assert (len(sentence.plots), sentence.more_plots) == (8, 4)


def test_more_plots_than_are_looked_at_are_not_counted_as_if_they_were_all() -> None:
    chain = half_here()
    plots = [make_ideal(f"P{at}") for at in range(LISTED + 5)]

    sentence = opening(analysis(chain, *plots))

    assert f"可放 {LISTED} 块以上的地" in sentence.text
    assert f"另有 {LISTED - 8} 块以上的地" in more_plots_text(sentence)


def test_a_sample_proves_no_opening() -> None:
    with_sample = opening(analysis(half_here(), make_ideal(sample=True)))

    assert with_sample.computed == opening(analysis(half_here())).computed
    assert with_sample.plots == ()


def test_the_plots_behind_an_opening_are_named_with_their_source() -> None:
    found = opening(analysis(half_here(), make_ideal("城东地块")))

    assert found.computed.startswith("acid：上下游已有 100%，属补链（断点）。可放 1 块地：城东地块")
    assert [(p.name, p.suits, p.source) for p in found.plots] == [("城东地块", True, "台账")]


@pytest.mark.parametrize(
    "unknown",
    [{"environment_capacity": "unknown"}, {"area_mu": None}, {"red_lines_clear": "unknown"}],
)
def test_a_plot_of_which_something_is_unknown_proves_no_opening(unknown: dict[str, object]) -> None:
    found = opening(analysis(half_here(), make_ideal("城东地块", **unknown)))

    assert "还没有通过门槛的真实地块" in found.computed
    assert [p.suits for p in found.plots] == [False]


@pytest.mark.parametrize(("power", "suits"), [(5000, True), (None, False)])
def test_what_only_a_project_can_ask_waits_but_the_plot_must_answer(
    power: float | None, suits: object
) -> None:
    chain = half_here()
    hungry = [
        link.model_copy(update={"site": Site(utilities=(Utility.POWER,))}) for link in chain.links
    ]
    chain = chain.model_copy(update={"links": tuple(hungry)})

    [plot] = opening(analysis(chain, make_ideal("城东地块", power_kva=power))).plots

    assert plot.suits is suits


def test_a_plot_that_fails_a_gate_is_not_spoken_of() -> None:
    assert opening(analysis(half_here(), make_ideal(occupancy="let"))).plots == ()


def test_a_strategy_names_kind_first_targets_land_and_the_desk_that_leads() -> None:
    rows = (company("甲公司"), company("乙公司", "粤港澳"))
    targets = {"acid": LinkTargets(5, rows, {"京津冀": 1, "长三角": 2, "粤港澳": 2})}
    [strategy] = analysis(half_here(), targets=targets).parts["strategies"]

    assert "缺口「acid」按补链（断点）招引" in strategy.computed
    assert "目标企业 5 家，先看甲公司、乙公司" in strategy.computed
    assert "还没有通过门槛的真实地块" in strategy.computed
    assert "建议由长三角片区牵头（目标企业 2 家）" in strategy.computed
    assert strategy.companies == rows


def test_a_link_that_nobody_counted_companies_for_says_so() -> None:
    [strategy] = analysis(half_here()).parts["strategies"]

    assert "目标企业未查；还没有通过门槛的真实地块；牵头片区未定" in strategy.computed


def test_companies_are_asked_for_the_links_of_the_strategies() -> None:
    assert sought_links(make_state(half_here()), "textiles") == ("acid",)


def test_places_are_all_different_and_stay_when_figures_change() -> None:
    def places(chain: Chain) -> list[str]:
        return [s.place for part in analysis(chain).parts.values() for s in part]

    chain = half_here()
    assert len(set(places(chain))) == len(places(chain))
    strengthened = make_chain("ore>acid:1", "acid>gas:3", acid="missing", gas="present")
    assert {p for p in places(chain) if "/acid" in p} <= set(places(strengthened))


@pytest.fixture
def written(ledger: Ledger) -> Mapping[str, Rewording]:
    """The strategy of `half_here`, rewritten in the ledger."""
    [computed] = analysis(half_here()).parts["strategies"]
    place = Place("textiles", computed.place, computed.computed, "v1")
    with ledger.writing(ADMIN) as session:
        reword(session, ADMIN, place, f"主攻{HOSTILE}。", 0)
    with ledger.reading() as session:
        return standing_rewordings(session, "textiles")


def test_an_editors_words_come_first_and_the_computed_ones_stay(
    written: Mapping[str, Rewording],
) -> None:
    [strategy] = analysis(half_here(), rewordings=written).parts["strategies"]

    assert strategy.text == f"主攻{HOSTILE}。"
    assert strategy.computed.startswith("缺口「acid」")
    assert not strategy.is_outdated


def test_words_written_over_older_figures_are_marked(written: Mapping[str, Rewording]) -> None:
    targets = {"acid": LinkTargets(1, (company("甲公司"),), {"长三角": 1})}
    [strategy] = analysis(half_here(), targets=targets, rewordings=written).parts["strategies"]

    assert strategy.is_outdated


def word_text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)


def test_word_holds_both_versions_with_name_and_date(written: Mapping[str, Rewording]) -> None:
    found = analysis(half_here(), rewordings=written)
    text = word_text(to_word(analysis_paper(found)))

    assert f"（一）主攻{HOSTILE}。" in text
    assert "（本机管理员 2026-11-24 改写）" in text
    assert f"算出的原句：{curly(found.parts['strategies'][0].computed)}" in text


def test_every_evidence_in_word_is_numbered_and_listed() -> None:
    text = word_text(to_word(analysis_paper(analysis(half_here()))))

    assert "缺口“acid”按补链（断点）招引；" in text
    assert "社A0《题A0》（日期未见，A级）" in text


def test_word_says_the_conclusion_first_and_counts_its_parts_as_a_document_does() -> None:
    found = analysis(half_here())
    lines = word_text(to_word(analysis_paper(found))).splitlines()

    assert lines[0] == "textiles产业链四维研判"
    assert lines[1] == f"结论：{found.conclusion}"
    assert found.conclusion.startswith("全链 3 个环节，有基础 2 个；有来源说缺 1 个（acid）。")
    assert "建议先补acid。" in found.conclusion
    heads = [line for line in lines if line[1:2] == "、"]
    assert heads == ["一、优势方位", "二、不足领域", "三、可突破空间", "四、招引策略"]


def test_links_nobody_checked_are_named_in_one_sentence() -> None:
    chain = make_chain("ore>acid:1", "acid>gas:1", acid="unknown", gas="unknown")
    lines = word_text(to_word(analysis_paper(analysis(chain)))).splitlines()

    [line] = [line for line in lines if "gas" in line and "没有人查过" in line]
    assert line == "（二）未核实的 2 个环节是：acid、gas；没有人查过，不等于没有。"
    assert any(line.startswith("（一）先核后招：先查清") for line in lines)


def test_a_resident_stands_whole_where_the_paper_first_names_it_and_short_after() -> None:
    text = word_text(to_word(analysis_paper(analysis(load_catalog().chains["fluorine"]))))

    assert "（1 家，在明溪县）：三明市海斯福化工有限责任公司（海斯福）被" in text
    assert "粤港澳：海斯福母公司" in text


def test_the_words_of_an_editor_keep_the_names_that_he_wrote(
    written: Mapping[str, Rewording],
) -> None:
    resident = Enterprise(name="主攻", full_name="福建主攻化工有限公司", sources=("A0",))
    chain = half_here().model_copy(update={"enterprises": (resident,)})

    text = word_text(to_word(analysis_paper(analysis(chain, rewordings=written))))

    assert f"（一）主攻{HOSTILE}。" in text


@pytest.mark.parametrize("chain_id", sorted(load_catalog().chains))
def test_no_range_of_points_and_no_hint_stands_among_the_strategies(chain_id: str) -> None:
    chain = load_catalog().chains[chain_id]
    rows = (company("甲公司"),)
    sought = sought_links(make_state(chain), chain_id)
    targets = {link: LinkTargets(1, rows, {"长三角": 1}) for link in sought}
    found = analysis(chain, targets=targets)
    lines = word_text(to_word(analysis_paper(found))).splitlines()
    after = lines[lines.index("四、招引策略") :]

    assert not any(re.search(r"\d+～\d+", line) for line in lines if "%" not in line)
    for lead in found.leads:
        assert not any(line.startswith("（") and lead.text in line for line in after)


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_name_stands_in_word_as_it_is(attack: str) -> None:
    chain = half_here()
    links = tuple(link.model_copy(update={"name": attack}) for link in chain.links)
    chain = chain.model_copy(update={"links": links})

    assert attack in word_text(to_word(analysis_paper(analysis(chain))))


def test_the_file_is_named_after_chain_day_and_data_version() -> None:
    name = analysis_job(analysis(half_here())).name

    assert name == "四维研判_textiles_2026-11-25_ab12cd·0001.docx"
