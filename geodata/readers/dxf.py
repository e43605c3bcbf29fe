"""Read a DXF drawing: closed polylines as plots, also those in blocks, named by the texts inside.

Nothing outside the file is opened: references to other drawings stay what they are, names.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import shapely
from ezdxf import path as paths
from ezdxf.entities.dxfentity import DXFEntity
from ezdxf.entities.dxfgfx import DXFGraphic
from ezdxf.filemanagement import read
from ezdxf.lldxf.const import DXFError

from files.encoding import UnknownEncoding
from files.sheets.questions import Interview
from files.sheets.refusals import RowProblem, UploadRefused, refuse_large
from geodata.coordinates import CoordinateRefused
from geodata.features import MAX_FEATURES, MAX_TEXT, MAX_VERTICES, FeatureReading, closed, refused
from geodata.placing import TOO_MUCH, Drawn, Loop, StatedPlace, place_features
from geodata.texts import asked_encoding

BINARY = b"AutoCAD Binary DXF"
FLATNESS = 0.01  # metres by which the corners of an arc may leave it
DEEPEST = 3  # blocks within blocks
MOST_ENTITIES = 200_000
CLOSE = 0.001  # metres between the ends of a line that is drawn closed
NOT_DXF = (
    "不是 DXF 文件，或已损坏，库里的数据没有改动；请在 CAD 里另存为 DXF（2010 或更新）后再导入"
)
BROKEN = (DXFError, ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError,
          RecursionError, AssertionError)  # fmt: skip


@dataclass(slots=True)
class _Drawing:
    """What is of use in a drawing: rings with their layer, texts with their place, open lines."""

    rings: list[tuple[Loop, str]] = field(default_factory=list)
    texts: list[tuple[float, float, str]] = field(default_factory=list)
    open_lines: int = 0


def read_dxf(raw: bytes, interview: Interview) -> FeatureReading:
    """Return the closed polylines of a drawing as plots in WGS-84; `row` counts them."""
    try:
        refuse_large(raw)
        _refuse_binary(raw)
        encoding = asked_encoding(raw, interview)
        drawing = _taken_apart(encoding.decode(raw))
        found = place_features(_drawn(drawing), StatedPlace(ordered=False), interview)
    except (UploadRefused, CoordinateRefused, UnknownEncoding) as error:
        return refused(error)
    return found.joined(warnings=_open_lines(drawing), encoding=encoding.name)


def _refuse_binary(raw: bytes) -> None:
    if raw.startswith(BINARY):
        msg = "这是二进制的 DXF，库里的数据没有改动；请在 CAD 里另存为普通（ASCII）DXF 后再导入"
        raise UploadRefused(msg)


def _open_lines(drawing: _Drawing) -> list[RowProblem]:
    text = f"图里有 {drawing.open_lines} 条没有闭合的多段线，没有导入"
    return [RowProblem(0, "", text)] if drawing.open_lines else []


def _taken_apart(text: str) -> _Drawing:
    drawing = _Drawing()
    try:
        document = read(io.StringIO(text))
        for count, entity in enumerate(_entities(document.modelspace(), DEEPEST)):
            if count > MOST_ENTITIES or sum(len(r) for r, _ in drawing.rings[-1:]) > MAX_VERTICES:
                raise UploadRefused(TOO_MUCH)
            _take(drawing, entity)
    except BROKEN as error:
        raise UploadRefused(NOT_DXF) from error
    if not drawing.rings:
        lines = f"，有 {drawing.open_lines} 条没有闭合的多段线" if drawing.open_lines else ""
        msg = f"图里没有闭合的多段线{lines}；库里的数据没有改动，请把地块边界画成闭合的多段线"
        raise UploadRefused(msg)
    if len(drawing.rings) > MAX_FEATURES or sum(len(r) for r, _ in drawing.rings) > MAX_VERTICES:
        raise UploadRefused(TOO_MUCH)
    return drawing


def _entities(layout: Iterable[DXFEntity], depth: int) -> Iterator[DXFEntity]:
    """Give the entities, those of blocks as they are placed."""
    for entity in layout:
        yield entity
        if entity.dxftype() == "INSERT" and depth:
            yield from entity.attribs  # type: ignore[attr-defined]
            yield from _entities(entity.virtual_entities(), depth - 1)  # type: ignore[attr-defined]


def _take(drawing: _Drawing, entity: DXFEntity) -> None:
    kind = entity.dxftype()
    if kind in {"LWPOLYLINE", "POLYLINE"} and isinstance(entity, DXFGraphic):
        _take_line(drawing, entity)
    elif kind in {"TEXT", "MTEXT", "ATTRIB"}:
        where = entity.dxf.insert
        text = entity.plain_text() if kind != "ATTRIB" else entity.dxf.text  # type: ignore[attr-defined]
        words = " ".join(str(text).split())[:MAX_TEXT]
        if words:
            drawing.texts.append((float(where.x), float(where.y), words))


def _take_line(drawing: _Drawing, entity: DXFGraphic) -> None:
    if entity.dxftype() == "POLYLINE" and not entity.is_2d_polyline and not entity.is_3d_polyline:  # type: ignore[attr-defined]
        return
    corners = [(float(p.x), float(p.y)) for p in paths.make_path(entity).flattening(FLATNESS)]
    if len(set(corners)) < 3:  # noqa: PLR2004
        return
    (x, y), (last_x, last_y) = corners[0], corners[-1]
    if bool(entity.is_closed) or max(abs(x - last_x), abs(y - last_y)) < CLOSE:  # type: ignore[attr-defined]
        ring = corners[:-1] if max(abs(x - last_x), abs(y - last_y)) < CLOSE else corners
        drawing.rings.append((closed(ring), str(entity.dxf.layer)[:60]))
    else:
        drawing.open_lines += 1


def _drawn(drawing: _Drawing) -> list[Drawn]:
    names = _names(drawing)
    return [
        Drawn(row, {"名称": names.get(row - 1, ""), "备注": f"图层 {layer}"}, (ring,))
        for row, (ring, layer) in enumerate(drawing.rings, 1)
    ]


def _names(drawing: _Drawing) -> dict[int, str]:
    """Return by ring the texts that stand in it; a text belongs to the smallest ring around it."""
    if not drawing.texts:
        return {}
    polygons = [shapely.Polygon(ring) for ring, _ in drawing.rings]
    tree = shapely.STRtree(polygons)
    found: dict[int, list[str]] = {}
    for x, y, text in drawing.texts:
        around = tree.query(shapely.Point(x, y), predicate="within")
        if len(around):
            smallest = min(around, key=lambda at: polygons[at].area)
            found.setdefault(int(smallest), []).append(text)
    return {at: "、".join(dict.fromkeys(texts))[:80] for at, texts in found.items()}
