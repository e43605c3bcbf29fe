"""Reading a paper back: the mark, every text, its place; hostile files are refused in words."""

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from pptx import Presentation
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from papers.verification.reading.any_paper import ending_of, read_paper, read_paper_apart
from papers.verification.reading.package import PaperUnreadable
from papers.verification.reading.passages import LOOK
from papers.verification.request import read_mark
from tests.papers.papers import squeezed
from tests.papers.verification.made import ENDINGS, OFFICE, REQUEST, make_file, passages, replaced

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>"
)


def packed(**members: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in members.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return target.getvalue()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_carries_the_mark_of_what_it_is(ending: str) -> None:
    mark = read_mark(read_paper(ending, make_file(ending)).mark)

    assert mark is not None
    assert (mark.id, mark.request) == (REQUEST.paper, REQUEST)


@pytest.mark.parametrize("ending", ENDINGS)
def test_nobody_reads_the_mark(ending: str) -> None:
    said = "".join(one.text for one in passages(ending, make_file(ending)))

    assert REQUEST.paper not in said


def test_files_with_a_mark_open_in_other_readers() -> None:
    assert Document(io.BytesIO(make_file("docx"))).paragraphs
    assert len(Presentation(io.BytesIO(make_file("pptx"))).slides)
    assert CalamineWorkbook.from_filelike(io.BytesIO(make_file("xlsx"))).sheet_names == ["行程"]
    found = PdfReader(io.BytesIO(make_file("pdf")), strict=True)
    assert REQUEST.paper in str(found.metadata)
    assert "甲公司" in squeezed(found.pages[1].extract_text())


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "xlsx"])
def test_every_place_that_says_it_is_read(ending: str) -> None:
    found = passages(ending, make_file(ending, "补链方向 68 处"))

    assert sum("补链方向68处" in squeezed(one.text) for one in found) >= 2


def test_a_cell_stands_at_its_address() -> None:
    found = {
        one.place: one.text for one in passages("xlsx", make_file("xlsx")) if one.column != LOOK
    }

    assert found["行程!A3"] == "补链方向 68 处"
    assert found["行程!B4"] == "12.5"


def test_a_paragraph_stands_under_its_title() -> None:
    found = passages("docx", make_file("docx"))

    assert any(one.place.startswith("“甲公司”第") for one in found)
    assert any(one.place.startswith("“甲公司”表 ") for one in found)


def test_the_notes_of_a_slide_are_read_too() -> None:
    assert any(one.place == "第 1 页备注" for one in passages("pptx", make_file("pptx")))


def test_a_slide_that_was_hidden_is_told() -> None:
    slide = "ppt/slides/slide1.xml"
    hidden = replaced(make_file("pptx"), slide, "<p:sld ", '<p:sld show="0" ')

    assert any("隐藏" in one.text for one in passages("pptx", hidden))


def test_a_word_that_was_hidden_does_not_count_as_said() -> None:
    shown = '<w:t xml:space="preserve">补链方向 68 处'
    member = "word/document.xml"
    hidden = replaced(make_file("docx"), member, shown, f"<w:rPr><w:vanish/></w:rPr>{shown}")

    assert times_said(hidden) == times_said(make_file("docx")) - 1


def times_said(content: bytes) -> int:
    return "".join(one.text for one in passages("docx", content)).count("补链方向 68 处")


@pytest.mark.parametrize(
    ("ending", "make"),
    [
        ("docx", lambda: b"no zip"),
        ("docx", lambda: packed(a="b")),
        ("docx", lambda: packed(word__document_xml=LAUGHS)),
        ("docx", lambda: packed(word__document_xml="<a>" + " " * 50_000_000 + "</a>")),
        ("docx", lambda: packed(**{f"a{at}": "" for at in range(4100)})),
        ("xlsx", lambda: make_file("docx")),
        ("pdf", lambda: b"%PDF-1.7 nothing"),
    ],
    ids=["no zip", "nothing in it", "entities", "bomb", "members", "other kind", "no pdf"],
)
def test_what_is_no_paper_is_refused_in_words(ending: str, make: Callable[[], bytes]) -> None:
    content = make()

    with pytest.raises(PaperUnreadable, match="没有读"):
        read_paper(ending, content)


def test_a_file_from_outside_is_read_the_same_in_its_own_process() -> None:
    content = make_file("xlsx")

    assert read_paper_apart("xlsx", content) == read_paper("xlsx", content)


def test_a_refusal_comes_back_from_the_process() -> None:
    with pytest.raises(PaperUnreadable, match="没有读"):
        read_paper_apart("docx", b"no zip")


def test_a_name_tells_the_kind_of_file() -> None:
    assert [ending_of(name) for name in ("甲.DOCX", "甲.htm", "甲.exe", "甲")] == [
        "docx",
        "html",
        "",
        "",
    ]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"sanming_paper":2}', "[" * 9000, "x" * 70_000])
def test_a_mark_that_is_none_is_none(text: str) -> None:
    assert read_mark(text) is None


@pytest.mark.parametrize("ending", OFFICE)
def test_a_long_mark_lies_in_pieces_that_no_program_cuts(ending: str) -> None:
    content = make_file(ending, mark="long" * 200)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        held = archive.read("docProps/custom.xml").decode()

    values = held.split("<vt:lpwstr>")[1:]
    assert len(values) == 4
    assert all(len(value.partition("<")[0]) <= 255 for value in values)


@pytest.mark.parametrize(("style", "said"), [("TOC1", "1  甲公司"), ("Normal", "1  甲公司 12")])
def test_only_in_a_line_of_contents_the_number_after_the_tab_is_a_page(
    style: str, said: str
) -> None:
    names = {"TOC1": "TOC 1", "Normal": "Normal"}
    document = Document()
    if style == "TOC1":
        document.styles.add_style("TOC 1", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    document.add_paragraph("1  甲公司\t12", style=names[style])
    target = io.BytesIO()
    document.save(target)

    assert said in [one.text for one in passages("docx", target.getvalue())]
