"""Set lists into columns: the largest letters that fit, and nothing left out in silence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefings.texts import clean
from briefings.wallmaps.model import Item, Section
from drawing.shapes.colours import ACCENT
from drawing.shapes.model import Node
from papers.wallmaps.sheets.ink import INK, MUTED, SMALLEST, corner_mark, letters, rule
from papers.wallmaps.sheets.wrapping import width_of, wrap

LARGEST, STEP = 10.6, 0.2
LEADING = 1.36
GAP = 14.0  # between columns


@dataclass(frozen=True, slots=True)
class ListArea:
    """Where the lists go: a rectangle, divided into `columns` of equal width."""

    x: float
    y: float
    width: float
    height: float
    columns: int = 1

    @property
    def column_width(self) -> float:
        """Width of one column."""
        return (self.width - GAP * (self.columns - 1)) / self.columns


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Some lines that stay together; nodes are drawn from (0, 0), the upper left corner."""

    nodes: tuple[Node, ...]
    height: float
    with_next: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """How lists are set: size of the letters, whole sentences or brief, how many items at most."""

    size: float
    brief: bool = False
    most: int = 1000


def set_lists(sections: Sequence[Section], area: ListArea, largest: float = LARGEST) -> list[Node]:
    """Draw `sections` into `area` in the first setting that fits (see `settings`)."""
    sections = [_printed(section) for section in sections]
    for setting in settings(sections, largest):
        pieces = list(_pieces(sections, area.column_width, setting))
        if _place(pieces, area) is not None:
            return _place(pieces, replace(area, height=_least(pieces, area))) or []
    return []


def height_of(sections: Sequence[Section], area: ListArea, size: float) -> float:
    """Least height at which `sections` fit into the columns of `area` in letters of `size`."""
    sections = [_printed(section) for section in sections]
    return _least(list(_pieces(sections, area.column_width, Setting(size))), area)


def _printed(section: Section) -> Section:
    """Return a list with its texts as paper shows them: clean, with full-width marks."""
    items = tuple(
        replace(
            item,
            head=clean(item.head),
            body=clean(item.body),
            brief=clean(item.brief),
            aside=clean(item.aside),
        )
        for item in section.items
    )
    return replace(section, title=clean(section.title), items=items, note=clean(section.note))


def _least(pieces: Sequence[LineGroup], area: ListArea) -> float:
    """Least height of columns that hold `pieces`, so that all of them end at about one line."""
    height = max(sum(piece.height for piece in pieces) / area.columns, 1.0)
    while _place(pieces, replace(area, height=height)) is None:
        height += 3
    return height


def settings(sections: Sequence[Section], largest: float) -> Iterator[Setting]:
    """Settings from the most to the least generous: smaller letters, then brief, then fewer."""
    sizes = [largest - STEP * step for step in range(round((largest - SMALLEST) / STEP) + 1)]
    middling = max(SMALLEST, 7.0)
    yield from (Setting(size) for size in sizes if size >= middling)
    yield from (Setting(size, brief=True) for size in sizes if size >= middling)
    yield from (Setting(size, brief=True) for size in sizes if size < middling)
    longest = max((len(section.items) for section in sections), default=0)
    for most in range(longest - 1, -1, -1):
        yield Setting(SMALLEST, brief=True, most=most)


def _place(pieces: Sequence[LineGroup], area: ListArea) -> list[Node] | None:
    """Fill the columns from left to right; None if they do not hold all pieces."""
    nodes: list[Node] = []
    column, y = 0, 0.0
    for at, piece in enumerate(pieces):
        need = piece.height
        if piece.with_next and at + 1 < len(pieces):
            need += pieces[at + 1].height
        if y and y + need > area.height + 0.01:
            column, y = column + 1, 0.0
        if column == area.columns or need > area.height + 0.01:
            return None
        if not y and not piece.nodes:
            continue  # no empty line at the head of a column
        x = area.x + column * (area.column_width + GAP)
        shift = f"translate({x:.2f},{area.y + y:.2f})"
        nodes.append(("g", {"transform": shift}, piece.nodes))
        y += piece.height
    return nodes


