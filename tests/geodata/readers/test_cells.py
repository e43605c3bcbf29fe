"""Cells of a plot list as people write them: degrees, areas, prices, dates, datums, counties."""

import pytest

from files.sheets.values import WrongValue
from geodata.readers.any_file import read_upload
from geodata.readers.lists import read_sheet
from geodata.rows.degrees import read_degrees, read_pair
from geodata.rows.headings import understand
from geodata.rows.values import county_name
from tests.geodata.plots import HEADINGS, ROW, csv_of, told


def value(heading: str, cell: str, field: str) -> object:
    [plot] = read_sheet(csv_of([*HEADINGS, heading], [*ROW, cell]), "a.csv").plots
    return getattr(plot, field)


@pytest.mark.parametrize(
    "written",
    [
        "117.36",
        "东经117°21′36″",
        "E117°21′36″",
        "117°21′36″E",
        "117°21.600′",
        "117-21-36",
        "117 21 36",
        "117º21'36\"",
        "１１７°２１′３６″",
        "117度21分36秒",
        "117°21'36''",
        "东经:117.36",
        "117:21:36",
    ],
)
def test_degrees_are_read_as_people_write_them(written: str) -> None:
    assert read_degrees(written) == pytest.approx(117.36)


@pytest.mark.parametrize("written", ["117°61′00″", "东边", "117 21", "1172136x", "117°21′60″"])
def test_what_are_no_degrees_is_refused(written: str) -> None:
    with pytest.raises(WrongValue, match=r"填写值"):
        read_degrees(written)


@pytest.mark.parametrize(
    "written",
    [
        "东经117°21′36″,北纬25°58′12″",
        "117.36,25.97",
        "N25°58′12″ E117°21′36″",
        "117°21′36″E 25°58′12″N",
        "117 21 36 25 58 12",
        "北纬25.97,东经117.36",
        "东经117°21′36″北纬25°58′12″",
        "117°21′36″E25°58′12″N",
        "经度117.36,纬度25.97",
    ],
)
def test_a_pair_is_read_in_whatever_order_it_names(written: str) -> None:
    assert read_pair(written) == pytest.approx((117.36, 25.97))


def test_degrees_that_may_be_packed_are_asked() -> None:
    raw = csv_of([*HEADINGS, "经度", "纬度", "坐标系"], [*ROW, "118.1206", "26.1012", "WGS84"])

    [question] = read_upload(raw, "a.csv").questions
    [plot] = read_upload(raw, "a.csv", {"degrees": "度.分秒"}).plots

    assert (question.what, question.likely) == ("degrees", "十进制度")
    assert plot.position is not None
    assert (plot.position.longitude, plot.position.latitude) == pytest.approx(
        (118.201667, 26.17), abs=1e-6
    )


def test_degrees_minutes_and_seconds_may_have_a_column_each() -> None:
    heads = [*HEADINGS, "经度度", "经度分", "经度秒", "纬度度", "纬度分", "纬度秒", "坐标系"]
    raw = csv_of(heads, [*ROW, "117", "21", "36", "25", "58", "12", "CGCS2000"])

    [plot] = read_sheet(raw, "a.csv").plots

    assert plot.position is not None
    assert (plot.position.longitude, plot.position.latitude) == pytest.approx((117.36, 25.97))


def test_x_is_north_if_the_numbers_say_so() -> None:
    heads = [*HEADINGS, "X", "Y", "坐标系"]
    raw = csv_of(heads, [*ROW, "2873561", "39536052", "CGCS2000"])

    [plot] = read_sheet(raw, "a.csv").plots

    assert plot.position is not None
    assert (plot.position.longitude, plot.position.latitude) == pytest.approx(
        (117.360003, 25.970004), abs=1e-5
    )


@pytest.mark.parametrize(
    ("cell", "mu"),
    [
        ("8000平米", 12),
        ("8000平方", 12),
        ("8万m2", 120),
        ("0.08平方公里", 120),
        ("约120亩", 120),
        ("120亩左右", 120),
        ("8公顷", 120),
        ("无", None),
        ("暂无", None),
        ("待定", None),
    ],
)
def test_an_area_is_read_in_the_unit_it_names(cell: str, mu: float | None) -> None:
    assert value("面积（亩）", cell, "area_mu") == mu


def test_a_price_to_be_talked_about_is_unknown() -> None:
    assert value("价格（万元/亩）", "面议", "price_10k_yuan_per_mu") is None


@pytest.mark.parametrize(
    ("cell", "day"), [("45000", "2023-03-15"), ("2026年3月", "2026-03-01"), ("2026", "2026-01-01")]
)
def test_dates_come_as_serials_months_and_years(cell: str, day: str) -> None:
    assert str(value("核对日期", cell, "checked_on")) == day


@pytest.mark.parametrize(
    "written",
    ["永安市", "永安", "福建省三明市永安市", "三明市永安", "350481", "350481000000"],
)
def test_a_county_is_known_by_name_and_code(written: str) -> None:
    assert county_name(written) == "永安市"


@pytest.mark.parametrize(
    "datum", ["2000坐标系", "EPSG:4490", "国家2000", "2000国家大地坐标系", "CGCS 2000", "大地2000"]
)
def test_a_datum_is_known_by_its_usual_names(datum: str) -> None:
    raw = csv_of([*HEADINGS, "经度", "纬度", "坐标系"], [*ROW, "117.6", "26.3", datum])

    [plot] = read_sheet(raw, "a.csv").plots

    assert plot.position is not None
    assert plot.position.datum.value == "cgcs2000"


def test_a_name_that_is_too_long_says_how_long_it_may_be() -> None:
    [text] = told(read_sheet(csv_of(HEADINGS, ["长" * 41, *ROW[1:]]), "a.csv"))

    assert text == "第2行「编号」：太长，最多 40 个字（现在 41 个）"


def test_a_contact_and_its_telephone_beside_it_are_one() -> None:
    raw = csv_of([*HEADINGS, "联系人", "联系电话"], [*ROW, "张三", "13800001234"])

    [plot] = read_sheet(raw, "a.csv").plots

    assert plot.contact == "张三 13800001234"


@pytest.mark.parametrize(
    ("written", "field", "factor"),
    [
        ("地块编", "id", 1),
        ("地块名", "name", 1),
        ("面积（亩", "area_mu", 1),
        ("用地面积（公", "area_mu", 15),
        ("用地面积（", "area_mu", None),
        ("面积亩", "area_mu", 1),
        ("MJ_MU", "area_mu", 1),
        ("TBBH", "id", 1),
        ("TBMJ", "area_mu", None),
        ("DLMC", "land_use", 1),
        ("DKBH", "id", 1),
        ("DKMC", "name", 1),
        ("DKMJ", "area_mu", None),
        ("XZQMC", "county", 1),
    ],
)
def test_names_that_had_to_be_short_are_understood(
    written: str, field: str, factor: float | None
) -> None:
    heading = understand(written, cut=True)

    assert heading is not None
    assert (heading.column.field, heading.factor) == (field, factor)


def test_a_cut_name_that_could_be_several_is_none() -> None:
    assert understand("地块", cut=True) is None
    assert understand("地块编") is None
