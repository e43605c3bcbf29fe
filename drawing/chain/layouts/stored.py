"""The layouts of the shipped chains, as long searches found them.

`python -m bench.layout --store` writes them. A layout names its chain by a checksum of what it was
looked for; a chain that changed since is laid out anew, beginning with what is left of the old one.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from drawing.chain.columns import Columns
from drawing.chain.layers import Ends, Slot
from drawing.chain.layouts.shipped import TEXT
from drawing.chain.layouts.subject import Layout

HEAD = "="  # before chain and key; the columns follow, one a line
JOIN = ":"
JOINED, TO = "joined", ">"  # a line with the flows in the lane to their target


@cache
def stored_layouts() -> Mapping[str, Layout]:
    """The layouts by key."""
    return read_layouts(TEXT)


def read_layouts(text: str) -> dict[str, Layout]:
    """Read what `as_text` wrote: the layouts by key."""
    columns: dict[str, list[str]] = {}
    for line in filter(None, text.splitlines()):
        if line.startswith(HEAD):
            key = line.split()[-1]
            columns[key] = []
        else:
            columns[key].append(line)
    return {key: _layout(lines) for key, lines in columns.items()}


def as_text(layouts: Iterable[tuple[str, str, Layout]]) -> str:
    """Write layouts, each with its chain and key: a line a column, lanes as `from:` or `to:`."""
    lines = []
    for chain, key, layout in layouts:
        lines.append(f"{HEAD} {chain} {key}")
        for stage, column in zip(layout.columns.stages, layout.order, strict=True):
            words = (s.link if s.is_box else f"{s.kind}{JOIN}{s.link}" for s in column)
            lines.append(" ".join((stage, *words)))
        joined = (TO.join(ends) for ends in sorted(layout.joined))
        lines.append(" ".join((JOINED, *joined)))
    return "\n".join((*lines, ""))


def _layout(lines: Sequence[str]) -> Layout:
    stages, order = [], []
    *columns, joined = lines
    for at, line in enumerate(columns):
        stage, *words = line.split()
        stages.append(stage)
        order.append(tuple(_slot(at, word) for word in words))
    of = {slot.link: slot.column for column in order for slot in column if slot.is_box}
    return Layout(Columns(of, tuple(stages)), tuple(order), _joined(joined))


def _joined(line: str) -> frozenset[Ends]:
    ends = (flow.partition(TO) for flow in line.split()[1:])
    return frozenset((source, target) for source, _to, target in ends)


def _slot(column: int, word: str) -> Slot:
    kind, joined, link = word.partition(JOIN)
    return Slot(column, kind, link) if joined else Slot(column, "box", word)
