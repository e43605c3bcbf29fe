"""What every sheet has around its body: title, answer, figures, QR; sources, version, date."""

from collections.abc import Iterator, Sequence

import segno

from briefings.wallmaps.model import Item, Section, WallMap, WallMapHead
from drawing.shapes.colours import ACCENT
from drawing.shapes.model import Node
from papers.wallmaps.sheets.flow import ListArea, Setting, height_of, set_lists
from papers.wallmaps.sheets.ink import (
    HEIGHT,
    INK,
    LINE,
    MUTED,
    SMALLEST,
    WIDTH,
    letters,
    rect,
    rule,
)
from papers.wallmaps.sheets.wrapping import cut, width_of, wrap

SIDE = 30.0
TOP = 112.0  # where the body begins
FOOT = 30.0  # height of the lines at the foot
QR = 70.0
PRODUCT = "三明产业链招商地图"
FIGURE_WIDTH = 62.0


def framed(sheet: WallMap, body: Sequence[Node]) -> list[Node]:
    """`body` on white ground with the head above, sources and foot below."""
    return [
        rect(0, 0, WIDTH, HEIGHT, fill="#ffffff"),
        rect(0, 0, WIDTH, 10, fill=ACCENT),
        *_head(sheet.head),
        *body,
        *_sources(sheet),
        *_foot(sheet.head),
    ]


def body_area(sheet: WallMap) -> ListArea:
    """The room between head and sources."""
    below = HEIGHT - FOOT - _sources_height(sheet)
    return ListArea(SIDE, TOP, WIDTH - 2 * SIDE, below - TOP)


def _head(head: WallMapHead) -> Iterator[Node]:
    right = WIDTH - SIDE - QR
    yield from _way_back(head, right)
    figures = len(head.figures) * FIGURE_WIDTH
    room = right - SIDE - figures - 30
    kind_size = 15.0
    for_title = room - width_of(head.kind, kind_size) - 14
    size = max(min(34.0, 34.0 * for_title / width_of(head.title, 34.0)), 16.0)
    title = cut(head.title, size, for_title)
    yield letters(SIDE, 60, title, size, bold=True, fill=ACCENT)
    yield letters(SIDE + width_of(title, size) + 12, 60, head.kind, kind_size, fill=MUTED)
    for row, line in enumerate(wrap(head.lead, 10.5, room)[:2]):
        yield letters(SIDE, 80 + 14.5 * row, line, 10.5, fill=INK)
    yield from _figures(head, right - figures - 16)
    yield rule(SIDE, TOP - 8, WIDTH - SIDE, colour=ACCENT, width=1.2)


def _figures(head: WallMapHead, x: float) -> Iterator[Node]:
    """At most seven figures, each with its word below."""
    for at, (word, value) in enumerate(head.figures):
        middle = x + (at + 0.5) * FIGURE_WIDTH
        number, _, beside = value.partition("（")
        size = min(25.0, 25.0 * (FIGURE_WIDTH - 8) / max(width_of(number, 25.0), 1))
        yield letters(middle, 62, number, size, bold=True, anchor="middle")
        also = [f"（{beside}"] if beside else []
        for row, line in enumerate([*wrap(word, 7.6, FIGURE_WIDTH - 6)[: 2 - len(also)], *also]):
            yield letters(middle, 77 + 9.5 * row, line, 7.6, fill=MUTED, anchor="middle")
        if at:
            left = x + at * FIGURE_WIDTH
            yield rect(left, 40, 0.6, 44, fill=LINE)


def _way_back(head: WallMapHead, x: float) -> Iterator[Node]:
    """The QR of the live page; nothing if no base address is set, a path alone leads nowhere."""
    if head.url:
        yield from _qr(head.url, x, 18, QR)
        yield letters(x + QR / 2, 18 + QR + 9, "扫码看实时页面", 7, fill=MUTED, anchor="middle")


def _qr(url: str, x: float, y: float, side: float) -> Iterator[Node]:
    """The code as one path; four modules of white all around belong to it."""
    matrix = segno.make(url, error="m", micro=False).matrix
    count = len(matrix)
    quiet = 2  # the sheet around the code is white as well
    step = side / (count + 2 * quiet)
    data = "".join(
        f"M{x + (left + quiet) * step:.3f} {y + (top + quiet) * step:.3f}"
        f"h{step:.3f}v{step:.3f}h{-step:.3f}z"
        for top, row in enumerate(matrix)
        for left, dark in enumerate(row)
        if dark
    )
    yield rect(x, y, side, side, fill="#ffffff")
    yield ("path", {"d": data, "fill": "#000000", "class": "qr"}, ())


def _sources(sheet: WallMap) -> list[Node]:
    if not sheet.sources:
        return []
    height = _sources_height(sheet)
    top = HEIGHT - FOOT - height
    area = ListArea(SIDE, top + 6, WIDTH - 2 * SIDE, height - 8, 4)
    return set_lists([_source_list(sheet)], area, SMALLEST)


def _sources_height(sheet: WallMap) -> float:
    if not sheet.sources:
        return 0.0
    area = ListArea(SIDE, 0, WIDTH - 2 * SIDE, 0, 4)
    return height_of([_source_list(sheet)], area, Setting(SMALLEST).size) + 8


def _source_list(sheet: WallMap) -> Section:
    items = tuple(Item(f"[{at}]", source) for at, source in enumerate(sheet.sources, start=1))
    note = "A 官方 B 媒体或协会 C 转载 D 目录"
    return Section("来源", items, note=note, inline=True)


def _foot(head: WallMapHead) -> Iterator[Node]:
    size = 7.0
    yield rule(SIDE, HEIGHT - FOOT + 2, WIDTH - SIDE)
    page = f"{PRODUCT} · 挂图 {head.number}/{head.total}"
    yield letters(WIDTH - SIDE, HEIGHT - 17, page, size, fill=MUTED, anchor="end")
    stamp = f"数据版本 {head.version} · 制图 {head.made_on.isoformat()}"
    yield letters(WIDTH - SIDE, HEIGHT - 8, stamp, size, bold=True, fill=INK, anchor="end")
    room = WIDTH - 2 * SIDE - max(width_of(page, size), width_of(stamp, size)) - 20
    said = " · ".join(filter(None, (head.credit, *head.remarks)))
    lines = wrap(said, size, room)
    for row, line in enumerate(lines[:2]):
        yield letters(SIDE, HEIGHT - 17 + 9 * row, line, size, fill=MUTED)
