"""五大片区目标图: how many companies each desk could approach, by city and by chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefings.wallmaps.model import City, DeskPanel, DesksBody, Feature, Item, Section
from chains.gaps.assessment import Assessment
from geodata.places import short_place

CITIES = 10
UNKNOWN_CITY = "城市未核实"
APART = frozenset({"台湾"})
"""Provinces counted in words and never as a part of a drawn area: their map has to be examined."""


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """片区目标: companies with a source, by city (short name, "" if unknown) and by chain id.

    A company that fits several chains counts in each of them, and once in `total`. `apart` are
    those of provinces that no sheet may draw (`APART`), by province; their cities are in no other.
    """

    name: str
    provinces: tuple[str, ...]
    total: int
    cities: Mapping[str, int]
    chains: Mapping[str, int]
    apart: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeskTotals:
    """目标企业数: of every desk in turn, and in all; some companies lie in no desk's area."""

    desks: tuple[DeskCounts, ...]
    total: int

    @property
    def elsewhere(self) -> int:
        """How many lie in no desk's area."""
        return self.total - sum(desk.total for desk in self.desks)


def desks_lead(counted: DeskTotals) -> str:
    """The answer first."""
    said = "、".join(f"{desk.name} {desk.total} 家" for desk in counted.desks)
    rest = f"，另有 {counted.elsewhere} 家不在五大片区" if counted.elsewhere else ""
    return f"有来源的目标企业：{said}{rest}。是可以去找的名单，不表示企业有投资意向。"


def desks_figures(counted: DeskTotals) -> tuple[tuple[str, str], ...]:
    """The figures at the head: the total as everywhere else, then each desk."""
    return (
        ("目标企业", str(counted.total)),
        *((desk.name, str(desk.total)) for desk in counted.desks),
    )


def desks_body(
    counts: Sequence[DeskCounts],
    assessments: Sequence[Assessment],
    areas: Sequence[Feature],
    points: Mapping[tuple[str, str], tuple[float, float]],
) -> DesksBody:
    """Return one panel per desk; `points` gives longitude and latitude by (desk, short city).

    Only the desk's own cities are drawn, never a part of the country as if it were the whole.
    """
    panels = tuple(_panel(desk, assessments, areas, points) for desk in counts)
    return DesksBody(
        panels,
        (
            "总数含还没有归到环节的企业；一家企业可归多条链，各链之和不等于总数",
            "圆的大小和数字都是企业数（家）",
            "只画本片区的城市，不是全国地图",
        ),
    )


def _panel(
    desk: DeskCounts,
    assessments: Sequence[Assessment],
    areas: Sequence[Feature],
    points: Mapping[tuple[str, str], tuple[float, float]],
) -> DeskPanel:
    cities = tuple(
        City(city, *at, desk.cities.get(city, 0))
        for (name, city), at in points.items()
        if name == desk.name
    )
    drawn = {city.name for city in cities}
    rows = sorted(desk.cities.items(), key=lambda row: (row[0] == "", -row[1], row[0]))
    named = [row for row in rows if row[0]]
    items = [
        Item(city, f"{count} 家{'' if city in drawn else '（不在图上）'}") for city, count in named
    ]
    rest = sum(count for _, count in named[CITIES:])
    shown = items[:CITIES]
    if rest:
        shown.append(Item("其他城市", f"{len(named) - CITIES} 个城市，{rest} 家"))
    if desk.cities.get(""):
        shown.append(Item(UNKNOWN_CITY, f"{desk.cities['']} 家"))
    return DeskPanel(
        desk.name,
        _note(desk),
        [area for area in areas if _desk_of(area) == desk.name],
        cities,
        tuple((a.chain.name, desk.chains.get(a.chain.id, 0)) for a in assessments),
        Section("城市", tuple(shown), f"先列 {CITIES} 个", "没有有来源的企业。", inline=True),
    )


def _note(desk: DeskCounts) -> str:
    """Name the provinces that are drawn, then what is counted apart of them."""
    drawn = "、".join(p for p in desk.provinces if short_place(p) not in APART)
    apart = "".join(f"；另：{province} {n} 家，不在图上" for province, n in desk.apart.items())
    return f"{drawn}{apart}"


def _desk_of(area: Feature) -> str:
    match area["properties"]:
        case {"desk": str(name)}:
            return name
        case _:
            return ""
