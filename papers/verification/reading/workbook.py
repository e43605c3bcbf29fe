"""Read a workbook back: every cell with its sheet and address, numbers as they are kept."""

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml.etree import _Element as Element

from papers.verification.reading.package import RELATION, OfficePackage
from papers.verification.reading.passages import Passage

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_WORDS = re.compile(r'"[^"]*"|\\.')
HIDDEN = "（这张表设成了隐藏）"


def read_workbook(package: OfficePackage) -> list[Passage]:
    """Return the cells of every sheet, row by row, and what stands in comments."""
    strings, looks = _strings(package), _looks(package)
    by_id = package.related(BOOK)
    found: list[Passage] = []
    for sheet in package.xml(BOOK).iter(f"{S}sheet"):
        name, member = str(sheet.get("name")), by_id.get(str(sheet.get(RELATION)), "")
        if sheet.get("state", "visible") != "visible":
            found.append(Passage(name, HIDDEN))
        if package.has(member):
            page = package.xml(member)
            found += [
                one for cell in page.iter(f"{S}c") for one in _cell(cell, name, strings, looks)
            ]
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


def _comments(package: OfficePackage, member: str, sheet: str) -> Iterator[Passage]:
    for target in package.related(member).values():
        if "comment" in target.lower() and target.endswith(".xml") and package.has(target):
            said = "".join(str(text) for text in package.xml(target).itertext())
            yield Passage(f"{sheet}批注", said)
