"""Texts of map files are taken whole, or the row says why not; none is cut without a word."""

import io
from collections.abc import Sequence

import pytest
from ezdxf.filemanagement import new

from files.sheets.questions import Interview
from geodata.features import MAX_TEXT, FeatureReading
from geodata.readers.dxf import MOST_NAME, read_dxf
from geodata.readers.kml import read_kml
from tests.geodata.readers import drawn_files

LONG = "长" * (MAX_TEXT + 1)


def _kml(inside: str) -> FeatureReading:
    ring = " ".join(f"{x},{y}" for x, y in (*drawn_files.DEGREES, drawn_files.DEGREES[0]))
    shape = f"<Polygon><outerBoundaryIs><LinearRing><coordinates>{ring}</coordinates>"
    shape += "</LinearRing></outerBoundaryIs></Polygon>"
    text = (
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark>{inside}{shape}</Placemark></kml>'
    )
    return read_kml(text.encode(), Interview(drawn_files.TOLD))


def _dxf(*texts: str, outside: Sequence[str] = (), layer: str = "0") -> FeatureReading:
    document = new("R2010")
    document.layers.add(layer) if layer != "0" else None
    space = document.modelspace()
    space.add_lwpolyline(drawn_files.CORNERS, close=True, dxfattribs={"layer": layer})
    x, y = drawn_files.CORNERS[0]
    for text in texts:
        space.add_mtext(text).set_location((x + 100, y + 100))
    for text in outside:
        space.add_mtext(text).set_location((x - 100, y - 100))
    target = io.StringIO()
    document.write(target)
    return read_dxf(target.getvalue().encode(), Interview(drawn_files.TOLD))


def _notices(reading: FeatureReading) -> list[str]:
    return [problem.text for problem in (*reading.problems, *reading.warnings, *reading.skipped)]


@pytest.mark.parametrize(
    "inside",
    [
        f"<description>{LONG}</description>",
        f'<ExtendedData><Data name="备注"><value>{LONG}</value></Data></ExtendedData>',
        f'<SchemaData><SimpleData name="备注">{LONG}</SimpleData></SchemaData>',
    ],
    ids=["description", "data", "simple data"],
)
def test_a_text_that_is_too_long_is_told_and_not_cut(inside: str) -> None:
    assert any("太长" in text for text in _notices(_kml(inside)))


def test_a_placemark_with_more_data_than_columns_says_so() -> None:
    data = "".join(f'<Data name="d{n}"><value>1</value></Data>' for n in range(1000))

    assert any("1000 项" in text for text in _notices(_kml(f"<ExtendedData>{data}</ExtendedData>")))


def test_of_a_description_that_is_a_web_page_the_words_stay_and_it_is_said() -> None:
    page = "<![CDATA[<table><tr><td>权属</td><td>县城投 &amp; 乡</td></tr></table>]]>"
    reading = _kml(f"<name>甲</name><description>{page}</description>")

    assert reading.features[0].properties["备注"] == "权属 县城投 & 乡"
    assert any("网页格式" in text for text in _notices(reading))


def test_a_description_with_a_smaller_sign_is_taken_as_written() -> None:
    reading = _kml("<description>面积 &lt; 10 亩</description>")

    assert reading.features[0].properties["备注"] == "面积 < 10 亩"


def test_what_stands_after_an_inner_element_is_kept() -> None:
    reading = _kml("<description>前<i>中</i>后</description>")

    assert reading.features[0].properties["备注"] == "前中后"


def test_data_without_a_name_is_kept() -> None:
    reading = _kml("<ExtendedData><Data><value>县城投</value></Data></ExtendedData>")

    assert "县城投" in reading.features[0].properties.values()


def test_texts_that_a_name_cannot_hold_go_into_the_note_whole() -> None:
    first, second = "甲" * MOST_NAME, "乙" * 500
    [feature] = _dxf(first, second).features

    assert feature.properties == {"名称": first, "备注": f"图层 0；图中文字：{second}"}


def test_more_text_than_a_row_holds_is_told() -> None:
    assert any("文字太多" in text for text in _notices(_dxf(*(f"{n}" * 500 for n in range(1, 10)))))


def test_a_text_that_stands_in_no_plot_is_told() -> None:
    assert any("1 处文字不在任何地块里" in t for t in _notices(_dxf("甲", outside=["图名"])))


def test_the_name_of_a_layer_is_kept_whole() -> None:
    [feature] = _dxf("甲", layer="层" * 90).features

    assert feature.properties["备注"] == f"图层 {'层' * 90}"
