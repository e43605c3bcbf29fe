"""The rows in which headings may stand, also two at once: «所在地» over «省» and «市»."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 20  # characters of a heading in a second row


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """表头行: its last row (as a person counts), how many rows it has, and the headings."""

    row: int
    height: int
    cells: tuple[str, ...]


def heading_rows(
    rows: Sequence[Sequence[str]], knows: Callable[[str], bool]
) -> Iterator[HeadingRow]:
    """Give every row as headings, then every two rows that could be headings together.

    `knows` tells whether a text is a heading that has a meaning. Two rows count only where the
    second has headings that the first has not.
    """
    for number, row in enumerate(rows, start=1):
        yield HeadingRow(number, 1, tuple(row))
    for number, (upper, lower) in enumerate(pairwise(rows), start=2):
        if _may_go_together(upper, lower, knows):
            yield HeadingRow(number, 2, _joined(upper, lower, knows))


def _may_go_together(
    upper: Sequence[str], lower: Sequence[str], knows: Callable[[str], bool]
) -> bool:
    below = [cell.strip() for cell in lower if cell.strip()]
    if not all(len(cell) <= LONGEST and not cell.isdecimal() for cell in below):
        return False
    return any(map(knows, upper)) and any(
        knows(text) for pair in _pairs(upper, lower) if pair[1] for text in (pair[1], "".join(pair))
    )


def _pairs(upper: Sequence[str], lower: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give what stands above and below of each column; a group stands above all of its own."""
    group = ""
    for at in range(max(len(upper), len(lower))):
        above = upper[at].strip() if at < len(upper) else ""
        below = lower[at].strip() if at < len(lower) else ""
        group = above or (group if below else "")
        yield group, below


def _joined(
    upper: Sequence[str], lower: Sequence[str], knows: Callable[[str], bool]
) -> tuple[str, ...]:
    found = []
    for at, (group, below) in enumerate(_pairs(upper, lower)):
        above = upper[at].strip() if at < len(upper) else ""
        whole = f"{group}{below}"
        found.append(next((text for text in (below, whole, above) if text and knows(text)), whole))
    return tuple(found)
