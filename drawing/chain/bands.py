"""The background of a stage with its title and count."""

from collections.abc import Sequence
from dataclasses import dataclass

from drawing.shapes.lettering import measure
from drawing.shapes.model import STAGE_TITLES, FigureLink, Geometry, Node
from drawing.shapes.strokes import number

TITLE_BASELINE = 19.0
SUPPORT_BASELINE = 17.0
LINE = 16.0
NOTE_GAP = 8.0
FOOT = 7.0
JOIN = " · "


@dataclass(frozen=True, slots=True)
class BandArea:
    """A rectangle in layout units."""

    x: float
    y: float
    width: float
    height: float


def count_links(links: Sequence[FigureLink]) -> tuple[str, ...]:
    """What the note says: links, gaps (missing or weak) and unchecked ones; zeros left out."""
    gaps = sum(link.state in {"missing", "weak"} for link in links)
    unknown = sum(link.state == "unknown" for link in links)
    notes = (
        f"{len(links)} 个环节",
        f"缺口 {gaps}" * bool(gaps),
        f"待核实 {unknown}" * bool(unknown),
    )
    return tuple(note for note in notes if note)


def header_height(
    stage: str, links: Sequence[FigureLink], width: float, geometry: Geometry
) -> float:
    """Room for title and note above the boxes of a stage `width` wide."""
    lines = _note_lines(stage, count_links(links), width, geometry)
    return TITLE_BASELINE + LINE * (len(lines) - 1) + FOOT


def stage_band(stage: str, links: Sequence[FigureLink], area: BandArea, geometry: Geometry) -> Node:
    """A stage: title and note in one line if they fit, else the note goes on below."""
    left = area.x + geometry.padding + 2
    lines = _note_lines(stage, count_links(links), area.width, geometry)
    beside = left + measure(STAGE_TITLES[stage], geometry.title_font) + NOTE_GAP
    notes = [
        _note(line, left if row else beside, area.y + TITLE_BASELINE + row * LINE)
        for row, line in enumerate(lines)
    ]
    return _band(stage, area, left, TITLE_BASELINE, notes)


def support_band(
    stage: str, links: Sequence[FigureLink], area: BandArea, geometry: Geometry
) -> Node:
    """The band at the bottom: title and note stand left of the boxes."""
    left = area.x + geometry.padding + 2
    notes = count_links(links)
    first = geometry.padding + SUPPORT_BASELINE
    beside = left + measure(STAGE_TITLES[stage], geometry.title_font) + NOTE_GAP
    nodes = [_note(notes[0], beside, area.y + first)]
    if notes[1:]:
        nodes.append(_note(JOIN.join(notes[1:]), left, area.y + first + LINE))
    return _band(stage, area, left, first, nodes)


def _note_lines(
    stage: str, notes: Sequence[str], width: float, geometry: Geometry
) -> tuple[str, ...]:
    room = width - 2 * geometry.padding
    room -= measure(STAGE_TITLES[stage], geometry.title_font) + NOTE_GAP
    whole = JOIN.join(notes)
    if len(notes) == 1 or measure(whole, geometry.status_font) <= room:
        return (whole,)
    return notes[0], JOIN.join(notes[1:])


def _note(text: str, x: float, y: float) -> Node:
    return ("text", {"class": "note", "x": number(x), "y": number(y)}, text)


def _band(stage: str, area: BandArea, left: float, baseline: float, notes: Sequence[Node]) -> Node:
    frame: dict[str, str | float] = {
        "x": number(area.x),
        "y": number(area.y),
        "width": number(area.width),
        "height": number(area.height),
        "rx": 6,
    }
    title: dict[str, str | float] = {
        "class": "title",
        "x": number(left),
        "y": number(area.y + baseline),
    }
    return (
        "g",
        {"class": "band"},
        (("rect", frame, ()), ("text", title, STAGE_TITLES[stage]), *notes),
    )
