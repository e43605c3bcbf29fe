"""What an office sets for its maps on the screen: an online layer."""

import re
from collections.abc import Mapping

_TILES = (
    "https://t{{s}}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER={layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
    "&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
)
_KEY = re.compile(r"[0-9A-Za-z]{8,64}")


def tianditu_key(environment: Mapping[str, str]) -> str:
    """Return the office's key for 天地图, or "" if there is none or it cannot be one."""
    key = environment.get("TIANDITU_KEY", "").strip()
    return key if _KEY.fullmatch(key) else ""


def online_tiles(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the addresses of the online layers (map, names); without a key there are none."""
    key = tianditu_key(environment)
    return tuple(_TILES.format(layer=layer, key=key) for layer in ("vec", "cva")) if key else ()
