"""What an office sets for its maps: an online layer, and the number of an approved map."""

import re
from collections.abc import Mapping

SOURCE_LINE = "边界:天地图行政区划(经公开软件包),已简化,非标准地图;仅供内部工作参考"
_TILES = (
    "https://t{{s}}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER={layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
    "&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
)
_KEY = re.compile(r"[0-9A-Za-z]{8,64}")


def review_number(environment: Mapping[str, str]) -> str:
    """Return the 审图号 that the office obtained for its map, "" if it has none."""
    return environment.get("SANMING_MAP_REVIEW_NO", "").strip()[:60]


def credit(environment: Mapping[str, str]) -> str:
    """Return the line printed on every map; it names the 审图号 only if the office has one."""
    number = review_number(environment)
    return f"{SOURCE_LINE};审图号:{number}" if number else SOURCE_LINE


def tianditu_key(environment: Mapping[str, str]) -> str:
    """Return the office's key for 天地图, or "" if there is none or it cannot be one."""
    key = environment.get("TIANDITU_KEY", "").strip()
    return key if _KEY.fullmatch(key) else ""


def online_tiles(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the addresses of the online layers (map, names); without a key there are none."""
    key = tianditu_key(environment)
    return tuple(_TILES.format(layer=layer, key=key) for layer in ("vec", "cva")) if key else ()
