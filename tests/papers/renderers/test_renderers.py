"""Every format says the same: all of it, literally, with the data version on each page."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from papers.renderers.blocks import (
    Bullets,
    EmptyLines,
    Form,
    Notes,
    Paragraph,
    Part,
    Run,
    WorkbookSheet,
    say,
)
from papers.renderers.fitting import PAGE, SIZES, height, size_of
from papers.renderers.fonts import FAMILIES, NoChineseFont, chinese_font
from papers.renderers.sheet import WIDEST, to_workbook
from papers.renderers.typeset import to_pdf
from papers.renderers.web import to_html
from papers.renderers.word import to_word
from tests.papers.papers import (
    DAY,
    HOSTILE,
    VERSION,
    Page,
    formula_cells,
    ink_of_pages,
    make_paper,
    make_part,
    pdf_pages,
    sheets_of,
    squeezed,
    word_text,
)

CONTROLS = "\x00控\x0b制\u202e符\ud800号"


def test_hostile_text_stands_literally_in_every_format() -> None:
    paper = make_paper(make_part("甲", *HOSTILE, one_page=False))

    texts = {
        "docx": word_text(to_word(paper)),
        "pdf": "".join(pdf_pages(to_pdf(paper))),
        "html": Page(to_html(paper)).text,
    }

    for text in texts.values():
        assert [name for name in HOSTILE if squeezed(name) not in squeezed(text)] == []


def test_control_characters_are_left_out_and_break_nothing() -> None:
    paper = make_paper(make_part(CONTROLS, CONTROLS))

    for text in (
        word_text(to_word(paper)),
        "".join(pdf_pages(to_pdf(paper))),
        to_html(paper).decode(),
    ):
        assert "控制符号" in squeezed(text)


def test_the_data_version_stands_on_each_page_of_the_pdf_with_its_number() -> None:
    pages = pdf_pages(to_pdf(make_paper(make_part(), make_part("乙公司"))))

    assert len(pages) == 3
    for at, page in enumerate(pages, start=1):
        assert squeezed(VERSION) in squeezed(page)
        assert f"第{at}页共3页" in squeezed(page)


def test_a_list_of_sources_without_any_has_no_heading_either() -> None:
    part = Part("甲", (Paragraph(say("没有来源的一句。")), Notes(())))

    assert part.blocks == (Paragraph(say("没有来源的一句。")),)


def test_notes_are_cited_in_the_order_of_their_numbers() -> None:
    assert Run("甲", cites=(4, 2, 4, 1)).cites == (1, 2, 4)


def test_a_sentence_stays_on_the_page_of_the_list_that_it_leads_to() -> None:
    filling = [Paragraph(say("占位的一行。"))] * 4
    leading = (Paragraph(say("各片区已有的线索：")), Bullets((say("甲线索"), say("乙线索"))))
    parts = [Part(f"{n}", (EmptyLines(26 + n), *filling, *leading)) for n in range(8)]

    pages = pdf_pages(to_pdf(make_paper(*parts)))
    word = Document(BytesIO(to_word(make_paper(*parts))))

    assert not [page for page in pages if "已有的线索" in page and "甲线索" not in page]
    kept = [p for p in word.paragraphs if p.paragraph_format.keep_with_next and "线索" in p.text]
    assert [p.text for p in kept] == ["各片区已有的线索："] * len(parts)


def test_no_page_of_the_pdf_is_blank() -> None:
    assert min(ink_of_pages(to_pdf(make_paper(make_part(), make_part("乙公司"))))) > 0.005


def test_fonts_of_the_pdf_are_embedded() -> None:
    pdf = to_pdf(make_paper())

    assert b"/FontFile3" in pdf or b"/FontFile2" in pdf


def test_a_machine_without_a_chinese_font_says_what_to_install() -> None:
    with pytest.raises(NoChineseFont, match="fonts-noto-cjk"):
        chinese_font(["DejaVu Sans", "Arial"])


@pytest.mark.parametrize("family", FAMILIES)
def test_any_known_chinese_font_is_used(family: str) -> None:
    assert chinese_font(["Arial", family]) == family


def test_a_pdf_is_the_same_when_it_is_made_again() -> None:
    assert to_pdf(make_paper()) == to_pdf(make_paper())


def test_a_part_of_one_page_shrinks_until_it_fits() -> None:
    many = tuple(f"第{at}点" for at in range(13))

    pages = pdf_pages(to_pdf(make_paper(make_part("甲", *many))))

    assert len(pages) == 2


def test_word_is_told_the_largest_size_that_fits_one_page() -> None:
    few, many = make_part("甲", "一"), make_part("甲", *(f"第{at}点" for at in range(13)))

    assert size_of(few) == SIZES[0]
    assert size_of(many) < SIZES[0]
    assert height(many, size_of(many)) <= PAGE


def test_every_style_of_the_word_file_names_a_chinese_font() -> None:
    with ZipFile(BytesIO(to_word(make_paper()))) as file:
        styles, theme = file.read("word/styles.xml"), file.read("word/theme/theme1.xml")

    fonts = re.findall(rb"<w:rFonts[^>]*>", styles)
    assert len(fonts) > 100
    assert all(b'w:eastAsia="Microsoft YaHei"' in font for font in fonts)
    assert b"Theme" not in b"".join(fonts)
    assert set(re.findall(rb'<a:ea typeface="([^"]*)"', theme)) == {b"Microsoft YaHei"}


def test_the_word_file_repeats_header_rows_and_numbers_its_pages() -> None:
    with ZipFile(BytesIO(to_word(make_paper()))) as file:
        document, footer = file.read("word/document.xml"), file.read("word/footer1.xml").decode()

    assert b"<w:tblHeader/>" in document
    assert b"<w:cantSplit/>" in document
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    assert VERSION in footer


def test_a_cell_without_anything_says_so_in_every_format() -> None:
    paper = make_paper()

    for text in (
        word_text(to_word(paper)),
        "".join(pdf_pages(to_pdf(paper))),
        Page(to_html(paper)).text,
    ):
        assert "未核实" in squeezed(text)


def test_the_page_for_the_phone_fetches_and_runs_nothing() -> None:
    page = Page(to_html(make_paper(make_part("甲", *HOSTILE))))

    assert page.fetching == []
    assert page.handlers == []
    assert not {"script", "img", "svg", "iframe", "link", "form"} & set(page.tags)


def test_the_page_for_the_phone_links_every_figure_to_its_note() -> None:
    html = to_html(make_paper(make_part("甲", "一", "二"))).decode()

    assert set(re.findall(r'href="#(p\d+n\d+)"', html)) <= set(re.findall(r'id="(p\d+n\d+)"', html))
    assert 'href="#p1n1"' in html


def test_on_a_phone_every_cell_to_write_into_has_the_word_of_its_column() -> None:
    form = Form(((say("1"), None),), (1, 2), ("序", "姓名"))

    html = to_html(make_paper(Part("甲", (form,)))).decode()

    assert '<td data-word="姓名"></td>' in html


def test_a_workbook_holds_text_and_figures_and_says_how_many_rows() -> None:
    rows = (*((name, 1.5) for name in HOSTILE), (None, None))
    book = to_workbook(
        "出访手册", [WorkbookSheet("企业", ("名称", "面积"), rows)], made_on=DAY, version=VERSION
    )

    read = sheets_of(book)["企业"]

    assert f"共 {len(rows)} 行已全部导出" in str(read[0][0])
    assert VERSION in str(read[0][0])
    assert read[1] == ["名称", "面积"]
    assert [row[0] for row in read[2:-1]] == list(HOSTILE)
    assert read[-1] == ["未核实", "未核实"]
    assert formula_cells(book) == 0


def test_sheets_of_one_name_or_of_a_hostile_name_are_kept_apart() -> None:
    sheets = [
        WorkbookSheet(name, ("甲",), (("一",),)) for name in ("表", "表", "a/b[c]:*?" * 9, "")
    ]

    assert len(sheets_of(to_workbook("题", sheets, made_on=DAY, version=VERSION))) == 4


def test_a_row_of_a_workbook_is_as_high_as_its_longest_text() -> None:
    rows = (("短", 3.0), ("长" * 100, 3.5))

    with ZipFile(
        BytesIO(
            to_workbook(
                "题",
                [WorkbookSheet("表", ("甲", "乙"), rows, (20, 8))],
                made_on=DAY,
                version=VERSION,
            )
        )
    ) as file:
        page = file.read("xl/worksheets/sheet1.xml").decode()

    heights = [float(ht) for ht in re.findall(r'<row [^>]*ht="([\d.]+)" customHeight', page)]
    assert heights[2] < 20
    assert heights[3] >= 10 * 15


def test_a_wide_table_is_printed_on_the_larger_paper_in_letters_that_can_be_read() -> None:
    sheets = [
        WorkbookSheet(name, ("甲", "乙"), (("一", 2.0),), (width, width))
        for name, width in (("窄", 30), ("宽", 90), ("太宽", 200))
    ]

    with ZipFile(BytesIO(to_workbook("题", sheets, made_on=DAY, version=VERSION))) as file:
        pages = [file.read(f"xl/worksheets/sheet{at}.xml").decode() for at in (1, 2, 3)]

    papers = [re.findall(r'paperSize="(\d+)"', page) for page in pages]
    widths = [sum(2 * float(w) for w in re.findall(r' width="([\d.]+)"', page)) for page in pages]
    assert papers == [["9"], ["8"], ["8"]]
    assert widths[2] <= WIDEST + 2
    assert all('<autoFilter ref="A2:B3"/>' in page for page in pages)
