"""Plots out of map files: GeoJSON, shapefile, 勘测定界 TXT; one entrance for every upload."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from files.progress import Progress
from files.sheets.cells import UNCHANGED
from files.sheets.lists import CHUNK
from files.sheets.refusals import RowProblem
from files.sheets.values import clean
from geodata.coordinates import FROM_WGS84
from geodata.features import DECIMALS, MAX_COLUMNS, Feature
from geodata.geojson_file import read_geojson
from geodata.inside_point import inside_point
from geodata.model import Datum, Reading
from geodata.readers.headings import header_of
from geodata.readers.lists import read_sheet, source_of
from geodata.readers.positions import Given, Placed
from geodata.readers.rows import PlotRowReader
from geodata.readers.shapefile_zip import read_shapefile
from geodata.readers.survey_text import Parcel, read_survey


def read_upload(
    raw: bytes,
    name: str,
    defaults: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read an upload of any form we know, told by the ending of its name.

    `defaults` are texts by field of `Plot` for what a file does not say of its plots, kind and
    county above all: a survey file has neither.
    """
    ending = PurePath(name.lower()).suffix
    if ending in {".xlsx", ".xlsm", ".xls", ".csv"}:
        return read_sheet(raw, name, defaults, progress)
    stated = {"source": source_of(name), **(defaults or {})}
    if ending == ".txt":
        survey = read_survey(raw)
        reading = plots_from_features(map(feature_of, survey.parcels), stated, progress)
        return _joined(reading, survey.problems, survey.warnings)
    if ending in {".geojson", ".json", ".zip"}:
        found = read_shapefile(raw) if ending == ".zip" else read_geojson(raw)
        return _joined(plots_from_features(found.features, stated, progress), found.problems)
    text = f"不认识「{ending or name}」这种文件,{UNCHANGED};"
    text += "可导入 .xlsx、.xls、.csv、.geojson、.zip(shapefile)、.txt(勘测定界)"
    return Reading((), (RowProblem(0, "", text),), 0)


def feature_of(parcel: Parcel) -> Feature:
    """Return a surveyed parcel as a feature whose properties have the headings of a list."""
    area = "" if parcel.area_ha is None else f"{parcel.area_ha:.10g}"
    note = f"地类编码 {parcel.land_class}" if parcel.land_class else ""
    properties = {
        "地块编号": parcel.number,
        "地块名称": parcel.name,
        "用地面积(公顷)": area,
        "地块用途": parcel.use,
        "备注": note,
    }
    return Feature(
        parcel.line,
        properties,
        parcel.rings,
        datum=Datum.CGCS2000,
        precision_m=parcel.precision_m,
    )


def plots_from_features(
    features: Iterable[Feature],
    defaults: Mapping[str, str],
    progress: Progress | None = None,
) -> Reading:
    """Make plots of features, their properties understood as the headings of a list are.

    `defaults` are texts by field of `Plot` for properties that are missing or empty; it must
    name the `source` unless every feature does. A boundary stands for the position: a point
    inside it. Rows of problems are those of the features.
    """
    taken = list(features)
    names = list(dict.fromkeys(name for feature in taken for name in feature.properties))
    if len(names) > MAX_COLUMNS:  # each is looked for in every row
        text = f"各要素的属性名合起来有 {len(names)} 种,最多 {MAX_COLUMNS} 种,{UNCHANGED};"
        return Reading((), (RowProblem(0, "", text + "请删去用不到的属性再导入"),), len(taken))
    reader = PlotRowReader(header_of(0, names), defaults)
    if reader.problems:
        return reader.reading()
    for start in range(0, len(taken), CHUNK):
        batch = taken[start : start + CHUNK]
        rows = [(f.row, [clean(f.properties.get(name, "")) for name in names]) for f in batch]
        reader.read(rows, {f.row: placed for f in batch if (placed := _place(f)) is not None})
        if progress:
            progress(start + len(batch), len(taken))
    reader.finish()
    return reader.reading()


def _place(feature: Feature) -> Placed | None:
    """Return where a feature lies, as given: a boundary gives a point inside it, in its datum."""
    if feature.rings:
        lon, lat = FROM_WGS84[feature.datum](*inside_point(feature.rings))
        given = (round(float(lon), DECIMALS), round(float(lat), DECIMALS))
    elif feature.given or feature.point:
        given = feature.given or feature.point or (0.0, 0.0)
    else:
        return None
    return Placed(Given(*given, feature.datum, feature.precision_m), feature.rings)


def _joined(
    reading: Reading, problems: Sequence[RowProblem], warnings: Sequence[RowProblem] = ()
) -> Reading:
    """Add what the reader of the file itself found; its problems come first and leave no plots."""
    if problems:
        return Reading((), tuple(problems), reading.rows, tuple(warnings))
    return replace(reading, warnings=(*warnings, *reading.warnings))
