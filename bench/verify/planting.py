"""Alter a finished paper as somebody might: another figure, another word, a sentence more or less.

Every change is noted as it stood and as it stands now, so that what is found can be held against
it.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from lxml import etree
from lxml.etree import _Element as Element

from papers.verification.comparing import Difference
from papers.verification.marks import CUSTOM, NAME
from papers.verification.reading.passages import squeezed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NUMBER = re.compile(r"\d+")
LETTER = re.compile(r"[\u4e00-\u9fff]")
OTHERS = "丁戊己庚辛壬癸"
MORE = "，另有七百一十三家"
WAYS = ("kept", "dropped", "forged id", "forged version")


@dataclass(frozen=True, slots=True)
class Planted:
    """埋下的改动: the words that were changed, and the text they stand in now ("" if unknown)."""

    was: str
    now: str
    text: str

    def is_found_by(self, found: Difference) -> bool:
        """Tell whether a difference speaks of this change."""
        if not self.now:
            return squeezed(self.was) in squeezed(found.was) or squeezed(found.was) == squeezed(
                self.was
            )
        if self.text and squeezed(self.text) not in squeezed(found.passage):
            return False
        return squeezed(self.now) in squeezed(found.now) or bool(
            self.was and squeezed(self.was) in squeezed(found.was)
        )


def another(text: str, random: Random) -> tuple[str, str, str] | None:
    """Return `text` with one number or letter changed, what it was and is; None without any."""
    found = [*NUMBER.finditer(text)] or [*LETTER.finditer(text)]
    if random.random() < 0.4:  # noqa: PLR2004  (a share of words, not figures)
        found = [*LETTER.finditer(text)] or found
    if not found:
        return None
    spot = random.choice(found)
    old = spot.group()
    new = old
    while new == old:
        digits = "".join(random.choice("123456789") for _ in old)
        new = digits if old.isdecimal() else random.choice(OTHERS)
    return text[: spot.start()] + new + text[spot.end() :], old, new


def plant(ending: str, content: bytes, count: int, random: Random) -> tuple[bytes, list[Planted]]:
    """Return an altered Word, PowerPoint, Excel or HTML file, and the changes in it."""
    return _PLANTS[ending](content, count, random)


def _word(content: bytes, count: int, random: Random) -> tuple[bytes, list[Planted]]:
    return _texts(content, ("word/document.xml",), (f"{W}p", f"{W}t"), (count, random))


def _deck(content: bytes, count: int, random: Random) -> tuple[bytes, list[Planted]]:
    return _texts(content, ("ppt/slides/slide",), (f"{A}p", f"{A}t"), (count, random))


def _texts(
    content: bytes, starts: Sequence[str], tags: tuple[str, str], asked: tuple[int, Random]
) -> tuple[bytes, list[Planted]]:
    count, random = asked
    trees = {n: etree.fromstring(b) for n, b in _members(content) if n.startswith(tuple(starts))}
    trees = {name: tree for name, tree in trees.items() if name.endswith(".xml")}
    paragraphs = [p for tree in trees.values() for p in tree.iter(tags[0]) if _said(p, tags[1])]
    random.shuffle(paragraphs)
    planted: list[Planted] = []
    for paragraph in paragraphs:
        if len(planted) == count:
            break
        change = _change(_nodes(paragraph, tags[1]), random)
        if change:
            was, now = change
            text = "".join(node.text or "" for node in _nodes(paragraph, tags[1])).strip()
            planted.append(Planted(was, now, text if now else ""))
    changed = {name: etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
               for name, tree in trees.items()}  # fmt: skip
    return _rewritten(content, changed), planted


def _nodes(paragraph: Element, tag: str) -> list[Element]:
    """Return the texts of a paragraph without the page number at the end of a line of contents."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    is_contents = style is not None and str(style.get(f"{W}val")).lower().startswith("toc")
    nodes: list[Element] = []
    before: list[Element] = []
    for node in paragraph.iter(tag, f"{W}tab"):
        if node.tag == f"{W}tab":
            before = list(nodes) or before
        else:
            nodes.append(node)
    return before if is_contents and before else nodes


def _said(paragraph: Element, tag: str) -> str:
    return "".join(node.text or "" for node in paragraph.iter(tag)).strip()


