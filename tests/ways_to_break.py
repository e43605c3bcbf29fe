"""Ten ways in which a data file goes wrong, and the files; bench and tests break them alike."""

from collections.abc import Callable
from pathlib import Path

from tests.copied_program import FOLDER, ROOT

Way = Callable[[bytes], bytes | str | None]

FILES = {
    "chains/data/settings.yaml": "规则设置",
    "chains/data/sources.yaml": "共用来源",
    "chains/data/textile.yaml": "一条产业链",
    "chains/data/alternates/food_snack.yaml": "备选链",
    "geodata/data/parks.csv": "园区",
    "geodata/data/chemical_parks.csv": "化工园区",
    "geodata/data/counties.csv": "县区",
    "geodata/data/idle_cases.csv": "盘活案例",
    "geodata/data/sources.csv": "园区来源",
    "geodata/data/county_chains.csv": "县域产业链",
    "geodata/data/desks.yaml": "片区范围和城市",
    "geodata/data/sanming_counties.geojson": "县区边界",
    "geodata/data/fujian_prefectures.geojson": "福建各市边界",
    "geodata/data/china_provinces.geojson": "各省边界",
    "geodata/data/china_lines.geojson": "国界线",
    "geodata/data/desk_city_areas.geojson": "片区城市范围",
    "geodata/data/desk_cities.csv": "片区城市位置",
    "targets/data/companies.csv": "随附企业",
    "targets/data/lists.csv": "榜单",
    "targets/data/links/seed.csv": "一条链的归链",
    "targets/data/parents.csv": "母公司对照",
    "targets/data/short_names.csv": "证券简称",
    "targets/data/gbt4754.csv": "行业代码",
    "targets/data/settings.yaml": "评分设置",
    "targets/data/transfers.yaml": "产业转移",
    "briefings/wallmaps/settings.yaml": "挂图设置",
}


def _every_second_line(raw: bytes) -> bytes:
    return b"\n".join(raw.splitlines()[::2]) + b'\n"'


WAYS: dict[str, Way] = {
    "不在了": lambda _: None,
    "空文件": lambda _: b"",
    "成了文件夹": lambda _: FOLDER,
    "只剩一半": lambda raw: raw[: len(raw) // 2] + b'\n\t"',
    "不是文字": lambda _: b"\x89PNG\r\n\x1a\n\x00\xff\xfe",
    "GBK 编码": lambda raw: raw + "三明市".encode("gbk"),
    "合并的标记": lambda raw: raw + b'\n<<<<<<< HEAD\n\t"',
    "首行改过": lambda raw: b"x" + raw,
    "少了一半的行": _every_second_line,
    "别的内容": lambda _: b'just: "one", line\n\t- of\n"words',
}


def broken(path: str, way: str) -> bytes | str | None:
    """Return what stands in the place of the file."""
    return WAYS[way](Path(ROOT / path).read_bytes())
