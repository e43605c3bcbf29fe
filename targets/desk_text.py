"""The areas of a desk as one line of text, to be read and edited: 福建（福州、厦门）、台湾."""

import re

from files.errors import ProductError
from geodata.desks import Area
from targets.desks import Desk

BETWEEN = re.compile(r"[、,，;；\s]+")
AREA = re.compile(r"(?P<province>[^()、,，;；\s]+)\s*(?:\((?P<cities>[^()]*)\))?")
BRACKETS = str.maketrans("（）", "()")


def areas_text(desk: Desk) -> str:
    """Write the areas of a desk on one line, in their order."""
    return "、".join(map(_area_text, desk.areas))


def read_areas(text: str) -> list[Area]:
    """Read areas from one line; commas, spaces and both widths of brackets will do.

    Raises:
        ProductError: a bracket has no other end, or cities stand without a province.
    """
    rest = text.translate(BRACKETS).strip()
    areas: list[Area] = []
    while rest := BETWEEN.sub("", rest, count=1) if BETWEEN.match(rest) else rest:
        found = AREA.match(rest)
        if found is None:
            message = (
                f"范围读不懂：「{rest[:20]}」。请写成“福建（福州、厦门）、台湾”这样。没有保存。"
            )
            raise ProductError(message)
        cities = tuple(filter(None, BETWEEN.split(found["cities"] or "")))
        areas.append(Area(province=found["province"], cities=cities))
        rest = rest[found.end() :]
    return areas


def _area_text(area: Area) -> str:
    return f"{area.province}（{'、'.join(area.cities)}）" if area.cities else area.province
