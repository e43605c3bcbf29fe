"""Text of unknown origin for places that read Markdown."""

import re

MEANING = frozenset(r"\`*_{}[]()<>#+-.!|~$:&")
# Icons, emoji and arrows are put in after the escapes have been read, so only a sign in between
# keeps ":material/home:" and " -> " as they are. It has no width and ends no line.
SHORTHAND = re.compile(r":(?=[\w+/-]+:)|(?<!\S)[<>~-](?=-?[>=-](?!\S))")
# So are addresses: a name that holds one is a name, and no way to somebody's page.
ADDRESS = re.compile(r"https?(?=://)|www(?=\.)|(?<=[-.\w+])(?=@[-\w])", re.IGNORECASE)
JOINER = "\u2060"


def plain(text: str) -> str:
    """Escape whatever Markdown, HTML, math, a Streamlit colour or icon would make of `text`.

    Addresses in it do not become links.
    """
    apart = SHORTHAND.sub(rf"\g<0>{JOINER}", ADDRESS.sub(rf"\g<0>{JOINER}", text))
    return "".join(f"\\{c}" if c in MEANING else c for c in apart)
