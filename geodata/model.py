"""The vocabulary of a place: plot, position, gate answers.

A `Plot` is one row of 要素资源库. Everything is immutable and refuses unknown keys. What nobody
filled in is unknown (`None`, `Answer.UNKNOWN`, ""), which is neither zero nor a no.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from chains.allowed_words import COUNTIES
from files.records import Name, Record, Text

M2_PER_MU = 10_000 / 15  # 1 亩 = 666.67 m²


class PlotKind(StrEnum):
    """要素类型: the five kinds of the action plan, 批而未供 and 标准厂房."""

    IDLE_LAND = "idleland"
    IDLE_PLANT = "idleplant"
    IDLE_ASSET = "idleasset"
    DISTRESSED = "distressed"
    STALLED = "stalled"
    UNSUPPLIED = "unsupplied"
    STANDARD_FACTORY = "standardfactory"


class Datum(StrEnum):
    """坐标系: in which system a pair of coordinates was given."""

    WGS84 = "wgs84"
    CGCS2000 = "cgcs2000"
    GCJ02 = "gcj02"
    BD09 = "bd09"
    UNKNOWN = "unknown"


class Occupancy(StrEnum):
    """占用情况: whether a plot is free."""

    UNKNOWN = "unknown"
    IDLE = "idle"
    RESERVED = "reserved"
    LET = "let"


class Answer(StrEnum):
    """是/否/未核实."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


KIND_NAMES = {
    PlotKind.IDLE_LAND: "闲置土地",
    PlotKind.IDLE_PLANT: "闲置厂房",
    PlotKind.IDLE_ASSET: "闲置资产",
    PlotKind.DISTRESSED: "不良资产",
    PlotKind.STALLED: "烂尾项目",
    PlotKind.UNSUPPLIED: "批而未供",
    PlotKind.STANDARD_FACTORY: "标准厂房",
}
# What stands on a plot, by its kind: each is in one of the three, or a gate would guess.
BARE_KINDS = frozenset({PlotKind.IDLE_LAND, PlotKind.UNSUPPLIED})
BUILT_KINDS = frozenset({PlotKind.IDLE_PLANT, PlotKind.STANDARD_FACTORY, PlotKind.IDLE_ASSET})
EITHER_KINDS = frozenset({PlotKind.DISTRESSED, PlotKind.STALLED})
DATUM_NAMES = {
    Datum.WGS84: "WGS-84",
    Datum.CGCS2000: "CGCS2000",
    Datum.GCJ02: "GCJ-02",
    Datum.BD09: "BD-09",
    Datum.UNKNOWN: "不明",
}
OCCUPANCY_NAMES = {
    Occupancy.UNKNOWN: "未核实",
    Occupancy.IDLE: "空闲",
    Occupancy.RESERVED: "已预留",
    Occupancy.LET: "已租售",
}
ANSWER_NAMES = {Answer.YES: "是", Answer.NO: "否", Answer.UNKNOWN: "未核实"}

PlotId = Annotated[Text, StringConstraints(min_length=1, max_length=40)]
County = Annotated[Text, StringConstraints(pattern=f"^({'|'.join(COUNTIES)})$")]
Amount = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Point = tuple[Finite, Finite]


def _without_datum() -> PydanticCustomError:
    return PydanticCustomError("own_check", "坐标系不明的坐标不能当作位置")


class Position(Record):
    """位置: where a plot lies, in WGS-84 degrees, and how that was given."""

    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    given: Point  # x or longitude first, in `datum`, as written in the file
    datum: Datum
    precision_m: Amount | None = None

    @model_validator(mode="after")
    def _has_a_datum(self) -> Self:
        # A point of unknown datum may be 600 m off; it is listed beside the map, never drawn.
        if self.datum is Datum.UNKNOWN:
            raise _without_datum()
        return self


class Plot(Record):
    """要素: one idle plot, plant or asset. None, UNKNOWN and "" all mean: nobody told us."""

    id: PlotId
    name: Name
    kind: PlotKind
    county: County
    park: Text = ""
    area_mu: Amount | None = None
    building_m2: Amount | None = None
    land_use: Text = ""
    price_10k_yuan_per_mu: Amount | None = None
    rent_yuan_per_m2_month: Amount | None = None
    floor_load_t_per_m2: Amount | None = None
    clear_height_m: Amount | None = None
    power_kva: Amount | None = None
    water_t_per_day: Amount | None = None
    steam: Answer = Answer.UNKNOWN
    gas: Answer = Answer.UNKNOWN
    wastewater: Answer = Answer.UNKNOWN
    exhaust: Answer = Answer.UNKNOWN
    environment_capacity: Answer = Answer.UNKNOWN
    energy_capacity: Answer = Answer.UNKNOWN
    red_lines_clear: Answer = Answer.UNKNOWN
    chemical_park: Answer = Answer.UNKNOWN
    chemical_park_notice: Text = ""
    chemical_park_date: Text = ""
    required_investment_10k_yuan_per_mu: Amount | None = None
    required_plot_ratio: Amount | None = None
    required_tax_10k_yuan_per_mu: Amount | None = None
    required_energy_tce_per_10k_yuan: Amount | None = None
    required_environment: Text = ""
    regional_assessment: Answer = Answer.UNKNOWN
    net_land: Answer = Answer.UNKNOWN
    start_by: date | None = None
    complete_by: date | None = None
    produce_by: date | None = None
    industries: tuple[Text, ...] = ()
    occupancy: Occupancy = Occupancy.UNKNOWN
    owner_unit: Text = ""
    contact: Text = ""  # personal data: shown only with the right to it, exported only on request
    position: Position | None = None
    boundary: tuple[tuple[Point, ...], ...] = ()  # WGS-84 rings, lon/lat, the first is the outer
    source: Text = Field(min_length=1)
    source_date: Text = ""
    checked_on: date | None = None
    note: Text = ""
    sample: bool = False

    @property
    def area_m2(self) -> float | None:
        """Return the land area in m², or None if it is unknown."""
        return None if self.area_mu is None else self.area_mu * M2_PER_MU
