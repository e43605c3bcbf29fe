"""Turn the JSON that ArcGIS writes into a feature collection; what is in it is not yet checked."""

from typing import Any

Json = dict[str, Any]
GEOMETRIES = ("rings", "x", "paths", "points")


def is_esri(content: Json) -> bool:
    """Tell whether it is a feature set of ArcGIS."""
    features = content.get("features")
    if content.get("type") == "FeatureCollection" or not isinstance(features, list):
        return False
    return any(isinstance(one, dict) and ("attributes" in one) for one in features[:1])


def as_collection(content: Json) -> Json:
    """Return the collection; its `crs` names the well-known number of the reference, if any."""
    reference = content.get("spatialReference")
    collection: Json = {"features": [_feature(one) for one in content["features"]]}
    if isinstance(reference, dict):
        number = reference.get("latestWkid") or reference.get("wkid") or reference.get("wkt", "")
        collection["crs"] = {"properties": {"name": f"EPSG:{number}"}}
    return collection


def _feature(one: object) -> object:
    if not isinstance(one, dict):
        return one
    geometry = one.get("geometry")
    return {
        "type": "Feature",
        "properties": one.get("attributes"),
        "geometry": _geometry(geometry) if isinstance(geometry, dict) else geometry,
    }


def _geometry(geometry: Json) -> Json | None:
    if "rings" in geometry:
        # Whether a ring is a hole is told by how many others go round it, as everywhere here.
        return {"type": "Polygon", "coordinates": geometry["rings"]} if geometry["rings"] else None
    if "x" in geometry and "y" in geometry:
        return {"type": "Point", "coordinates": [geometry["x"], geometry["y"]]}
    kind = next((name for name in GEOMETRIES if name in geometry), "?")
    return {"type": f"ArcGIS {kind}"}
