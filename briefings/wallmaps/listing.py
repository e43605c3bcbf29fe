"""Which wall maps there are: the chains, all of them at a glance, four views of choice."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefings.state.state import DataState
from briefings.texts import NO_PLOTS
from briefings.wallmap_settings import VIEWS
from files.errors import NotFound

OVERVIEW = "overview"
OVERVIEW_NAME = "产业链总图"
PLOTS = "plots"


@dataclass(frozen=True, slots=True)
class WallMapEntry:
    """挂图目录: number, id (a chain's, "overview" or a view's), name, and whether it is a chain."""

    number: int
    id: str
    name: str
    is_chain: bool


def list_maps(state: DataState, views: Sequence[str]) -> tuple[WallMapEntry, ...]:
    """Return the wall maps in their order: chains, overview, the chosen views.

    The map of plots is there once there are real ones.
    """
    has_plots = bool(state.places.without_samples().plots)
    chains = [(i, a.chain.name, True) for i, a in state.assessments.items()]
    others = [(view, VIEWS[view], False) for view in views if view != PLOTS or has_plots]
    every = (*chains, (OVERVIEW, OVERVIEW_NAME, False), *others)
    return tuple(WallMapEntry(at, *entry) for at, entry in enumerate(every, start=1))


def find_map(maps: Sequence[WallMapEntry], wanted: str) -> WallMapEntry:
    """Return the map of that id, name or number.

    Raises:
        NotFound: there is none; the text lists those there are.
    """
    for listed in maps:
        if wanted in {listed.id, listed.name, str(listed.number), f"{listed.number:02d}"}:
            return listed
    if wanted in {PLOTS, VIEWS[PLOTS]}:
        text = f"{NO_PLOTS}，有了真实地块才有「{VIEWS[PLOTS]}」这张挂图。"
        raise NotFound(text)
    known = "、".join(f"{listed.name}（{listed.id}）" for listed in maps)
    text = f"没有叫「{wanted}」的挂图。现有：{known}"
    raise NotFound(text)
