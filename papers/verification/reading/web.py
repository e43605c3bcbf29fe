"""Read an HTML paper back: its blocks in their order, and everything else that shows."""

from html.parser import HTMLParser

from papers.verification.marks import META
from papers.verification.reading.passages import Passage, look, picture_hash

BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div"),
        *("dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary"),
        *("table", "tbody", "td", "th", "thead", "title", "tr", "ul", "style", "script"),
    )
)
TITLES = frozenset({"h1", "h2"})
MUTE = frozenset({"style", "script"})
LONGEST = 200  # letters of an attribute that are told
LOOKS = ("style", "hidden", "src", "onload", "onclick")


def read_web(content: bytes) -> tuple[str, list[Passage]]:
    """Return the mark and the passages of a page; what is no UTF-8 is read as far as it is."""
    reader = _Reader()
    reader.feed(content.decode("utf-8", errors="replace"))
    reader.close()
    reader.end_block()
    return reader.mark, reader.found


class _Reader(HTMLParser):
    """Gathers text until a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.mark = ""
        self.found: list[Passage] = []
        self._words: list[str] = []
        self._title, self._number, self._tag = "", 0, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "meta" and held.get("name") == META:
            self.mark = self.mark or held.get("content", "")
        if tag in BLOCKS:
            self.end_block()
            self._tag = tag
        for name in LOOKS:
            if name in held:
                self.found.append(Passage(self._place(), f"（{tag} 的 {name}：{held[name]}）"))
        is_mark = tag == "meta" and held.get("name") == META
        rest = {} if is_mark else {n: v for n, v in held.items() if n not in (*LOOKS, "data-word")}
        for name, value in rest.items():
            told = value if len(value) <= LONGEST else picture_hash(value.encode())
            self.found.append(look(self._place(), f"{tag} 的 {name}：{told}"))
        if held.get("data-word"):
            self._words.append(f"{held['data-word']}：")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.end_block()
            self._tag = ""

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def end_block(self) -> None:
        text = "".join(self._words).strip()
        self._words = []
        if not text:
            return
        if self._tag in TITLES:
            self._title, self._number = text, 0
        else:
            self._number += 1
        self.found.append(Passage(self._place(), text))

    def _place(self) -> str:
        if self._tag in MUTE:
            return "网页样式"
        return f"“{self._title[:20]}”第 {self._number} 段" if self._title else "开头"