def _change(nodes: Sequence[Element], random: Random) -> tuple[str, str] | None:
    """Change one paragraph; return what was and is there, the latter "" for all taken out."""
    way = random.random()
    if way < 0.1:  # noqa: PLR2004
        was = "".join(node.text or "" for node in nodes)
        for node in nodes:
            node.text = ""
        return was, ""
    if way < 0.2:  # noqa: PLR2004
        nodes[-1].text = (nodes[-1].text or "") + MORE
        return "", MORE
    for node in random.sample(list(nodes), len(nodes)):
        changed = another(node.text or "", random)
        if changed:
            node.text = changed[0]
            return changed[1], changed[2]
    return None


def _workbook(content: bytes, count: int, random: Random) -> tuple[bytes, list[Planted]]:
    members = dict(_members(content))
    shared = [
        "".join(t.text or "" for t in one.iter(f"{S}t"))
        for one in etree.fromstring(members["xl/sharedStrings.xml"])
    ]
    sheets = {
        name: etree.fromstring(raw)
        for name, raw in members.items()
        if name.startswith("xl/worksheets/sheet")
    }
    cells = [c for s in sheets.values() for c in s.iter(f"{S}c") if c.find(f"{S}v") is not None]
    random.shuffle(cells)
    planted: list[Planted] = []
    for cell in cells:
        if len(planted) == count:
            break
        value = cell.find(f"{S}v")
        kept = str(value.text)
        text = shared[int(kept)] if cell.get("t") == "s" else kept
        changed = another(text, random)
        if changed is None:
            continue
        if cell.get("t") == "s":
            cell.remove(value)
            cell.set("t", "inlineStr")
            etree.SubElement(etree.SubElement(cell, f"{S}is"), f"{S}t").text = changed[0]
            planted.append(Planted(changed[1], changed[2], changed[0]))
        else:
            value.text = changed[0]
            planted.append(Planted(f"{float(text):.12g}", f"{float(changed[0]):.12g}", ""))
    written = {name: etree.tostring(sheet) for name, sheet in sheets.items()}
    return _rewritten(content, written), planted


def _web(content: bytes, count: int, random: Random) -> tuple[bytes, list[Planted]]:
    head, body, rest = content.decode().partition("<body>")
    pieces = re.split(r"(<[^>]*>)", rest)
    spots = [at for at, piece in enumerate(pieces) if piece.strip() and not piece.startswith("<")]
    random.shuffle(spots)
    planted: list[Planted] = []
    for at in spots:
        if len(planted) == count:
            break
        changed = None if "&" in pieces[at] else another(pieces[at], random)
        if changed:
            pieces[at] = changed[0]
            planted.append(Planted(changed[1], changed[2], changed[0]))
    return (head + body + "".join(pieces)).encode(), planted


_PLANTS: Mapping[str, Callable[[bytes, int, Random], tuple[bytes, list[Planted]]]] = {
    "docx": _word,
    "pptx": _deck,
    "xlsx": _workbook,
    "html": _web,
}


def plant_drawn(
    texts: Sequence[str], count: int, random: Random
) -> tuple[dict[int, str], list[Planted]]:
    """Choose which of the texts that go into a PDF say something else, by their number."""
    changed: dict[int, str] = {}
    planted: list[Planted] = []
    for at in random.sample(range(len(texts)), len(texts)):
        if len(planted) == count:
            break
        made = another(texts[at], random)
        if made:
            changed[at] = made[0]
            planted.append(Planted(made[1], made[2], ""))
    return changed, planted


def tampered(ending: str, content: bytes, way: str) -> bytes:
    """Alter the copy of the mark along with the text; every letter is replaced by another."""
    if way == "kept":
        return content
    if ending in {"docx", "pptx", "xlsx"}:
        members = dict(_members(content))
        return _rewritten(content, {CUSTOM: _forged(members[CUSTOM], way)})
    return _forged(content, way)


def _forged(content: bytes, way: str) -> bytes:
    if way == "dropped":
        return content.replace(NAME.encode(), NAME[::-1].encode()).replace(
            b"sanming-paper", b"nothing"
        )
    if way == "forged id":
        return re.sub(rb'(id(?:"|&quot;):(?:"|&quot;))[0-9a-f]{8}', rb"\g<1>00000000", content)
    return re.sub(rb'(version(?:"|&quot;):(?:"|&quot;))2026', rb"\g<1>2025", content)


def _members(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield from ((name, archive.read(name)) for name in archive.namelist())


def _rewritten(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in _members(content):
            archive.writestr(name, changed.get(name, raw))
    return target.getvalue()
