"""How the cost of reading an upload grows: `python -m bench.readers [--largest 8]`.

Each kind of file in doubling sizes, CPU seconds of one read each, without the process of its own
in which the product reads. Exit code 1: a cost grows faster than n·log n (with room for chance).
"""

import argparse
import io
import json
import math
import time
import zipfile
from collections.abc import Callable, Mapping
from itertools import pairwise

import shapefile

from bench.figures import Promise
from files.command_line import ChineseParser, whole_count
from geodata.readers.any_file import read_upload

DEFAULTS = {"kind": "闲置土地", "county": "三元区"}
STEEPEST = 1.35  # cost ~ n to this power; n·log n over these sizes is below 1.15
PRJ = 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]]]'
Maker = Callable[[int], bytes]


def main() -> int:
    """Read every kind in every size, print seconds and how steep they grow."""
    options = _parser().parse_args()
    sizes = [2**power for power in range(options.largest.bit_length())]
    promises = []
    for name, (smallest, make) in KINDS.items():
        taken = [_cpu_s(make(smallest * size), name.split(":")[0]) for size in sizes]
        steep = _steepness(taken)
        figures = "  ".join(f"{s * smallest}: {t:.2f}" for s, t in zip(sizes, taken, strict=True))
        print(f"{name}  {figures}  CPU 秒,约 n^{steep:.2f}", flush=True)
        promises.append(Promise(name, steep, STEEPEST))
    return 0 if all(promise.met for promise in promises) else 1


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="python -m bench.readers", description="读文件的用时随大小的增长")
    parser.add_argument("--largest", type=whole_count, default=8, help="最大的是最小的几倍,默认 8")
    return parser


def _cpu_s(raw: bytes, ending: str) -> float:
    start = time.process_time()
    read_upload(raw, f"测速.{ending}", DEFAULTS)
    return time.process_time() - start


def _steepness(taken: list[float]) -> float:
    """The power of n by the two largest steps; small sizes are mostly what every read costs."""
    steps = [math.log2(max(b, 1e-3) / max(a, 1e-3)) for a, b in pairwise(taken)]
    return sum(steps[-2:]) / len(steps[-2:])


def _square(number: int, size: float = 1e-4) -> list[list[float]]:
    x, y = 117.0 + number % 1000 * 1e-3, 26.0 + number // 1000 * 1e-3
    return [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]


def _around(vertices: int, number: int = 0) -> list[list[float]]:
    """One ring of that many vertices."""
    x, y, turn = 117.2 + number * 1e-3, 26.2, 2 * math.pi / vertices
    ring = [[x + 4e-4 * math.cos(n * turn), y + 4e-4 * math.sin(n * turn)] for n in range(vertices)]
    return [*ring, ring[0]]


def _geojson(*features: tuple[Mapping[str, object], object]) -> bytes:
    listed = [
        {"type": "Feature", "properties": properties, "geometry": geometry}
        for properties, geometry in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": listed}).encode()


def _named(number: int) -> dict[str, object]:
    return {"编号": f"T{number}", "名称": f"地块{number}"}


def many_rings(count: int) -> bytes:
    """One plot of that many parts side by side."""
    parts = [[_square(number)] for number in range(count)]
    return _geojson((_named(0), {"type": "MultiPolygon", "coordinates": parts}))


def many_holes(count: int) -> bytes:
    """One plot with that many holes."""
    outer = [[116.9, 25.9], [118.1, 25.9], [118.1, 26.9], [116.9, 26.9], [116.9, 25.9]]
    holes = [_square(number) for number in range(count)]
    return _geojson((_named(0), {"type": "Polygon", "coordinates": [outer, *holes]}))


def many_vertices(count: int) -> bytes:
    """Plots of 1 000 vertices each, that many vertices together."""
    plots = range(count // 1000)
    shapes = [{"type": "Polygon", "coordinates": [_around(1000, number)]} for number in plots]
    return _geojson(*((_named(number), shapes[number]) for number in plots))


def many_features(count: int) -> bytes:
    """That many plots, each a point."""
    point = {"type": "Point", "coordinates": [117.6, 26.3]}
    return _geojson(*((_named(number), point) for number in range(count)))


def many_rows(count: int) -> bytes:
    """A list of that many plots."""
    rows = (f"T{number},地块{number},闲置土地,三元区" for number in range(count))
    return "\n".join(["编号,名称,类型,县区", *rows]).encode()


def equal_rows(count: int) -> bytes:
    """A list that says the same plot that many times."""
    return "\n".join(["编号,名称,类型,县区", *["T,地块,闲置土地,三元区"] * count]).encode()


def many_parcels(count: int) -> bytes:
    """A survey of that many parcels."""
    head = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型=高斯克吕格\n"
    head += "计量单位=米\n带号=39\n精度=0.001\n[地块坐标]\n"
    corners = ((0, 0), (100, 0), (100, 100), (0, 100), (0, 0))
    lines = []
    for number in range(count):
        lines.append(f"5,1,DK-{number},地块{number},面,,工业用地,0601,@")
        lines += [f"J{c},1,{2910210 + dy},{39559917 + dx}" for c, (dx, dy) in enumerate(corners)]
    return (head + "\n".join(lines)).encode()


def many_shapes(count: int) -> bytes:
    """A shapefile of one plot with that many parts."""
    shp, shx, dbf, packed = io.BytesIO(), io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, encoding="utf-8") as writer:
        writer.field("编号", "C")
        writer.field("名称", "C")
        writer.poly([list(reversed(_square(number))) for number in range(count)])
        writer.record("T1", "地块")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for ending, part in (("shp", shp), ("shx", shx), ("dbf", dbf)):
            archive.writestr(f"地块.{ending}", part.getvalue())
        archive.writestr("地块.prj", PRJ)
        archive.writestr("地块.cpg", "UTF-8")
    return packed.getvalue()


# Ending and what grows, the smallest size, and the file of a size.
KINDS: Mapping[str, tuple[int, Maker]] = {
    "geojson:一个地块的块数": (2_000, many_rings),
    "geojson:一个地块的洞数": (2_000, many_holes),
    "geojson:顶点数": (40_000, many_vertices),
    "geojson:要素数": (2_000, many_features),
    "csv:行数": (10_000, many_rows),
    "csv:相同的行数": (10_000, equal_rows),
    "txt:宗地数": (1_000, many_parcels),
    "zip:一个图形的块数": (2_000, many_shapes),
}


if __name__ == "__main__":
    raise SystemExit(main())
