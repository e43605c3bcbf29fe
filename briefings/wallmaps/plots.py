"""要素一张图: the real plots, factories and parks; without a real plot there is no such map."""

from collections.abc import Mapping, Sequence

from briefings.state.places import Places
from briefings.wallmaps.model import Dot, Feature, Item, PlotsBody, Section
from briefings.wallmaps.notes import NoteNumbers
from chains.allowed_words import COUNTIES
from drawing.map.marks import MARKS, PARK
from geodata.model import Plot
from geodata.parks import ChemicalPark, ChemicalStatus, Park

KINDS = tuple(kind for kind in MARKS if kind != PARK)
SHORT = {"recognised": "拟认定", "revoked": "已取消", "unknown": "状态不明"}
LEAD = "实心的是登记的地块厂房；没有坐标的列在右边的表里，落点后上图。"


def plots_figures(places: Places) -> tuple[tuple[str, str], ...]:
    """The figures at the head."""
    return (
        ("地块厂房", str(len(places.plots))),
        ("未落点地块", str(len(places.unplaced_plots))),
        ("园区", str(len(places.parks.parks))),
        ("未落点园区", str(len(places.unplaced_parks))),
    )


def plots_body(
    places: Places, layers: Mapping[str, Sequence[Feature]], notes: NoteNumbers
) -> PlotsBody:
    """Return the map, the table of kinds by county and the parks."""
    parks = tuple(Dot(at.longitude, at.latitude, PARK) for at in places.positions.values())
    plots = tuple(
        Dot(p.position.longitude, p.position.latitude, p.kind.value)
        for p in places.plots
        if p.position
    )
    return PlotsBody(
        layers["counties"],
        layers["prefectures"],
        (*plots, *parks),
        tuple((kind, _count(places.plots, kind)) for kind in KINDS),
        tuple(
            (county, tuple(_count(places.plots, kind, county) for kind in KINDS))
            for county in COUNTIES
        ),
        (_chemical(places, notes), *_parks(places, notes)),
    )


def _count(plots: Sequence[Plot], kind: str, county: str = "") -> int:
    return sum(plot.kind.value == kind and (not county or plot.county == county) for plot in plots)


def _parks(places: Places, notes: NoteNumbers) -> tuple[Section, ...]:
    items = tuple(_park(park, places, notes) for park in places.parks.parks)
    note = "没有坐标的标“未落点”，不用县城位置代替"
    return (Section(f"园区 {len(items)} 个", items, note, inline=True),)


def _park(park: Park, places: Places, notes: NoteNumbers) -> Item:
    placed = "" if park.name in places.positions else "未落点"
    said = "；".join(filter(None, (park.level, park.positioning)))
    brief = "；".join(filter(None, (placed, park.level)))
    where = f"({'、'.join(park.counties)})" if park.counties else ""
    cited = notes.cite(park.sources)
    return Item(
        f"{park.name}{where}",
        f"{placed}{';' if placed and said else ''}{said}{cited}",
        f"{brief}{cited}",
    )


def _is_to_check(park: ChemicalPark) -> bool:
    """Whether nobody can say if it is recognised; one that was revoked certainly is not."""
    return park.status is not ChemicalStatus.REVOKED and (
        bool(park.doubt) or park.status is not ChemicalStatus.RECOGNISED
    )


def _chemical(places: Places, notes: NoteNumbers) -> Section:
    items = tuple(
        Item(
            park.name,
            f"{SHORT[park.status.value]}：{park.notice}（{park.date}）"
            f"{';' + park.doubt if park.doubt else ''}{notes.cite(park.sources)}",
            f"{SHORT[park.status.value]}（{park.date}）{notes.cite(park.sources)}",
            mark="?" if _is_to_check(park) else "",
        )
        for park in places.parks.chemical
    )
    return Section("化工园区认定", items, "取消认定的不得推荐；不明不算通过", inline=True)
