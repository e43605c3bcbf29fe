"""Twelve ways in which a data file goes wrong, and the files; bench and tests break them alike."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from briefings.data_files import check_files
from chains.catalog import load_catalog
from tests.copied_program import FOLDER, ROOT

Way = Callable[[bytes], bytes | str | None]
# Where an office puts its own file in the place of a shipped one; of each kind one is tried.
OWN = {
    "chains/data/settings.yaml": "var/chains/settings.yaml",
    "chains/data/sources.yaml": "var/chains/sources.yaml",
    "chains/data/textile.yaml": "var/chains/textile.yaml",
    "geodata/data/sanming_counties.geojson": "var/geodata/sanming_counties.geojson",
    "geodata/data/desk_cities.csv": "var/geodata/desk_cities.csv",
    "policies/data/acts.csv": "var/policies/acts.csv",
    "policies/data/workdays.csv": "var/policies/workdays.csv",
    "targets/data/settings.yaml": "var/targets/settings.yaml",
    "briefings/wallmaps/settings.yaml": "var/wallmaps.yaml",
}
_VALUE = re.compile(rb"(?<=[:,])[^,:\n\r\"]+(?=[,\n\r]|$)")
_REMARK = re.compile(rb"(?<= )#[^\n\r]*")


@cache
def shipped_files() -> tuple[str, ...]:
    """List every data file that the product ships and opens, as the check of the data has it."""
    nowhere = {"SANMING_DATA": str(ROOT / "no such folder")}
    paths = check_files(nowhere, load_catalog()).paths
    return tuple(path.relative_to(ROOT).as_posix() for path in paths)


def all_files() -> tuple[str, ...]:
    """List those, then one of each kind that an office may put in the place of ours."""
    return (*shipped_files(), *OWN.values())


def _every_second_line(raw: bytes) -> bytes:
    return b"\n".join(raw.splitlines()[::2]) + b'\n"'


def _without_first_line(raw: bytes) -> bytes:
    return raw.partition(b"\n")[2]


def _with_a_turned_value(raw: bytes) -> bytes:
    """Put a mark that turns the writing into a value of the second half, or at the end."""
    told = _REMARK.sub(lambda remark: b"#" * len(remark[0]), raw)  # in a remark it turns nothing
    found = _VALUE.search(told, len(raw) // 2)
    at = found.start() if found else len(raw.rstrip())
    return raw[:at] + "\u202e".encode() + raw[at:]


WAYS: dict[str, Way] = {
    "不在了": lambda _: None,
    "空文件": lambda _: b"",
    "成了文件夹": lambda _: FOLDER,
    "只剩一半": lambda raw: raw[: len(raw) // 2] + b'\n\t"',
    "不是文字": lambda _: b"\x89PNG\r\n\x1a\n\x00\xff\xfe",
    "GBK 编码": lambda raw: raw + "三明市".encode("gbk"),
    "合并的标记": lambda raw: raw + b'\n<<<<<<< HEAD\n\t"',
    "首行改过": lambda raw: b"x" + raw,
    "首行不在了": _without_first_line,
    "一个值不对": _with_a_turned_value,
    "少了一半的行": _every_second_line,
    "别的内容": lambda _: b'just: "one", line\n\t- of\n"words',
}


def broken(path: str, way: str) -> bytes | str | None:
    """Return what stands in the place of the file, be it ours or the office's own."""
    ours = next((shipped for shipped, own in OWN.items() if own == path), path)
    return WAYS[way](Path(ROOT / ours).read_bytes())
