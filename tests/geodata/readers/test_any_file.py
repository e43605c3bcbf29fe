"""Map files into plots: one entrance for every form, the same headings, the same refusals."""

import json
from collections.abc import Mapping

import pytest
import shapely

from files.progress import Progress
from files.sheets.questions import Interview
from geodata.features import Feature, FeatureReading
from geodata.model import Datum, PlotKind, Position
from geodata.readers.any_file import read_upload
from geodata.readers.features_to_plots import plots_from_features
from geodata.reading import Reading
from geodata.rows.export import export
from tests.geodata.plots import HEADINGS, ROW, told, workbook

TOLD = {"kind": "闲置土地", "county": "三元区", "source": "勘测"}
SQUARE = ((117.60, 26.30), (117.61, 26.30), (117.61, 26.29), (117.60, 26.29), (117.60, 26.30))
HOLE = (
    (117.602, 26.298),
    (117.608, 26.298),
    (117.608, 26.292),
    (117.602, 26.292),
    (117.602, 26.298),
)
SURVEY = """[属性描述]
格式版本号=1.01
坐标系=2000国家大地坐标系
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=39
精度=0.001
转换参数=0,0,0,0,0,0,0
[地块坐标]
5,1,DK-1,城东地块,面,,工业用地,0601,@
J1,1,2910210.669,39559917.902
J2,1,2910310.669,39559917.902
J3,1,2910310.669,39560017.902
J4,1,2910210.669,39560017.902
J1,1,2910210.669,39559917.902
"""


def plots_of(*features: Feature, progress: Progress | None = None) -> Reading:
    found = FeatureReading(features, (), len(features))
    return plots_from_features(found, "图.zip", Interview(), TOLD, progress=progress)


def geojson(*properties: Mapping[str, object]) -> bytes:
    point = {"type": "Point", "coordinates": [117.6, 26.3]}
    features = [{"type": "Feature", "properties": p, "geometry": point} for p in properties]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_a_survey_file_becomes_plots_with_the_recorded_area_and_boundary() -> None:
    [plot] = read_upload(SURVEY.encode("gb18030"), "勘测.TXT", TOLD).plots

    assert (plot.id, plot.name, plot.area_mu) == ("勘测/DK-1", "城东地块", 15)
    assert (plot.land_use, plot.note) == ("工业用地", "地类编码 0601")
    assert plot.position is not None
    point = shapely.Point(plot.position.longitude, plot.position.latitude)
    assert shapely.Polygon(plot.boundary[0]).contains(point)


def test_a_survey_file_asks_for_kind_and_county() -> None:
    asked = {q.what: q.likely for q in read_upload(SURVEY.encode(), "a.txt").questions}

    assert asked == {"kind": "闲置土地", "county": "三元区"}


def test_what_a_file_says_goes_before_what_it_was_told() -> None:
    raw = geojson({"编号": "1", "名称": "甲", "类型": "标准厂房"}, {"编号": "2", "名称": "乙"})

    first, second = read_upload(raw, "a.geojson", TOLD).plots

    assert (first.kind, second.kind) == (PlotKind.STANDARD_FACTORY, PlotKind.IDLE_LAND)


def test_properties_go_through_the_same_headings_and_refusals() -> None:
    raw = geojson({"地块编号": 1, "地块名称": "甲", "占地面积（平方米）": "很大", "土壤": "红"})

    reading = read_upload(raw, "a.geojson", TOLD)

    assert told(reading) == ["第1行「占地面积（平方米）」：应当是数字（填写值：很大）"]
    assert {warning.column for warning in reading.warnings} == {"地块编号", "土壤"}


def test_a_repeated_number_is_named() -> None:
    raw = geojson({"编号": "1", "名称": "甲"}, {"编号": "1", "名称": "乙"})

    assert told(read_upload(raw, "a.geojson", TOLD)) == ["第2行「编号」：编号「a/1」与第1行重复"]


def test_the_problems_of_the_file_itself_leave_no_plots() -> None:
    reading = read_upload(b'{"type":"FeatureCollection"', "a.geojson", TOLD)

    assert reading.plots == ()
    assert reading.problems


def test_the_shape_goes_before_coordinates_among_the_properties() -> None:
    raw = geojson({"编号": "1", "名称": "甲", "经度": "错", "纬度": "26", "坐标系": "高德"})

    [plot] = read_upload(raw, "a.geojson", TOLD).plots

    assert plot.position is not None
    assert (plot.position.longitude, plot.position.latitude) == (117.6, 26.3)