def _pieces(sections: Sequence[Section], width: float, setting: Setting) -> Iterator[LineGroup]:
    for section in sections:
        yield _title(section, width, setting)
        listed = section.items[: setting.most]
        for item in listed:
            yield _inline(item, width, setting) if section.inline else _item(item, width, setting)
        left = len(section.items) - len(listed)
        rest = f"另有 {left} 个，版面所限未列，见网页或系统。" if left else ""
        words = rest or ("" if section.items else section.empty)
        if words:
            yield _words(words, width, setting.size)
        yield LineGroup((), 0.55 * setting.size)


def _title(section: Section, width: float, setting: Setting) -> LineGroup:
    size = max(setting.size * 1.22, SMALLEST)
    note_size = max(setting.size * 0.9, SMALLEST)
    lines = wrap(section.title, size, width)
    nodes = [
        letters(0, size * (1 + 1.2 * row), line, size, bold=True, fill=ACCENT)
        for row, line in enumerate(lines)
    ]
    beside = width_of(lines[-1], size) + size * 0.6 if lines else 0.0
    y = size * (1 + 1.2 * (len(lines) - 1))
    notes = wrap(section.note, note_size, width, max(width - beside, 0.0))
    for row, note in enumerate(notes):
        if row:
            y += note_size * 1.3
        if note:
            nodes.append(letters(0 if row else beside, y, note, note_size, fill=MUTED))
    y += 0.38 * size
    nodes.append(rule(0, y, width, colour=ACCENT, width=0.7))
    return LineGroup(tuple(nodes), y + 0.35 * setting.size, with_next=True)


def _item(item: Item, width: float, setting: Setting) -> LineGroup:
    """Mark, head and aside on the first line, the sentence below."""
    size = setting.size
    small = max(0.88 * size, SMALLEST)
    indent = _indent(item, size)
    heads = wrap(item.head, size, width - indent)
    nodes: list[Node] = [
        letters(indent, size * (1 + LEADING * row), line, size, bold=True)
        for row, line in enumerate(heads)
    ]
    if item.mark:
        nodes.extend(corner_mark(item.mark, 0, size, size))
    y = size * (1 + LEADING * (max(len(heads), 1) - 1))
    beside = indent + width_of(heads[-1], size) + size if heads else indent
    if item.aside and beside + width_of(item.aside, small) <= width:
        nodes.append(letters(width, y, item.aside, small, fill=MUTED, anchor="end"))
        text = _sentence(item, setting)
    else:
        text = "。".join(filter(None, (item.aside, _sentence(item, setting))))
    for line in wrap(text, small, width - indent):
        y += small * LEADING
        nodes.append(letters(indent, y, line, small, fill=INK))
    return LineGroup(tuple(nodes), y + 0.62 * size)


def _inline(item: Item, width: float, setting: Setting) -> LineGroup:
    """The head in bold, what is said of it right behind."""
    size = setting.size
    small = max(0.94 * size, SMALLEST)
    indent = _indent(item, size)
    heads = wrap(item.head, size, width - indent)
    nodes: list[Node] = list(corner_mark(item.mark, 0, size, size)) if item.mark else []
    y = size
    for row, line in enumerate(heads):
        y = size * (1 + LEADING * row)
        nodes.append(letters(indent, y, line, size, bold=True))
    beside = indent + (width_of(heads[-1], size) + 0.4 * size if heads else 0.0)
    for row, line in enumerate(
        wrap(_sentence(item, setting), small, width - indent, max(width - beside, 0.0))
    ):
        y += size * LEADING if row else 0.0
        if line:
            nodes.append(letters(indent if row else beside, y, line, small, fill=INK))
    return LineGroup(tuple(nodes), y + 0.44 * size)


def _indent(item: Item, size: float) -> float:
    return 1.34 * max(0.88 * size, SMALLEST) + 0.36 * size if item.mark else 0.0


def _words(text: str, width: float, size: float) -> LineGroup:
    """A remark in muted letters."""
    lines = wrap(text, size, width)
    nodes = tuple(
        letters(0, size * (1 + LEADING * row), line, size, fill=MUTED)
        for row, line in enumerate(lines)
    )
    return LineGroup(nodes, size * (LEADING * len(lines) + 0.3))


def _sentence(item: Item, setting: Setting) -> str:
    return item.brief if setting.brief and item.brief else item.body
