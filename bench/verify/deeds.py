"""Alter a finished paper in ways that are no other word in a paragraph: one deed, one copy.

Rows change places, a page goes, a picture is another, a link leads elsewhere, a column is hidden.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2
from lxml import etree
from lxml.etree import _Element as Element

from papers.verification.comparing import Difference
from papers.verification.reading.passages import squeezed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
BODY, BOOK, SHEET = "word/document.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"
NEW = "七百一十三"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
PackedMembers = dict[str, bytes]


@dataclass
class Deed:
    """手脚: what was done to a paper, and every text it touched, as it stood or stands now.

    Without texts a whole page was moved: any difference speaks of it.
    """

    what: str
    content: bytes = b""
    texts: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return self.what

    def is_found_by(self, found: Difference) -> bool:
        """Tell whether a difference speaks of this deed."""
        if not self.texts:
            return True
        said = {squeezed(one) for one in (found.was, found.now, found.passage) if one}
        touched = [squeezed(one) for one in self.texts if one.strip()]
        return any(one in text or text in one for one in said for text in touched)


def deeds(ending: str, content: bytes) -> Iterator[Deed]:
    """Yield copies of a paper, each altered in one way, as far as it offers a place for that."""
    ways = _WAYS[ending]
    for what, way in ways.items():
        deed = Deed(what)
        made = way(content, deed)
        if made is not None:
            deed.content = made
            yield deed


def _unpacked(content: bytes) -> PackedMembers:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(members: PackedMembers) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return target.getvalue()


def _said(node: Element, tag: str) -> str:
    return "".join(one.text or "" for one in node.iter(tag))


def _texts(node: Element, tag: str) -> list[str]:
    return [one.text or "" for one in node.iter(tag)]


TreeChange = Callable[[Element, Deed], bool]


def _in(member: str, change: TreeChange) -> Callable[[bytes, Deed], bytes | None]:
    """Return the way that changes the first member of that name, or beginning so, that it can."""

    def way(content: bytes, deed: Deed) -> bytes | None:
        members = _unpacked(content)
        for name in sorted(members):
            if not (name.startswith(member) and name.endswith((".xml", ".rels"))):
                continue
            tree = etree.fromstring(members[name])
            if change(tree, deed):
                members[name] = etree.tostring(
                    tree, xml_declaration=True, encoding="UTF-8", standalone=True
                )
                return _packed(members)
        return None

    return way


def _rows_of_data(tree: Element, tags: tuple[str, str]) -> list[Element]:
    """Return two rows under each other that say different things, if there are any."""
    row, text = tags
    rows = [one for one in tree.iter(row) if len(_said(one, text)) > 3]  # noqa: PLR2004
    for one, two in pairwise(rows):
        if one.getparent() is two.getparent() and _said(one, text) != _said(two, text):
            return [one, two]
    return []


def _swap_rows(row: str, text: str) -> TreeChange:
    def change(tree: Element, deed: Deed) -> bool:
        found = _rows_of_data(tree, (row, text))
        if not found:
            return False
        found[1].addnext(found[0])
        deed.texts = [*_paragraphs(found[0], text), *_paragraphs(found[1], text)]
        return True

    return change


def _double_row(row: str, text: str) -> TreeChange:
    def change(tree: Element, deed: Deed) -> bool:
        found = _rows_of_data(tree, (row, text))
        if not found:
            return False
        found[0].addnext(deepcopy(found[0]))
        deed.texts = _paragraphs(found[0], text)
        return True

    return change


def _drop_row(row: str, text: str) -> TreeChange:
    def change(tree: Element, deed: Deed) -> bool:
        found = _rows_of_data(tree, (row, text))
        if not found:
            return False
        deed.texts = _paragraphs(found[0], text)
        parent = found[0].getparent()
        if parent is not None:
            parent.remove(found[0])
        return True

    return change


def _paragraphs(node: Element, text: str) -> list[str]:
    return [said for p in node.iter(f"{W}p", f"{A}p") if (said := _said(p, text)).strip()]


def _reword(text: str, pattern: str, new: Callable[[str], str]) -> TreeChange:
    """Return the change that writes the first text that fits a pattern in another way."""
    spot = re.compile(pattern)

    def change(tree: Element, deed: Deed) -> bool:
        for node in tree.iter(text):
            found = spot.search(node.text or "")
            if found:
                old = node.text or ""
                made = new(found[0])
                node.text = old[: found.start()] + made + old[found.end() :]
                deed.texts = [node.text, found[0], made]
                return True
        return False

    return change


WORDINGS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "加一个“不”字": ("[有可能]", lambda found: f"不{found}"),
    "亩改公顷": ("亩", lambda _: "公顷"),
    "万改亿": ("万", lambda _: "亿"),
    "数字改成全角的另一个": ("[0-9]{2,}", lambda found: f"9{found}".translate(WIDE)),
    "数字改成全角的同一个": ("[0-9]{2,}", lambda found: found.translate(WIDE)),
    "日期改一年": ("20[12][0-9]", lambda found: str(int(found) - 1)),
    "企业改名": ("(?<=[\u4e00-\u9fff])有限公司", lambda _: "集团有限公司"),
    "来源改名": ("人民政府", lambda _: "新闻网"),
    "小数点移一位": ("[0-9]\\.[0-9]", lambda found: found.replace(".", "") + ".0"),
}


def _wordings(member: str, text: str) -> dict[str, Callable[[bytes, Deed], bytes | None]]:
    return {what: _in(member, _reword(text, *how)) for what, how in WORDINGS.items()}


def _delete_paragraph(tree: Element, deed: Deed) -> bool:
    body = tree.find(f"{W}body")
    held = [] if body is None else [p for p in body.iterchildren(f"{W}p") if _said(p, f"{W}t")]
    if not held:
        return False
    gone = held[len(held) // 2]
    deed.texts = [_said(gone, f"{W}t")]
    parent = gone.getparent()
    if parent is not None:
        parent.remove(gone)
    return True


def _strike(tree: Element, deed: Deed) -> bool:
    for run in tree.iter(f"{W}r"):
        if len(_said(run, f"{W}t")) > 2:  # noqa: PLR2004
            looks = run.find(f"{W}rPr")
            if looks is None:
                looks = etree.Element(f"{W}rPr")
                run.insert(0, looks)
            etree.SubElement(looks, f"{W}strike")
            deed.texts = [_said(run, f"{W}t")]
            return True
    return False


def _described(tag: str) -> TreeChange:
    def change(tree: Element, deed: Deed) -> bool:
        for one in tree.iter(tag):
            if one.get("descr"):
                one.set("descr", NEW)
                deed.texts = [NEW]
                return True
        return False

    return change


def _link_elsewhere(tree: Element, deed: Deed) -> bool:
    for one in tree.iterchildren("{*}Relationship"):
        if one.get("TargetMode") == "External":
            one.set("Target", "https://example.com/713")
            deed.texts = ["https://example.com/713"]
            return True
    return False


def _another_picture(folder: str) -> Callable[[bytes, Deed], bytes | None]:
    def way(content: bytes, deed: Deed) -> bytes | None:
        members = _unpacked(content)
        pictures = sorted(name for name in members if name.startswith(folder))
        if not pictures:
            return None
        members[pictures[0]] += b"\0"
        deed.texts = ["图片"]
        return _packed(members)

    return way


def _slide_list(change: Callable[[Element], None]) -> TreeChange:
    def way(tree: Element, deed: Deed) -> bool:
        listed = tree.find(f"{P}sldIdLst")
        if listed is None or len(listed) < 4:  # noqa: PLR2004
            return False
        deed.texts = []
        change(listed)
        return True

    return way


def _drop_slide(listed: Element) -> None:
    listed.remove(listed[2])


def _swap_slides(listed: Element) -> None:
    listed.insert(1, listed[2])


def _hide_slide(tree: Element, deed: Deed) -> bool:
    tree.set("show", "0")
    deed.texts = ["（这一页设成了隐藏）"]
    return True


def _title(tree: Element, deed: Deed) -> bool:
    for one in tree.iter(f"{A}t"):
        if (one.text or "").strip():
            deed.texts = [str(one.text), NEW]
            one.text = NEW
            return True
    return False


def _hide_sheet(tree: Element, deed: Deed) -> bool:
    sheets = list(tree.iter(f"{S}sheet"))
    sheets[-1].set("state", "hidden")
    deed.texts = ["隐藏"]
    return True


def _rename_sheet(tree: Element, deed: Deed) -> bool:
    sheet = next(tree.iter(f"{S}sheet"))
    deed.texts = [str(sheet.get("name")), NEW]
    sheet.set("name", NEW)
    return True


def _hide_row(tree: Element, deed: Deed) -> bool:
    rows = list(tree.iter(f"{S}row"))
    rows[-1].set("hidden", "1")
    deed.texts = [f"第 {rows[-1].get('r')} 行隐藏"]
    return True


def _hide_column(tree: Element, deed: Deed) -> bool:
    columns = next(tree.iter(f"{S}cols"), None)
    if columns is None:
        return False
    columns[-1].set("hidden", "1")
    deed.texts = ["列隐藏"]
    return True


def _numbers(tree: Element) -> list[Element]:
    return [
        one
        for one in tree.iter(f"{S}c")
        if one.get("t", "n") == "n" and one.find(f"{S}v") is not None
    ]


def _number_as_text(tree: Element, deed: Deed) -> bool:
    for one in _numbers(tree)[:1]:
        one.set("t", "str")
        deed.texts = ["数字存成了文字"]
        return True
    return False


def _formula(tree: Element, deed: Deed) -> bool:
    for one in _numbers(tree)[:1]:
        formula = etree.Element(f"{S}f")
        formula.text = "41+1"
        one.insert(0, formula)
        deed.texts = ["41+1"]
        return True
    return False


def _another_format(tree: Element, deed: Deed) -> bool:
    looks = tree.find(f"{S}cellXfs")
    if looks is None:
        return False
    for one in looks:
        if one.get("numFmtId", "0") != "0":
            one.set("numFmtId", "10")
            deed.texts = ["0.00%"]
            return True
    return False


def _print_footer(tree: Element, deed: Deed) -> bool:
    for tag in ("oddFooter", "oddHeader"):
        for one in tree.iter(f"{S}{tag}"):
            one.text = f"{one.text}{NEW}"
            deed.texts = [NEW]
            return True
    return False


def _web(pattern: str, new: str) -> Callable[[bytes, Deed], bytes | None]:
    def way(content: bytes, deed: Deed) -> bytes | None:
        text = content.decode()
        head, body, rest = text.partition("<body")
        found = re.search(pattern, rest)
        if not found:
            return None
        made = found.expand(new)
        deed.texts = [re.sub("<[^>]*>", " ", one).strip() for one in (found[0], made)]
        deed.texts += re.findall(r'="([^"]{2,})"', found[0] + made) + re.findall("hidden", made)
        return (head + body + rest[: found.start()] + made + rest[found.end() :]).encode()

    return way


def _pdf_pages(order: Callable[[int], list[int]]) -> Callable[[bytes, Deed], bytes | None]:
    def way(content: bytes, deed: Deed) -> bytes | None:
        source = pypdfium2.PdfDocument(content)
        if len(source) < 3:  # noqa: PLR2004
            return None
        deed.texts = []
        made = pypdfium2.PdfDocument.new()
        made.import_pages(source, order(len(source)))
        target = io.BytesIO()
        made.save(target)
        return target.getvalue()

    return way


def _pdf_cover(content: bytes, deed: Deed) -> bytes:
    """Lay a white rectangle over the first page."""
    source = pypdfium2.PdfDocument(content)
    page = source[0]
    shape = pypdfium2.raw.FPDFPageObj_CreateNewRect(100, 100, 200, 20)
    pypdfium2.raw.FPDFPageObj_SetFillColor(shape, 255, 255, 255, 255)
    pypdfium2.raw.FPDFPath_SetDrawMode(shape, 1, 0)
    pypdfium2.raw.FPDFPage_InsertObject(page, shape)
    pypdfium2.raw.FPDFPage_GenerateContent(page)
    target = io.BytesIO()
    source.save(target)
    deed.texts = ["图形"]
    return target.getvalue()


_WAYS: Mapping[str, Mapping[str, Callable[[bytes, Deed], bytes | None]]] = {
    "docx": {
        **_wordings(BODY, f"{W}t"),
        "页眉改字": _in("word/header", _reword(f"{W}t", r"\S+", lambda _: NEW)),
        "页脚改字": _in("word/footer", _reword(f"{W}t", r"[\u4e00-\u9fff]+", lambda _: NEW)),
        "表中两行对调": _in(BODY, _swap_rows(f"{W}tr", f"{W}t")),
        "表中一行重复": _in(BODY, _double_row(f"{W}tr", f"{W}t")),
        "表中一行删去": _in(BODY, _drop_row(f"{W}tr", f"{W}t")),
        "一段删去": _in(BODY, _delete_paragraph),
        "一段划掉": _in(BODY, _strike),
        "图片换掉": _another_picture("word/media/"),
        "图片说明改字": _in(BODY, _described(f"{WP}docPr")),
        "链接改地址": _in("word/_rels/document", _link_elsewhere),
    },
    "pptx": {
        **_wordings("ppt/slides/slide", f"{A}t"),
        "幻灯片标题改掉": _in("ppt/slides/slide3", _title),
        "备注改字": _in(
            "ppt/notesSlides/notesSlide", _reword(f"{A}t", r"[\u4e00-\u9fff]+", lambda _: NEW)
        ),
        "抽掉一页": _in("ppt/presentation.xml", _slide_list(_drop_slide)),
        "两页对调": _in("ppt/presentation.xml", _slide_list(_swap_slides)),
        "隐藏一页": _in("ppt/slides/slide4", _hide_slide),
        "表中两行对调": _in("ppt/slides/slide", _swap_rows(f"{A}tr", f"{A}t")),
        "表中一行重复": _in("ppt/slides/slide", _double_row(f"{A}tr", f"{A}t")),
        "图形说明改字": _in("ppt/slides/slide", _described(f"{P}cNvPr")),
        "链接改地址": _in("ppt/slides/_rels/slide", _link_elsewhere),
    },
    "xlsx": {
        **_wordings("xl/sharedStrings.xml", f"{S}t"),
        "隐藏一张表": _in(BOOK, _hide_sheet),
        "表改名": _in(BOOK, _rename_sheet),
        "隐藏一行": _in(SHEET, _hide_row),
        "隐藏一列": _in(SHEET, _hide_column),
        "数字改成文字": _in("xl/worksheets/sheet", _number_as_text),
        "数字改成公式": _in("xl/worksheets/sheet", _formula),
        "数字格式改成百分数": _in("xl/styles.xml", _another_format),
        "打印页脚改字": _in("xl/worksheets/sheet", _print_footer),
    },
    "html": {
        "链接改地址": _web(r'href="[^"]+"', 'href="https://example.com/713"'),
        "一段隐藏": _web(r"<p>", "<p hidden>"),
        "一段设成看不见": _web(r"<p>", '<p style="display:none">'),
        "图片换掉": _web(r'src="data:[^"]+"', 'src="data:image/png;base64,AAAA"'),
        "图片说明改字": _web(r'alt="[^"]+"', f'alt="{NEW}"'),
        "表中一行重复": _web(r"(<tr>(?:(?!<tr>).)*?</tr>)", r"\1\1"),
        "一段删去": _web(r"<p[^>]*>[^<]{6,}</p>", ""),
        "加一个“不”字": _web(r">([^<]*?)([有可能])", r">\1不\2"),
        "亩改公顷": _web(r">([^<]*?)亩", r">\1公顷"),
    },
    "pdf": {
        "抽掉一页": _pdf_pages(lambda count: [0, *range(2, count)]),
        "两页对调": _pdf_pages(lambda count: [0, 2, 1, *range(3, count)]),
        "一页重复": _pdf_pages(lambda count: [0, 1, *range(1, count)]),
        "盖一块白": _pdf_cover,
    },
}
