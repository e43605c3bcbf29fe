"""Read a DXF drawing: closed polylines as plots, also those in blocks, named by the texts inside.

Nothing outside the file is opened: references to other drawings stay what they are, names.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
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
MOST_NAME = 80  # characters of texts that make a name; further ones go into the note
BETWEEN = "、"
CLOSE = 0.001  # metres between the ends of a line that is drawn closed
NOT_DXF = (
    "不是 DXF 文件，或已损坏，库里的数据没有改动；请在 CAD 里另存为 DXF（2010 或更新）后再导入"
)
BROKEN = (DXFError, ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError,
          RecursionError, AssertionError)  # fmt: skip


@dataclass(slots=True)
class _Drawing:
    """What is of use in a drawing: rings with their layer, texts with their place, open lines.

    `outside` are the texts that stand in no ring.
    """

    rings: list[tuple[Loop, str]] = field(default_factory=list)
    texts: list[tuple[float, float, str]] = field(default_factory=list)
    open_lines: int = 0
    outside: list[str] = field(default_factory=list)


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
    return found.joined(warnings=_left_out(drawing), encoding=encoding.name)


def _refuse_binary(raw: bytes) -> None:
    if raw.startswith(BINARY):
        msg = "这是二进制的 DXF，库里的数据没有改动；请在 CAD 里另存为普通（ASCII）DXF 后再导入"
        raise UploadRefused(msg)


def _left_out(drawing: _Drawing) -> list[RowProblem]:
    said = []
    if drawing.open_lines:
        said.append(f"图里有 {drawing.open_lines} 条没有闭合的多段线，没有导入")
    if drawing.outside:
        some = BETWEEN.join(text[:20] for text in drawing.outside[:3])
        more = "等" if len(drawing.outside) > 3 else ""  # noqa: PLR2004
        said.append(f"图里有 {len(drawing.outside)} 处文字不在任何地块里，没有导入：{some}{more}")
    return [RowProblem(0, "", text) for text in said]


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
        words = " ".join(str(text).split())
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
        drawing.rings.append((closed(ring), str(entity.dxf.layer)))
    else:
        drawing.open_lines += 1


def _drawn(drawing: _Drawing) -> list[Drawn]:
    inside = _texts_inside(drawing)
    return [
        _plot(row, ring, layer, inside.get(row - 1, ()))
        for row, (ring, layer) in enumerate(drawing.rings, 1)
    ]


def _plot(row: int, ring: Loop, layer: str, texts: Sequence[str]) -> Drawn:
    """Return a ring with its texts: as many as a name holds are its name, the others its note."""
    named = [t for n, t in enumerate(texts) if len(BETWEEN.join(texts[: n + 1])) <= MOST_NAME]
    others = texts[len(named) :]
    note = f"图层 {layer}" + (f"；图中文字：{BETWEEN.join(others)}" if others else "")
    if len(note) > MAX_TEXT:
        return Drawn(
            row, {}, problem=f"圈里的文字太多，最多 {MAX_TEXT} 个字；请在 CAD 里删去不用的"
        )
    return Drawn(row, {"名称": BETWEEN.join(named), "备注": note}, (ring,))


def _texts_inside(drawing: _Drawing) -> dict[int, list[str]]:
    """Return by ring the texts that stand in it; a text belongs to the smallest ring around it.

    What stands in none is kept in `drawing.outside`.
    """
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
        else:
            drawing.outside.append(text)
    return {at: list(dict.fromkeys(texts)) for at, texts in found.items()}
