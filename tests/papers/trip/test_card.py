"""项目推介卡: from the data only; what no data says is left to be filled in."""

import pytest

from chains.catalog import load_catalog
from files.errors import NotFound
from papers.card import card_paper
from papers.renderers.blocks import Facts
from papers.renderers.typeset import to_pdf
from papers.renderers.word import to_word
from tests.builders import make_chain
from tests.ledger.builders import make_plot
from tests.office_folder import ATTACKS
from tests.papers.companies import make_state
from tests.papers.papers import pdf_pages, squeezed, word_text
from tests.papers.trip.books import gap_state


def test_a_card_is_one_page_with_the_wanted_headings() -> None:
    [page] = pdf_pages(to_pdf(card_paper(gap_state(), "textiles", "acid")))

    for word in (
        "项目名称",
        "建设地点",
        "建设内容和规模",
        "总投资",
        "已具备的条件",
        "合作方式",
        "联系单位",
    ):
        assert word in squeezed(page)


def test_what_no_data_says_is_left_to_be_filled_in() -> None:
    text = word_text(to_word(card_paper(gap_state(), "textiles", "acid")))

    assert text.count("待填") >= 4


def test_a_link_that_nobody_checked_is_not_offered_as_a_gap() -> None:
    state = make_state(make_chain("ore>acid:3", acid="unknown"), version="card1")

    text = word_text(to_word(card_paper(state, "textiles", "acid")))

    assert "没有来源说缺" in text


def test_samples_are_no_place_to_build_on() -> None:
    plots = (make_plot("S-1", name="样地", sample=True),)
    state = make_state(make_chain("ore>acid:3", acid="missing"), plots=plots, version="card2")

    text = word_text(to_word(card_paper(state, "textiles", "acid")))

    assert "没有可以对外提供的真实地块" in text
    assert "【示例】样地" in text


def test_hostile_names_stand_literally() -> None:
    name = "".join(ATTACKS)[:80]
    paper = card_paper(gap_state(plot_name=name, chain_name=name), "textiles", "acid")

    assert squeezed(name) in squeezed(word_text(to_word(paper)))
    assert squeezed(name) in squeezed("".join(pdf_pages(to_pdf(paper))))


@pytest.mark.parametrize(("chain", "link"), [("nope", "acid"), ("textiles", "nope")])
def test_a_link_that_is_not_there_is_refused(chain: str, link: str) -> None:
    with pytest.raises(NotFound):
        card_paper(gap_state(), chain, link)


def test_the_card_says_what_the_law_says_of_the_link_and_that_no_favours_are_promised() -> None:
    state = make_state(load_catalog().chains["fluorine"])

    paper = card_paper(state, "fluorine", "refrigerants")

    facts = dict(next(b for b in paper.parts[0].blocks if isinstance(b, Facts)).pairs)
    policy = "".join(run.text for run in facts["产业政策"])
    offer = "".join(run.text for run in facts["合作方式"])
    assert "不得新建、扩建" in policy
    assert policy.endswith("本项目是否在内，未核实")
    assert offer.startswith("待填；")
    assert "《公平竞争审查条例》第十条" in offer
    assert all(run.cites for run in facts["产业政策"])
    assert len(pdf_pages(to_pdf(paper))) == 1
