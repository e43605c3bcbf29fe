"""What is done to a paper beside its words: rows, pages, pictures, links, what is hidden."""

import io
import zipfile

import pytest
from docx import Document
from docx.shared import Cm
from pptx import Presentation
from pptx.util import Cm as SlideCm

from bench.verify.deeds import deeds
from papers.verification.comparing import compare
from papers.verification.reading.any_paper import read_paper
from papers.verification.reading.passages import LOOK
from tests.papers.verification.made import ENDINGS, make_file, passages

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8cfc000000301010018dd8db00000000049454e44ae426082"
)
DONE = {
    "docx": {"表中两行对调", "表中一行重复", "表中一行删去", "一段删去", "一段划掉", "页脚改字"},
    "pptx": {"抽掉一页", "两页对调", "隐藏一页", "幻灯片标题改掉", "备注改字", "表中两行对调"},
    "xlsx": {
        "表改名",
        "隐藏一行",
        "隐藏一列",
        "数字改成文字",
        "数字改成公式",
        "数字格式改成百分数",
    },
    "html": {"表中一行重复", "链接改地址", "一段设成看不见"},
    "pdf": {"盖一块白"},
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_deed_is_found_and_nothing_beside_it(ending: str) -> None:
    content = make_file(ending)
    made, done = passages(ending, content), set()
    for deed in deeds(ending, content):
        found = compare(made, passages(ending, deed.content), flows=ending == "pdf")
        assert any(map(deed.is_found_by, found)), deed.what
        assert all(map(deed.is_found_by, found)), deed.what
        done.add(deed.what)

    assert done >= DONE[ending]


def with_picture(described: str, picture: bytes = PIXEL) -> bytes:
    document = Document()
    shape = document.add_picture(io.BytesIO(picture), width=Cm(2))
    shape._inline.docPr.set("descr", described)  # noqa: SLF001
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_another_picture_and_other_words_for_the_blind_are_seen() -> None:
    made = passages("docx", with_picture("路线"))
    content = with_picture("路线")
    [picture] = [n for n in zipfile.ZipFile(io.BytesIO(content)).namelist() if "media/" in n]
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + (b"\0" if name == picture else b""))

    [other] = compare(made, passages("docx", target.getvalue()))
    [words] = compare(made, passages("docx", with_picture("别的路线")))

    assert other.was.startswith("（图片 ")
    assert (words.was, words.now) == ("（图片说明 路线）", "（图片说明 别的路线）")


def test_a_link_of_a_slide_that_leads_elsewhere_is_seen() -> None:
    def slide(address: str) -> bytes:
        deck = Presentation()
        page = deck.slides.add_slide(deck.slide_layouts[6])
        box = page.shapes.add_textbox(0, 0, SlideCm(5), SlideCm(2))
        run = box.text_frame.paragraphs[0].add_run()
        run.text, run.hyperlink.address = "来源", address
        target = io.BytesIO()
        deck.save(target)
        return target.getvalue()

    [found] = compare(
        passages("pptx", slide("https://www.sm.gov.cn/")), passages("pptx", slide("https://e.com/"))
    )

    assert found.now == "（链接到 https://e.com/）"


def test_a_cell_of_a_slide_stands_in_its_row_and_column() -> None:
    places = [one.place for one in passages("pptx", make_file("pptx"))]

    assert any("表 1 第 1 行第 1 列" in place for place in places)


def test_an_attribute_of_a_page_is_seen_and_its_mark_is_none() -> None:
    looks = [one.text for one in passages("html", make_file("html")) if one.column == LOOK]

    assert looks
    assert read_paper("html", make_file("html")).mark not in "".join(looks)
