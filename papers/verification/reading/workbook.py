"""Read a workbook back: every cell with its sheet and address, numbers as they are kept."""

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml.etree import _Element as Element

from papers.verification.reading.package import RELATION, OfficePackage
from papers.verification.reading.passages import Passage, look

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_WORDS = re.compile(r'"[^"]*"|\\.')
BUILT_IN = {
    "0": "General",
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "49": "@",
}
ON, NOTHING = ("1", "true"), ("0", "0.0")
MOST_COLUMNS = 100
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FONTS = re.compile(r'&"[^"]*"|&\d+|&K[0-9A-F]{6}')
HIDDEN = "（这张表设成了隐藏）"


def read_workbook(package: OfficePackage) -> list[Passage]:
    """Return the cells of every sheet, row by row, and what stands in comments."""
    strings, looks, formats = _strings(package), _looks(package), _formats(package)
    by_id = package.related(BOOK)
    found: list[Passage] = []
    for sheet in package.xml(BOOK).iter(f"{S}sheet"):
        name, member = str(sheet.get("name")), by_id.get(str(sheet.get(RELATION)), "")
        if sheet.get("state", "visible") != "visible":
            found.append(Passage(name, HIDDEN))
        if package.has(member):
            found.append(look(name, f"工作表 {name}"))
            page = package.xml(member)
            for cell in page.iter(f"{S}c"):
                found += _cell(cell, name, strings, looks)
                found += _kept_as(cell, name, strings, formats)
            found += _hidden(page, name)
            found += _around(package, page, member, name)
            found += _comments(package, member, name)
    return found


def _cell(
    cell: Element, sheet: str, strings: Sequence[str], looks: Mapping[int, str]
) -> Iterator[Passage]:
    text = _value(cell, strings)
    if not text.strip():
        return
    address = str(cell.get("r", ""))
    part = _ADDRESS.fullmatch(address)
    words = looks.get(_number(cell.get("s")), "") if cell.get("t", "n") == "n" else ""
    formula = cell.find(f"{S}f")
    if formula is not None:
        words += f"（公式 {formula.text or ''}）"
    yield Passage(f"{sheet}!{address}", text + words, part[1] if part else "")


def _kept_as(
    cell: Element, sheet: str, strings: Sequence[str], formats: Mapping[int, str]
) -> Iterator[Passage]:
    """Yield what changes how a value shows or counts: a number kept as text, a format."""
    text, is_number = _value(cell, strings).strip(), cell.get("t", "n") == "n"
    place = f"{sheet}!{cell.get('r', '')}"
    if not is_number and _NUMBER.fullmatch(text):
        yield look(place, "数字存成了文字")
    shown = formats.get(_number(cell.get("s")), "") if text and is_number else ""
    if shown:
        yield look(place, f"格式 {shown}")


def _hidden(page: Element, sheet: str) -> Iterator[Passage]:
    for row in page.iter(f"{S}row"):
        if row.get("hidden") in ON or row.get("ht") in NOTHING:
            yield look(f"{sheet}!{row.get('r')}", f"第 {row.get('r')} 行隐藏")
    for columns in page.iter(f"{S}col"):
        if columns.get("hidden") in ON or columns.get("width") in NOTHING:
            first, last = _number(columns.get("min")), _number(columns.get("max"))
            last = min(last, first + MOST_COLUMNS)
            yield from (look(sheet, f"第 {at} 列隐藏") for at in range(first, last + 1))


def _around(package: OfficePackage, page: Element, member: str, sheet: str) -> Iterator[Passage]:
    """Yield what is printed at the edges, and what is laid over the cells."""
    for tag in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
        for one in page.iter(f"{S}{tag}"):
            if one.text:
                yield look(sheet, f"页眉页脚 {_FONTS.sub('', one.text)}")
    for target in package.related(member).values():
        if target.startswith("xl/drawings/") and target.endswith(".xml") and package.has(target):
            drawn = package.xml(target)
            said = "".join(one.text or "" for one in drawn.iter(f"{A}t"))
            yield from (look(sheet, f"图形 {said}") for one in drawn if len(one))


def _value(cell: Element, strings: Sequence[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{S}t"))
    kept = cell.findtext(f"{S}v") or ""
    if kind == "s":
        at = _number(kept)
        return strings[at] if 0 <= at < len(strings) else ""
    return _plain_number(kept) if kind == "n" else kept


def _plain_number(kept: str) -> str:
    """Write a number in one way, whichever program saved it."""
    try:
        return f"{float(kept):.12g}" if kept else ""
    except ValueError:
        return kept


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() else -1


def _strings(package: OfficePackage) -> list[str]:
    if not package.has(STRINGS):
        return []
    shared = package.xml(STRINGS).iterchildren(f"{S}si")
    return ["".join(t.text or "" for t in _spoken(one)) for one in shared]


def _spoken(one: Element) -> Iterator[Element]:
    """Yield the texts of a string without the readings of its characters."""
    return (t for t in one.iter(f"{S}t") if next(t.iterancestors(f"{S}rPh"), None) is None)


def _looks(package: OfficePackage) -> dict[int, str]:
    """Return the words that a look of a cell adds to its number, by the number of the look."""
    if not package.has(STYLES):
        return {}
    styles = package.xml(STYLES)
    codes = {
        str(one.get("numFmtId")): "".join(_WORDS.findall(str(one.get("formatCode", ""))))
        for one in styles.iter(f"{S}numFmt")
    }
    listed = styles.find(f"{S}cellXfs")
    kinds = [] if listed is None else [str(one.get("numFmtId")) for one in listed]
    said = {at: codes[kind] for at, kind in enumerate(kinds) if codes.get(kind)}
    return {at: f"（格式 {words}）" for at, words in said.items() if any(map(str.isalnum, words))}


def _formats(package: OfficePackage) -> dict[int, str]:
    """Return the code of the format of a look that has one, by the number of the look."""
    if not package.has(STYLES):
        return {}
    styles = package.xml(STYLES)
    codes = {
        str(one.get("numFmtId")): str(one.get("formatCode", ""))
        for one in styles.iter(f"{S}numFmt")
    }
    listed = styles.find(f"{S}cellXfs")
    kinds = [] if listed is None else [str(one.get("numFmtId", "0")) for one in listed]
    shown = {at: codes.get(kind, BUILT_IN.get(kind, kind)) for at, kind in enumerate(kinds)}
    return {at: code for at, code in shown.items() if code.lower() != "general"}


def _comments(package: OfficePackage, member: str, sheet: str) -> Iterator[Passage]:
    for target in package.related(member).values():
        if "comment" in target.lower() and target.endswith(".xml") and package.has(target):
            said = "".join(str(text) for text in package.xml(target).itertext())
            yield Passage(f"{sheet}批注", said)
