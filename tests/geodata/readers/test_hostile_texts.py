"""Map files whose every text is an attack: named as written, or the row is refused."""

import pytest

from geodata.readers.any_file import read_upload
from geodata.readers.lists import read_sheet
from geodata.reading import Reading
from geodata.rows.export import export
from tests.geodata.map_files import feature, geojson, shapefile_parts, zipped
from tests.geodata.plots import told
from tests.hostile_texts import HOSTILE_TEXTS, MARKS, RAN, TURNED
from tests.papers.papers import formula_cells

TOLD = {"kind": "闲置土地", "county": "三元区", "datum": "CGCS2000", "unit": "亩"}
# A survey's signs are read in one width.
WIDE = "\uff1d"
AS_WRITTEN = [text.replace("=", WIDE) for text in HOSTILE_TEXTS]
CORNERS = """J1,1,2910210.669,39559917.902
J2,1,2910310.669,39559917.902
J3,1,2910310.669,39560017.902
J4,1,2910210.669,39560017.902
J1,1,2910210.669,39559917.902
"""
HEAD = """[属性描述]
坐标系=2000国家大地坐标系
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=39
[地块坐标]
"""


def shapefile_of(names: tuple[str, ...]) -> bytes:
    return zipped(shapefile_parts(names=list(names)))


def survey_of(names: tuple[str, ...]) -> bytes:
    plots = (f"5,1,DK-{at},{name},面,,{name},0601,@\n{CORNERS}" for at, name in enumerate(names))
    return (HEAD + "".join(plots)).encode("gb18030")


def geojson_of(names: tuple[str, ...]) -> bytes:
    point = {"type": "Point", "coordinates": [117.6, 26.3]}
    return geojson(*(feature(point, 名称=name, 备注=name) for name in names))


FILES = {"图.zip": shapefile_of, "勘测.txt": survey_of, "图.geojson": geojson_of}


def read(name: str, texts: tuple[str, ...]) -> Reading:
    return read_upload(FILES[name](texts), name, TOLD)


@pytest.mark.parametrize("name", FILES)
def test_every_name_is_kept_as_written_and_leaves_as_a_text(name: str) -> None:
    reading = read(name, HOSTILE_TEXTS)

    assert told(reading) == []
    assert [plot.name.replace("=", WIDE) for plot in reading.plots] == AS_WRITTEN
    raw = export(reading.plots, title=HOSTILE_TEXTS[0])
    assert formula_cells(raw) == 0
    again = read_sheet(raw, "a.xlsx").plots
    assert [plot.name for plot in again] == [plot.name for plot in reading.plots]


@pytest.mark.parametrize("name", FILES)
def test_a_name_that_turns_the_direction_of_writing_does_not_pass_unseen(name: str) -> None:
    reading = read(name, TURNED)

    passed = "".join(plot.name for plot in reading.plots)
    assert not set(MARKS) & set(passed)
    assert len(told(reading)) + len(reading.warnings) >= len(TURNED)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_the_name_of_the_file_is_a_source_as_written(name: str, text: str) -> None:
    stem, _, ending = name.partition(".")
    clean = text.replace("/", "")  # a browser gives the last part of a path only

    [plot, *_] = read_upload(FILES[name](("甲",)), f"{stem}{clean}.{ending}", TOLD).plots

    assert clean in plot.source
    assert RAN not in plot.source
