"""A public document (GB/T 9704) as a form of paper, and who signs it."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from briefings.paper_form import USUAL_FORM, PaperForm, PaperLayout, load_form, read_form
from files.errors import DataError
from papers.renderers.blocks import Heading, Paper, Paragraph, Part, say
from papers.renderers.fitting import is_flowing
from papers.renderers.typeset import to_pdf
from papers.renderers.word import to_word
from tests.papers.papers import make_paper, make_part, pdf_pages, squeezed, word_text

MM = 36_000  # of the unit that Word files are measured in
UNIT, SECRECY = "三明市招商服务中心", "内部资料 注意保管"
FORM = PaperForm(unit=UNIT, layout=PaperLayout.OFFICIAL, secrecy=SECRECY)
REPORT = Part("关于甲链的报告", (Heading("一、情况"), Paragraph(say("情况如下。" * 300))))


def report(form: PaperForm = FORM) -> Paper:
    return replace(make_paper(REPORT), cover=None, contents=False, form=form)


def test_a_report_is_signed_marked_and_numbered_as_a_public_document() -> None:
    pages = [squeezed(page) for page in pdf_pages(to_pdf(report()))]

    assert len(pages) > 1
    assert pages[0].count(squeezed(SECRECY)) == 1
    assert all(f"—{at}—" in page for at, page in enumerate(pages, start=1))
    assert f"{UNIT}2026年11月25日" in pages[-1]
    assert all(squeezed(report().version) in page for page in pages)


def test_word_says_the_same_in_the_fonts_and_margins_of_a_public_document() -> None:
    made = to_word(report())

    document = Document(io.BytesIO(made))
    fonts = {
        name: document.styles[name].element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia"))
        for name in ("Normal", "Heading 1", "Heading 2")
    }
    assert fonts == {"Normal": "仿宋", "Heading 1": "方正小标宋简体", "Heading 2": "黑体"}
    [section] = document.sections
    margins = [round((length or 0) / MM) for length in (section.top_margin, section.left_margin)]
    assert margins == [37, 28]
    text = word_text(made)
    assert [said for said in (UNIT, SECRECY, "2026年11月25日") if said not in text] == []


def test_the_secrecy_line_alone_leaves_the_usual_layout() -> None:
    paper = report(PaperForm(secrecy=SECRECY))

    assert not is_flowing(paper)
    assert all(squeezed(SECRECY) in squeezed(page) for page in pdf_pages(to_pdf(paper)))
    assert "第 1 页" in pdf_pages(to_pdf(paper))[0]


def test_a_book_with_sheets_keeps_their_room_and_is_signed_on_its_cover() -> None:
    usual = make_paper(make_part("甲公司"))
    official = replace(usual, form=FORM)

    pages = [pdf_pages(to_pdf(paper)) for paper in (usual, official)]
    assert len(pages[0]) == len(pages[1])
    assert f"{UNIT}2026年11月25日" in squeezed(pages[1][0])


def test_a_pdf_is_tagged_and_says_its_language_and_title() -> None:
    reader = PdfReader(io.BytesIO(to_pdf(report())))

    marks = reader.root_object["/MarkInfo"].get_object()
    assert str(reader.root_object["/Lang"]) == "zh-CN"
    assert isinstance(marks, DictionaryObject)
    assert marks["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == f"{report().title} {report().subject}"


def test_lists_and_contents_of_a_word_file_are_words_own() -> None:
    document = Document(io.BytesIO(to_word(make_paper(make_part("甲公司", "一点", "两点")))))

    body = document.element.body
    listed = [
        p for p in body.iter(qn("w:p")) if p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
    ]
    codes = [node.text.strip() for node in body.iter(qn("w:instrText"))]
    assert len(listed) >= 2
    assert codes[0].startswith("TOC ")
    assert "PAGEREF part1 \\h" in codes


def test_an_office_writes_its_form_down_once(tmp_path: Path) -> None:
    environment = {"SANMING_DATA": str(tmp_path)}
    assert load_form(environment) == USUAL_FORM

    own = tmp_path / "papers.yaml"
    own.write_text(f"unit: {UNIT}\nlayout: official\nsecrecy: {SECRECY}\n", encoding="utf-8")
    assert load_form(environment) == FORM

    own.write_text("layout: red\n", encoding="utf-8")
    assert load_form(environment) == USUAL_FORM
    with pytest.raises(DataError, match="layout"):
        read_form(own)
