"""The colours with a meaning of their own, for Python, style sheets and papers alike."""

import re
from pathlib import Path

ACCENT = "#1f4e79"  # what is ours to act on: headings, links, what is chosen
TOKENS = {"accent": ACCENT}
_NAMED = re.compile(r"var\(--([a-z-]+)\)")


def stylesheet(path: Path, **values: str) -> str:
    """Read a style sheet; `var(--accent)` and other tokens are written out as colours.

    Written out, because a figure is also opened by programs that know no custom properties.
    `values` are further names to be written out; what neither knows is the sheet's own.
    """
    known = TOKENS | {name.replace("_", "-"): value for name, value in values.items()}
    text = path.read_text(encoding="utf-8")
    return _NAMED.sub(lambda found: known.get(found[1], found[0]), text)
