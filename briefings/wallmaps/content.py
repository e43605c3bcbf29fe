"""What each wall map says, in one state of the data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from briefings.state.state import DataState
from briefings.wallmaps import chains, checks, counties, desks, gaps, overview, plots, projects
from briefings.wallmaps.desks import DeskTotals
from briefings.wallmaps.listing import OVERVIEW, WallMapEntry
from briefings.wallmaps.model import Body, Feature, WallMap, WallMapHead
from briefings.wallmaps.notes import NoteNumbers
from chains.model import Source
from geodata.county_chains import load_county_chains

INTERNAL = "仅供内部工作参考"
COMPILED = "链名按公开资料整理"
CAUTION = "现状按公开来源和核实推算，未核实不等于缺失"
Figures = tuple[tuple[str, str], ...]
Said = tuple[str, Figures, Body]  # lead, figures, body


@dataclass(frozen=True)
class WallState:
    """挂图所据: the state of the data, the layers by name, targets by desk, the maps' credit.

    `layers` holds counties, prefectures and desk_areas as GeoJSON features; `city_points` gives
    longitude and latitude by (desk, short name of the city).
    """

    state: DataState
    layers: Mapping[str, Sequence[Feature]]
    city_points: Mapping[tuple[str, str], tuple[float, float]]
    targets: DeskTotals
    credit: str


def wall_map(wall: WallState, listed: WallMapEntry, total: int) -> WallMap:
    """Return what the map says; `total` is how many maps there are."""
    notes = NoteNumbers(_sources(wall.state))
    lead, figures, body = (
        _chain(wall, listed.id, notes) if listed.is_chain else VIEWS[listed.id](wall, notes)
    )
    base = wall.state.base_url
    is_map = listed.id in MAPS
    head = WallMapHead(
        number=listed.number,
        total=total,
        title=listed.name,
        kind="产业链招商图" if listed.is_chain else "三明市产业链招商",
        lead=f"{wall.state.lack}。{lead}" if wall.state.lack else lead,
        figures=figures,
        url=f"{base}{_path(listed)}" if base else "",
        version=wall.state.version,
        made_on=wall.state.today,
        remarks=(*(() if is_map else (CAUTION,)), COMPILED, *(() if is_map else (INTERNAL,))),
        credit=wall.credit if is_map else "",
    )
    return WallMap(listed.id, head, body, notes.listed())


def _path(listed: WallMapEntry) -> str:
    return f"/chains?chain={listed.id}" if listed.is_chain else PATHS.get(listed.id, "/")


def _sources(state: DataState) -> dict[str, Source]:
    """All registered sources by id: those of the chains and of the places."""
    chains_ = state.catalog.chains.values()
    return {
        **state.places.parks.sources,
        **{source.id: source for chain in chains_ for source in chain.sources},
    }


def _chain(wall: WallState, chain_id: str, notes: NoteNumbers) -> Said:
    assessment = wall.state.assessments[chain_id]
    body = chains.chain_body(assessment, wall.state.ranks, notes, wall.state.registered)
    return chains.chain_lead(assessment), chains.chain_figures(assessment), body


def _overview(wall: WallState, _notes: NoteNumbers) -> Said:
    every = tuple(wall.state.assessments.values())
    body = overview.overview_body(every, wall.state.ranks)
    return overview.overview_lead(), overview.all_figures(every), body


def _gaps(wall: WallState, notes: NoteNumbers) -> Said:
    every = tuple(wall.state.assessments.values())
    lead = gaps.gaps_lead(wall.state.ranks)
    return lead, overview.all_figures(every), gaps.gaps_body(every, wall.state.ranks, notes)


def _checks(wall: WallState, _notes: NoteNumbers) -> Said:
    every = tuple(wall.state.assessments.values())
    body = checks.checks_body(every, wall.state.ranks)
    return checks.LEAD, overview.all_figures(every), body


def _counties(wall: WallState, notes: NoteNumbers) -> Said:
    every = tuple(wall.state.assessments.values())
    body = counties.counties_body(every, load_county_chains(), wall.layers, notes)
    return counties.LEAD, counties.counties_figures(body), body


def _plots(wall: WallState, notes: NoteNumbers) -> Said:
    places = wall.state.places.without_samples()
    body = plots.plots_body(places, wall.layers, notes)
    return plots.LEAD, plots.plots_figures(places), body


def _projects(wall: WallState, notes: NoteNumbers) -> Said:
    every = tuple(wall.state.assessments.values())
    body = projects.projects_body(every, notes)
    return projects.LEAD, projects.projects_figures(every), body


def _desks(wall: WallState, _notes: NoteNumbers) -> Said:
    every = tuple(wall.state.assessments.values())
    counted = wall.targets
    body = desks.desks_body(counted.desks, every, wall.layers["desk_areas"], wall.city_points)
    return desks.desks_lead(counted), desks.desks_figures(counted), body


VIEWS: Mapping[str, Callable[[WallState, NoteNumbers], Said]] = {
    OVERVIEW: _overview,
    "plots": _plots,
    "desks": _desks,
    "counties": _counties,
    "gaps": _gaps,
    "projects": _projects,
    "checks": _checks,
}
MAPS = frozenset({"plots", "desks", "counties"})  # those that draw borders
PATHS = {"plots": "/map", "counties": "/map", "desks": "/desk"}
