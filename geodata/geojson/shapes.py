"""The geometries of GeoJSON, checked one by one before anything is reckoned with them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, FailFast, Field, TypeAdapter, ValidationError

Finite = Annotated[float, Field(allow_inf_nan=False, ge=-1e9, le=1e9)]
# FailFast: a file of 400 000 wrong numbers would otherwise collect as many errors.
Place = Annotated[list[Finite], FailFast(), Field(min_length=2, max_length=4)]
Line = Annotated[list[Place], FailFast(), Field(min_length=2)]
Loop = Annotated[list[Place], FailFast(), Field(min_length=4)]
Loops = Annotated[list[Loop], FailFast(), Field(min_length=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")  # some tools add a bbox


class PointShape(_Shape):
    """A point: [longitude, latitude]."""

    type: Literal["Point"]
    coordinates: Place


class PolygonShape(_Shape):
    """A polygon: outer ring, then holes."""

    type: Literal["Polygon"]
    coordinates: Loops

    def loops(self) -> list[list[list[float]]]:
        """Return its rings."""
        return self.coordinates


class MultiPolygonShape(_Shape):
    """Polygons that belong together."""

    type: Literal["MultiPolygon"]
    coordinates: Annotated[list[Loops], FailFast(), Field(min_length=1)]

    def loops(self) -> list[list[list[float]]]:
        """Return the rings of all polygons, one after the other."""
        return [loop for part in self.coordinates for loop in part]


class LineShape(_Shape):
    """A line; boundary layers have it, plots do not."""

    type: Literal["LineString"]
    coordinates: Line


class MultiLineShape(_Shape):
    """Lines that belong together."""

    type: Literal["MultiLineString"]
    coordinates: Annotated[list[Line], FailFast(), Field(min_length=1)]


PlotShape = PointShape | PolygonShape | MultiPolygonShape
AnyShape = PlotShape | LineShape | MultiLineShape
PLOT_SHAPE: TypeAdapter[PlotShape] = TypeAdapter(Annotated[PlotShape, Field(discriminator="type")])
ANY_SHAPE: TypeAdapter[AnyShape] = TypeAdapter(Annotated[AnyShape, Field(discriminator="type")])


def without_collection(geometry: object) -> object:
    """Return a collection that holds one shape, or polygons only, as that shape."""
    if not isinstance(geometry, dict) or geometry.get("type") != "GeometryCollection":
        return geometry
    parts = geometry.get("geometries")
    if not isinstance(parts, list):
        return geometry
    if len(parts) == 1:
        return parts[0]
    if parts and all(isinstance(p, dict) and p.get("type") == "Polygon" for p in parts):
        return {"type": "MultiPolygon", "coordinates": [p.get("coordinates") for p in parts]}
    return geometry


def shape_problem(error: ValidationError) -> str:
    """Say in Chinese what is wrong with the geometry of a feature."""
    first = error.errors()[0]
    if first["type"] in {"union_tag_invalid", "union_tag_not_found", "model_attributes_type"}:
        kind = first["input"].get("type") if isinstance(first["input"], dict) else first["input"]
        return f"只接受点（Point）和面（Polygon、MultiPolygon），这里是：{str(kind)[:40]}"
    if first["type"] == "too_short":
        return "点数不够：一圈至少 4 个点（首尾相同），每点至少两个数"
    return f"坐标应当是有限的数字（这里是：{str(first['input'])[:40]}）"
