"""What a plant of a link needs of its place, as chain files may say it."""

from collections.abc import Mapping
from enum import StrEnum

from files.records import Record


class Utility(StrEnum):
    """配套: what a chain file may say that a plant needs (`site.utilities`)."""

    POWER = "power"
    WATER = "water"
    STEAM = "steam"
    GAS = "gas"
    WASTEWATER = "wastewater"
    EXHAUST = "exhaust"
    COLD_CHAIN = "cold_chain"
    RAIL = "rail"


UTILITY_NAMES: Mapping[Utility, str] = {
    Utility.POWER: "供电",
    Utility.WATER: "供水",
    Utility.STEAM: "蒸汽",
    Utility.GAS: "燃气",
    Utility.WASTEWATER: "污水处理",
    Utility.EXHAUST: "废气处理",
    Utility.COLD_CHAIN: "冷链",
    Utility.RAIL: "铁路",
}


class Site(Record):
    """用地要求: what a plant of this link needs of its place."""

    chemical_park: bool = False
    utilities: tuple[Utility, ...] = ()
