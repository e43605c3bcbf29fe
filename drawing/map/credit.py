"""The line that every map carries, on screen and on paper."""

from collections.abc import Mapping

SOURCE_LINE = "边界：天地图行政区划（经公开软件包），已简化，非标准地图；仅供内部工作参考"


def review_number(environment: Mapping[str, str]) -> str:
    """Return the 审图号 that the office obtained for its map, "" if it has none."""
    return environment.get("SANMING_MAP_REVIEW_NO", "").strip()[:60]


def credit(environment: Mapping[str, str]) -> str:
    """Return the line printed on every map; it names the 审图号 only if the office has one."""
    number = review_number(environment)
    return f"{SOURCE_LINE}；审图号：{number}" if number else SOURCE_LINE
