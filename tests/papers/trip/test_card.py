"""项目推介卡: what the office filled in, else what sources say; nothing of our reasoning."""

import io

import pypdfium2
import pytest
import zxingcpp
from docx import Document

from chains.catalog import load_catalog
from files.errors import NotFound
from ledger.papers.cards import CardContent, CardTexts
from papers.card import LEGAL, LEGAL_ENGLISH, card_cautions, card_paper
from papers.renderers.blocks import Facts, Paper
from papers.renderers.typeset import to_pdf
from papers.renderers.web import to_html
from papers.renderers.word import to_word
from tests.builders import make_chain
from tests.geodata.plots import make_ideal
from tests.ledger.builders import make_plot
from tests.office_folder import ATTACKS
from tests.papers.companies import make_state
from tests.papers.papers import pdf_pages, squeezed, word_text
from tests.papers.trip.books import gap_state

ADDRESS = "https://www.example.gov.cn/project?id=1"
FILLED = CardContent(
    chinese=CardTexts(
        title="酸项目",
        subtitle="用本地的矿做酸",
        investment="3 亿元",
        cooperation="待定",
        contact="三明市招商服务中心 0598-8221234",
    ),
    english=CardTexts(title="Acid Plant", investment="CNY 300 million"),
    address=ADDRESS,
)


def facts(paper: Paper, part: int = 0) -> dict[str, str]:
    block = next(b for b in paper.parts[part].blocks if isinstance(b, Facts))
    return {word: "".join(run.text for run in runs) for word, runs in block.pairs}


def test_a_card_says_what_the_office_filled_in_and_leaves_out_what_it_did_not() -> None:
    paper = card_paper(gap_state(), "textiles", "acid", FILLED)
    said = facts(paper)

    assert (said["总投资"], said["合作方式"]) == ("3 亿元", "待定")
    assert not said.keys() & {"市场", "建设规模"}
    assert said["联系单位"] == "三明市招商服务中心 0598-8221234"
    assert not facts(card_paper(gap_state(), "textiles", "acid")).keys() & {"总投资", "联系单位"}


def test_a_card_holds_no_reasoning_and_is_not_marked_internal() -> None:
    paper = card_paper(gap_state(), "textiles", "acid", FILLED)
    document = Document(io.BytesIO(to_word(paper)))
    margins = [document.sections[0].header, document.sections[0].footer]
    texts = ["".join(pdf_pages(to_pdf(paper))), word_text(to_word(paper))]
    texts += [p.text for margin in margins for p in margin.paragraphs]

    for text in texts:
        for word in ("内部", "优先度", "凭什么", "待填", "缺口", "条路", "门槛", "未核实"):
            assert word not in text, word
    assert "本卡供投资者参考，不构成要约或承诺" in squeezed(texts[0])


def test_the_chinese_card_is_one_page_and_the_english_another() -> None:
    chinese, english = pdf_pages(to_pdf(card_paper(gap_state(), "textiles", "acid", FILLED)))

    assert squeezed(LEGAL) in squeezed(chinese)
    assert squeezed(LEGAL_ENGLISH) in squeezed(english)
    assert "Acid Plant" in english
    assert "Totalinvestment" in squeezed(english)
    assert "Forinformationonly" in squeezed(english)
    assert len(card_paper(gap_state(), "textiles", "acid").parts) == 1


def test_nothing_is_translated_by_us() -> None:
    given = CardContent(english=CardTexts(title="Acid Plant"))
    paper = card_paper(gap_state(), "textiles", "acid", given)

    assert not any(isinstance(block, Facts) for block in paper.parts[1].blocks)


def test_the_square_code_leads_to_the_address_and_is_there_only_with_one() -> None:
    paper = card_paper(gap_state(), "textiles", "acid", FILLED)
    page = pypdfium2.PdfDocument(to_pdf(paper))[0].render(scale=3).to_pil()
    document = Document(io.BytesIO(to_word(paper)))

    assert [code.text for code in zxingcpp.read_barcodes(page)] == [ADDRESS]
    assert len(document.inline_shapes) == 2  # one a language
    assert b"<svg" in to_html(paper)
    without = card_paper(gap_state(), "textiles", "acid")
    assert len(Document(io.BytesIO(to_word(without))).inline_shapes) == 0


def test_what_sources_say_stands_with_its_source_where_nobody_filled_anything_in() -> None:
    chain = make_chain(
        "ore>acid:3",
        "acid>gas:3",
        residents={"ore": ["甲矿业", "乙矿业"]},
        counties={"甲矿业": "大田县", "乙矿业": ""},
        grades={"ore": "B"},
        acid="missing",
    )
    state = make_state(chain, version="card3")
    paper = card_paper(state, "textiles", "acid")
    block = next(b for b in paper.parts[0].blocks if isinstance(b, Facts))
    runs = dict(block.pairs)["已有条件"]

    assert "".join(run.text for run in runs) == "上游“ore”本地有甲矿业（大田县）、乙矿业。"
    assert all(run.cites for run in runs)
    assert "题A0" in word_text(to_word(paper))  # the source of the companies, not of the link


def test_only_a_plot_that_passes_every_gate_is_a_place_to_build_on() -> None:
    chain = make_chain("ore>acid:3", acid="missing")
    open_ = make_plot("P-1", name="待核地块")
    sample = make_plot("S-1", name="样地", sample=True)
    state = make_state(chain, plots=(open_, sample), version="card2")

    assert "建设地点" not in facts(card_paper(state, "textiles", "acid"))
    assert "样地" not in word_text(to_word(card_paper(state, "textiles", "acid")))
    with_plot = make_state(chain, plots=(make_ideal("城东地块"),), version="card4")
    found = facts(card_paper(with_plot, "textiles", "acid")).get("建设地点", "")
    assert found == "" or "城东地块" in found


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_texts_stand_literally(attack: str) -> None:
    given = CardContent(
        chinese=CardTexts(market=attack), english=CardTexts(title="T", market=attack)
    )
    paper = card_paper(gap_state(), "textiles", "acid", given)

    assert squeezed(word_text(to_word(paper))).count(squeezed(attack)) == 2
    assert squeezed(attack) in squeezed("".join(pdf_pages(to_pdf(paper))))


@pytest.mark.parametrize(("chain", "link"), [("nope", "acid"), ("textiles", "nope")])
def test_a_link_that_is_not_there_is_refused(chain: str, link: str) -> None:
    with pytest.raises(NotFound):
        card_paper(gap_state(), chain, link)


def test_a_link_that_nobody_checked_is_warned_of_on_the_screen_and_not_on_the_card() -> None:
    state = make_state(make_chain("ore>acid:3", acid="unknown"), version="card1")

    assert "没有来源说缺：先核实" in next(card_cautions(state, "textiles", "acid"))
    assert "没有来源说缺" not in word_text(to_word(card_paper(state, "textiles", "acid")))


def test_the_card_says_what_the_law_says_of_the_link_by_reference() -> None:
    state = make_state(load_catalog().chains["fluorine"])

    paper = card_paper(state, "fluorine", "refrigerants")

    assert "不得新建、扩建" in facts(paper)["适用政策"]
    cautions = card_cautions(state, "fluorine", "refrigerants")
    assert any("不得新建、扩建" in caution for caution in cautions)
    assert len(pdf_pages(to_pdf(paper))) == 1
