"""Break a text into lines of a given width, the Chinese way."""

import re
from collections.abc import Iterator

from drawing.shapes.lettering import ELLIPSIS, measure

NOT_FIRST = frozenset("，。、；：！？）》」』”’,.;:!?)]%％～~·")
NOT_LAST = frozenset("（《「『“‘([")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.%/+\-]*|\s+|.", re.DOTALL)


def width_of(text: str, size: float) -> float:
    """Width of `text`; unlike in a box of the graph, a middle dot takes a whole square here."""
    return measure(text, size) + 0.6 * size * text.count("·")


def cut(text: str, size: float, width: float) -> str:
    """`text`, or as much of its beginning as fits with an ellipsis."""
    if width_of(text, size) <= width:
        return text
    kept = text
    while kept and width_of(kept + ELLIPSIS, size) > width:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def wrap(text: str, size: float, width: float, first: float | None = None) -> tuple[str, ...]:
    """Return the lines of `text` in letters of `size`; `first` is the room of the first line.

    No line begins with a closing mark or ends with an opening one; Latin words and numbers stay
    whole unless they alone are wider than a line. A text of nothing has no lines.
    """
    lines: list[str] = []
    line = ""
    for word in _units(text, size, width):
        room = width if lines or first is None else first
        if width_of((line + word).rstrip(), size) <= room:
            line += word
            continue
        if line.strip() or not lines:
            lines.append(line.rstrip())
        line = word.lstrip()
    return tuple([*lines, line.rstrip()] if line.strip() else lines)


def _units(text: str, size: float, width: float) -> Iterator[str]:
    """Pieces that must stay on one line: a word, or a character with the marks that cling to it."""
    piece = ""
    for found in _WORD.finditer(text):
        part = found.group()
        clings = part[0] in NOT_FIRST or (piece and piece[-1] in NOT_LAST)
        if piece and not clings:
            yield from _short(piece, size, width)
            piece = ""
        piece += part
    if piece:
        yield from _short(piece, size, width)


def _short(piece: str, size: float, width: float) -> Iterator[str]:
    """`piece`, or its characters if it alone is wider than a line."""
    if width_of(piece, size) <= width:
        yield piece
    else:
        yield from piece
