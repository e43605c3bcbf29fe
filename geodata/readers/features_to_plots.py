"""Plots out of the features of a map file: identity, units and place settled for the whole file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from files.progress import Progress
from files.sheets.cells import UNCHANGED
from files.sheets.lists import CHUNK
from files.sheets.questions import Interview
from files.sheets.refusals import RowProblem, first_problems
from files.sheets.values import clean
from geodata.coordinates import FROM_WGS84
from geodata.features import DECIMALS, MAX_COLUMNS, Feature, FeatureReading
from geodata.inside_point import inside_point
from geodata.layers.layer import counties_of
from geodata.model import KIND_NAMES, PlotKind
from geodata.readers.identity import RUNNING, own_numbers
from geodata.reading import FileEntry, Reading
from geodata.rows.areas import enclosed_m2, settle_units
from geodata.rows.headings import PlotHeader, header_of
from geodata.rows.missing import ask_missing
from geodata.rows.positions import Given, Placed
from geodata.rows.rows import PlotRowReader

NO_SHAPE = "没有图形，导入后没有位置"
OWN = ("编号", "名称")


def plots_from_features(
    found: FeatureReading,
    name: str,
    interview: Interview,
    defaults: Mapping[str, str],
    *,
    local: re.Pattern[str] = RUNNING,
    progress: Progress | None = None,
) -> Reading:
    """Make plots of the features of file `name`, their properties read as headings of a list are.

    `defaults` are texts by field of `Plot` for what is missing or empty. A boundary stands for
    the position: a point inside it. Rows of problems are those of the features. `local` are the
    numbers that count within one file only.
    """
    taken = list(found.features)
    if found.unusable or (found.problems and not taken):
        return _nothing_but_faults(found)
    names = list(dict.fromkeys(key for feature in taken for key in feature.properties))
    if len(names) > MAX_COLUMNS:  # each is looked for in every row
        text = f"各要素的属性名合起来有 {len(names)} 种，最多 {MAX_COLUMNS} 种，{UNCHANGED}；"
        return Reading((), (RowProblem(0, "", text + "请删去用不到的属性再导入"),), len(taken))
    header = header_of(0, names, cut=True)
    taken, header, made = _identified(taken, names, header, name, local)
    names = list(dict.fromkeys(key for feature in taken for key in feature.properties))
    rings = any(feature.rings for feature in taken)
    told = ask_missing(
        header,
        defaults,
        interview,
        title=name,
        likely_kind=KIND_NAMES[PlotKind.IDLE_LAND] if rings else "",
        lying_in=_counties(taken),
    )
    header, settled = settle_units(header, _recorded(taken, names, header), interview)
    reader = PlotRowReader(header, told, interview)
    reader.warnings += [*made, *settled]
    if reader.problems:
        return replace(reader.reading(), warnings=(*found.warnings, *reader.warnings))
    for start in range(0, len(taken), CHUNK):
        batch = taken[start : start + CHUNK]
        rows = [(f.row, [clean(f.properties.get(key, "")) for key in names]) for f in batch]
        reader.read(rows, {f.row: placed for f in batch if (placed := _place(f)) is not None})
        reader.warnings += [RowProblem(f.row, "图形", NO_SHAPE) for f in batch if not _has_place(f)]
        if progress:
            progress(start + len(batch), len(taken))
    for problem in found.problems:
        reader.refuse(problem.row, (), [problem])
    for row in found.skipped:
        reader.skip(row.row, (), row.text)
    reader.finish()
    reading = reader.reading()
    return replace(
        reading,
        warnings=(*found.warnings, *reading.warnings),
        headings=tuple(names),
        encoding=found.encoding,
        datum=found.datum,
    )


def _nothing_but_faults(found: FeatureReading) -> Reading:
    """Return the reading of a file without a feature that can be read: what is wrong with each."""
    faulty = () if found.unusable else found.problems
    entries = [FileEntry(p.row, None, (), (p,)) for p in faulty if p.row]
    entries += [FileEntry(p.row, None, (), (), p.text) for p in found.skipped]
    return Reading(
        (),
        first_problems(found.problems),
        found.rows,
        (*found.warnings, *found.skipped),
        tuple(sorted(entries, key=lambda entry: entry.row)),
        encoding=found.encoding,
        datum=found.datum,
    )


def _has_place(feature: Feature) -> bool:
    return bool(feature.rings or feature.point)


def _identified(
    features: Sequence[Feature],
    names: Sequence[str],
    header: PlotHeader,
    name: str,
    local: re.Pattern[str],
) -> tuple[list[Feature], PlotHeader, list[RowProblem]]:
    """Return the features with an identity and a name each, their header, and what was made up."""
    number_at = _column(header, names, "id")
    label_at = _column(header, names, "name")
    numbers = [clean(f.properties.get(number_at, "")) for f in features]
    labels = [clean(f.properties.get(label_at, "")) for f in features]
    ids = own_numbers(name, numbers, labels, local)
    id_key, name_key = number_at or OWN[0], label_at or OWN[1]
    warnings = [
        RowProblem(
            f.row,
            id_key,
            f"编号「{number}」只在这个文件里有效，记为「{made}」"
            if number
            else f"没有编号，记为「{made}」",
        )
        for f, number, made in zip(features, numbers, ids, strict=True)
        if number != made
    ]
    if label_at or number_at:
        warnings += [
            RowProblem(f.row, name_key, f"没有名称，用编号「{made}」代替")
            for f, number, made, label in zip(features, numbers, ids, labels, strict=True)
            if number and not label
        ]
    taken = [
        replace(f, properties={**f.properties, id_key: made, name_key: label or made})
        for f, made, label in zip(features, ids, labels, strict=True)
    ]
    keys = list(dict.fromkeys(key for feature in taken for key in feature.properties))
    return taken, header_of(0, keys, cut=True), warnings


def _column(header: PlotHeader, names: Sequence[str], field: str) -> str:
    return next((names[at] for at, h in header.headings.items() if h.column.field == field), "")


def _recorded(
    features: Sequence[Feature], names: Sequence[str], header: PlotHeader
) -> dict[int, list[tuple[str, float]]]:
    """Return by column of land area its cells, and beside each what its corners enclose in m²."""
    columns = [at for at, h in header.headings.items() if h.column.field == "area_mu"]
    if not columns:
        return {}
    enclosed = [enclosed_m2(feature.rings) for feature in features]
    return {
        at: [
            (clean(f.properties.get(names[at], "")), m2)
            for f, m2 in zip(features, enclosed, strict=True)
        ]
        for at in columns
    }


def _counties(features: Sequence[Feature]) -> list[str]:
    points = [f.rings[0][0] if f.rings else f.point for f in features[:CHUNK] if _has_place(f)]
    known = [point for point in points if point is not None]
    found = counties_of([x for x, _ in known], [y for _, y in known]) if known else []
    return [county for county in found if county]


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
