"""Lists of a Word document: real ones, so that whoever edits the file gets the next number free."""

from docx.document import Document as WordDocument
from lxml.etree import _Element as Element

from papers.renderers.word_xml import element

HANGING = 300  # twentieths of a point
FIRST_FREE = 900  # above the numbers that Word's own template uses


class WordLists:
    """条目编号: bullets share one list, and every numbered list begins anew at 1."""

    def __init__(self, document: WordDocument) -> None:
        self._numbering: Element = document.part.numbering_part.element
        self._next = FIRST_FREE
        self._levels = {
            numbered: self._add_level("decimal" if numbered else "bullet", text)
            for numbered, text in ((True, "%1."), (False, "·"))
        }
        self._bullets = self._begin(numbered=False)

    def mark(self, *, numbered: bool) -> Element:
        """Begin a list and return what each of its paragraphs carries in its properties."""
        number = self._begin(numbered=True) if numbered else self._bullets
        return element("w:numPr", element("w:ilvl", val=0), element("w:numId", val=number))

    def _add_level(self, kind: str, text: str) -> int:
        number = self._take()
        level = element(
            "w:lvl",
            element("w:start", val=1),
            element("w:numFmt", val=kind),
            element("w:lvlText", val=text),
            element("w:lvlJc", val="left"),
            element("w:pPr", element("w:ind", left=HANGING, hanging=HANGING)),
            ilvl=0,
        )
        made = element("w:abstractNum", level, abstractNumId=number)
        made.insert(0, element("w:multiLevelType", val="singleLevel"))
        self._numbering.insert(0, made)  # these stand before every list that uses one
        return number

    def _begin(self, *, numbered: bool) -> int:
        number = self._take()
        anew = element("w:lvlOverride", element("w:startOverride", val=1), ilvl=0)
        level = element("w:abstractNumId", val=self._levels[numbered])
        self._numbering.append(element("w:num", level, anew, numId=number))
        return number

    def _take(self) -> int:
        self._next += 1
        return self._next