def test_the_position_lies_in_the_plot_and_not_in_its_hole() -> None:
    [plot] = plots_of(Feature(1, {"编号": "1", "名称": "环"}, (SQUARE, HOLE))).plots

    assert plot.position is not None
    point = shapely.Point(plot.position.longitude, plot.position.latitude)
    assert shapely.Polygon(SQUARE, [HOLE]).contains(point)


def test_a_feature_without_a_place_is_a_plot_without_a_position() -> None:
    reading = plots_of(Feature(1, {"编号": "1", "名称": "甲"}))
    [plot] = reading.plots

    assert (plot.position, plot.boundary) == (None, ())
    assert "第1行「图形」：没有图形，导入后没有位置" in map(str, reading.warnings)


def test_progress_counts_features() -> None:
    seen: list[tuple[int, int]] = []
    features = [Feature(i, {"编号": str(i), "名称": "甲"}) for i in range(1, 1201)]

    plots_of(*features, progress=lambda done, total: seen.append((done, total)))

    assert seen == [(1000, 1200), (1200, 1200)]


def test_a_workbook_comes_in_by_the_same_entrance() -> None:
    assert [p.id for p in read_upload(workbook([HEADINGS, ROW]), "清单.XLSX").plots] == ["A-1"]


@pytest.mark.parametrize("name", ["a.dwg", "a.rar", "清单", "a.geojson.exe"])
def test_an_unknown_form_is_refused_with_those_we_read(name: str) -> None:
    [text] = told(read_upload(b"x", name))

    assert "库里的数据没有改动" in text
    assert ".xlsx" in text


def positions(raw: bytes, name: str, told: dict[str, str] = TOLD) -> list[Position]:
    found = [plot.position for plot in read_upload(raw, name, told).plots]
    return [position for position in found if position is not None]


def test_a_point_keeps_the_datum_and_the_numbers_it_was_given_in() -> None:
    raw = geojson({"编号": "1", "名称": "甲", "坐标精度": "5"})

    [plot] = read_upload(raw, "a.geojson", {**TOLD, "datum": "高德"}).plots

    at = plot.position
    assert at is not None
    assert (at.given, at.datum, at.precision_m) == ((117.6, 26.3), Datum.GCJ02, 5)
    assert 0.003 < abs(at.longitude - 117.6) + abs(at.latitude - 26.3) < 0.02


def test_a_survey_file_keeps_its_datum_and_precision() -> None:
    [at] = positions(SURVEY.encode("gb18030"), "勘测.txt")

    assert (at.datum, at.precision_m) == (Datum.CGCS2000, 0.001)


@pytest.mark.parametrize("datum", [Datum.WGS84, Datum.CGCS2000, Datum.GCJ02, Datum.BD09])
def test_a_place_from_a_shape_reads_back_the_same_from_our_own_form(datum: Datum) -> None:
    features = [
        Feature(1, {"编号": "1", "名称": "面"}, (SQUARE, HOLE), datum=datum),
        Feature(2, {"编号": "2", "名称": "点"}, (), (117.6, 26.3), datum, (117.6, 26.3)),
    ]
    plots = plots_of(*features).plots

    assert positions(export(plots), "清单.xlsx", {}) == [plot.position for plot in plots]


def test_features_that_all_name_their_properties_otherwise_are_refused_with_the_limit() -> None:
    # Every name is looked for in every row: thousands of each would take hours.
    different: list[dict[str, object]] = [{f"属性{number}": "1"} for number in range(201)]
    raw = geojson(*different)

    [problem] = read_upload(raw, "a.geojson", TOLD).problems

    assert "有 201 种，最多 200 种" in problem.text


def test_a_plot_of_very_many_parts_is_read() -> None:
    def part(number: int) -> list[list[tuple[float, float]]]:
        left, low = 117 + number % 100 * 1e-3, 26 + number // 100 * 1e-3
        right, high = left + 1e-4, low + 1e-4
        return [[(left, low), (right, low), (right, high), (left, high), (left, low)]]

    geometry = {"type": "MultiPolygon", "coordinates": [part(number) for number in range(5000)]}
    feature = {"type": "Feature", "properties": {"编号": "A", "名称": "甲"}, "geometry": geometry}
    raw = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()

    [plot] = read_upload(raw, "a.geojson", TOLD).plots

    assert len(plot.boundary) == 5000
