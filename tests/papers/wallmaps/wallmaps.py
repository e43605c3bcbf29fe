"""Wall maps of the shipped data and of small chains, and what a ruler finds on their sheets."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from briefings.state.places import Places
from briefings.state.state import DataState
from briefings.wallmap_settings import VIEWS
from briefings.wallmaps.content import WallState, wall_map
from briefings.wallmaps.desks import DeskCounts, DeskTotals
from briefings.wallmaps.listing import WallMapEntry, find_map, list_maps
from briefings.wallmaps.model import WallMap
from briefings.wallmaps.state import open_wall_state
from chains.catalog import load_catalog
from chains.model import Chain
from drawing.shapes.model import Node
from geodata.parks import load_parks
from geodata.samples import sample_plots
from papers.wallmaps.sheets.drawing import sheet_tree
from papers.wallmaps.sheets.ink import HEIGHT, WIDTH
from papers.wallmaps.sheets.wrapping import width_of
from tests.builders import assess

TODAY = date(2026, 11, 25)
VERSION = "2026-11-23·b01194·0042"
DESKS = ("京津冀", "长三角", "粤港澳", "闽东南", "成渝汉")
CITIES = (
    "北京",
    "上海",
    "杭州",
    "苏州",
    "深圳",
    "广州",
    "厦门",
    "福州",
    "成都",
    "武汉",
    "台北",
    "乐山",
)
BASE = "http://10.20.30.40:8501"
USUAL = ("plots", "desks", "counties", "gaps")
OTHERS = ("projects", "checks", "counties", "gaps")
COUNTS = tuple(  # as many as there might be; not those of the shipped companies
    DeskCounts(desk, ("甲省", "乙省"), 600, dict.fromkeys(CITIES, 25) | {"": 50}, {"textile": 86})
    for desk in DESKS
)
CHAINS = list(load_catalog().chains)
EVERY = [*CHAINS, "overview", *VIEWS]
FONTS = {"name": 13.0, "status": 12.0, "note": 12.0, "title": 15.0, "corner-text": 12.0}
FONTS |= {"caption": 12.0, "heading": 20.0}
_SHIFT = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")
_SCALE = re.compile(r"scale\(([-\d.]+)\)")
Box = tuple[float, float, float, float]


def make_state(*chains: Chain, base_url: str = "") -> DataState:
    """Return a state of the given chains, of the shipped ones if none is given."""
    catalog = load_catalog()
    used = {chain.id: chain for chain in chains} or dict(catalog.chains)
    assessments = {i: assess(chain) for i, chain in used.items()}
    plots = tuple(plot.model_copy(update={"sample": False}) for plot in sample_plots())
    places = Places("1", plots, load_parks(), {})
    return DataState(catalog, assessments, places, VERSION, TODAY, base_url)


def make_wall(*chains: Chain, base_url: str = "", office: Path | None = None) -> WallState:
    environment = {"SANMING_DATA": str(office)} if office else {"SANMING_DATA": "nowhere"}
    return open_wall_state(
        make_state(*chains, base_url=base_url), environment, DeskTotals(COUNTS, 3001)
    )


@cache
def shipped_wall() -> WallState:
    return make_wall(base_url=BASE)


def listed(wall: WallState, wanted: str, views: tuple[str, ...] = USUAL) -> WallMapEntry:
    return find_map(list_maps(wall.state, views), wanted)


def make_sheet(wall: WallState, wanted: str, views: tuple[str, ...] = USUAL) -> WallMap:
    """Return the content of one map by id."""
    return wall_map(wall, listed(wall, wanted, views), 21)


@cache
def shipped_sheet(wanted: str) -> WallMap:
    """Return one map of the shipped data; the usual views unless it is one of the others."""
    views = OTHERS if wanted in {"projects", "checks"} else USUAL
    return make_sheet(shipped_wall(), wanted, views)


@dataclass(frozen=True, slots=True)
class Written:
    """A line of text on a sheet: what it says, how large, and the box it fills."""

    text: str
    size: float
    box: Box


@cache
def _lines(wanted: str) -> list[Written]:
    return _all_lines(shipped_sheet(wanted))


def text_of(wanted: str) -> str:
    """Return all text of one map of the shipped data."""
    return "".join(line.text for line in _lines(wanted))


def written(sheet: WallMap) -> list[Written]:
    """Return every line of text of a sheet, in points of A3."""
    known = sheet.id in EVERY and sheet is shipped_sheet(sheet.id)
    return _lines(sheet.id) if known else _all_lines(sheet)


def _all_lines(sheet: WallMap) -> list[Written]:
    return [line for line in _texts(sheet_tree(sheet), 0, 0, 1, "") if line.text.strip()]


def outside(sheet: WallMap) -> list[str]:
    """Return the lines that leave the page."""
    return [
        line.text
        for line in written(sheet)
        if line.box[0] < 0 or line.box[1] < 0 or line.box[2] > WIDTH or line.box[3] > HEIGHT
    ]


def overlapping(sheet: WallMap) -> list[tuple[str, str]]:
    """Return pairs of lines of which one runs into the other.

    Two letters alone are marks of neighbouring plots: they lie where the plots lie.
    """
    lines = sorted(written(sheet), key=lambda line: line.box[1])
    found = []
    for at, one in enumerate(lines):
        for two in lines[at + 1 :]:
            if two.box[1] >= one.box[3]:
                break
            marks = len(one.text) == len(two.text) == 1
            if not marks and one.box[0] < two.box[2] and two.box[0] < one.box[2]:
                found.append((one.text, two.text))
    return found


def _texts(node: Node, x: float, y: float, scale: float, anchor: str) -> Iterator[Written]:
    tag, attributes, children = node
    if tag in {"style", "title", "defs"}:
        return
    shift = _SHIFT.search(str(attributes.get("transform", "")))
    if shift:
        x, y = x + scale * float(shift[1]), y + scale * float(shift[2])
    turn = _SCALE.search(str(attributes.get("transform", "")))
    if turn:
        scale *= float(turn[1])
    if isinstance(children, str):
        if tag in {"text", "tspan"}:
            yield _written(children, attributes, (x, y, scale), anchor)
        return
    kind = str(attributes.get("class", anchor)) if tag == "text" else anchor
    for child in children:
        yield from _texts(child, x, y, scale, kind)


def _written(
    text: str,
    attributes: Mapping[str, str | float],
    place: tuple[float, float, float],
    parent: str,
) -> Written:
    x, y, scale = place
    kind = str(attributes.get("class", parent)).split(" ")[0]
    size = scale * float(attributes.get("font-size", FONTS.get(kind, 0.0)))
    wide = 0.94 * (width_of(text, size) if "font-size" in attributes else _narrow(text, size))
    left = x + scale * float(attributes["x"])
    base = y + scale * float(attributes["y"])
    anchor = "middle" if kind == "corner-text" else attributes.get("text-anchor", "start")
    left -= {"start": 0.0, "middle": wide / 2, "end": wide}[str(anchor)]
    return Written(text, size, (left, base - 0.72 * size, left + wide, base + 0.06 * size))


def _narrow(text: str, size: float) -> float:
    """Width in the graph, whose boxes are measured with narrow middle dots."""
    return width_of(text, size) - 0.6 * size * text.count("·")
