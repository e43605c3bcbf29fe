"""The line that every map carries, on screen and on paper."""

from collections.abc import Mapping

NOT_EXAMINED = "没有审图号，只在内部使用，不张贴、不公开"
SOURCE_LINE = "边界：天地图行政区划（经公开软件包），已简化，非标准地图；仅供内部工作参考"


def review_number(environment: Mapping[str, str]) -> str:
    """Return the 审图号 that the office obtained for its map, "" if it has none."""
    return environment.get("SANMING_MAP_REVIEW_NO", "").strip()[:60]


def credit(environment: Mapping[str, str]) -> str:
    """Return the line printed on every map: its 审图号, or that it has none and may not go out."""
    number = review_number(environment)
    return f"{SOURCE_LINE}；审图号：{number}" if number else f"{SOURCE_LINE}；{NOT_EXAMINED}"
