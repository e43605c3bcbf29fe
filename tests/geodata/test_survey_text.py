"""Survey files arrive within a metre of the truth, or are refused by line."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from files.sheets.questions import Interview
from geodata.layers.layer import county_of
from geodata.survey.survey_text import SurveyReading, enclosed_area, read_survey
from tests.geodata.map_files import forbid_files_and_network
from tests.geodata.test_coordinates import metres
from tests.steps import steps

HEADER = {
    "格式版本号": "1.01",
    "数据产生单位": "某测绘队",
    "数据产生日期": "2024-5-1",
    "坐标系": "2000国家大地坐标系",
    "几度分带": "3",
    "投影类型": "高斯克吕格",
    "计量单位": "米",
    "带号": "39",
    "精度": "0.001",
    "转换参数": "0,0,0,0,0,0,0",
}
NORTH, EAST = 2910210.669, 39559917.902
SQUARE = ((0, 0), (0, 100), (-100, 100), (-100, 0), (0, 0))  # metres north and east
PLOT = "5,1.0000,350404-07,陈大地块,面,H50G,工业用地,0601,@"
FIRST_PLOT_LINE = 13


def corners(
    ring: int = 1,
    shape: Sequence[tuple[float, float]] = SQUARE,
    north: float = NORTH,
    east: float = EAST,
) -> str:
    return "\n".join(
        f"J{i},{ring},{north + dn:.3f},{east + de:.3f}" for i, (dn, de) in enumerate(shape, 1)
    )


def survey(*plots: str, **header: str | None) -> str:
    stated = {key: value for key, value in {**HEADER, **header}.items() if value is not None}
    lines = [f"{key}={value}" for key, value in stated.items()]
    plots = plots or (f"{PLOT}\n{corners()}",)
    return "\n".join(["[属性描述]", *lines, "[地块坐标]", *plots])


def read(text: str) -> SurveyReading:
    return read_survey(text.encode())


def test_the_corner_of_the_known_example_lands_within_a_metre() -> None:
    [parcel] = read(survey()).parcels

    assert metres(parcel.rings[0][0], (117.6, 26.3)) < 1


def test_a_plot_keeps_what_the_surveyor_wrote() -> None:
    reading = read(survey())

    [parcel] = reading.parcels
    assert (parcel.number, parcel.name, parcel.use) == ("350404-07", "陈大地块", "工业用地")
    assert (parcel.land_class, parcel.area_ha, parcel.line) == ("0601", 1.0, FIRST_PLOT_LINE)
    assert parcel.computed_ha == pytest.approx(1.0)
    assert (reading.problems, reading.warnings) == ((), ())


@pytest.mark.parametrize("prefixed", [True, False])
def test_a_plot_of_youxi_in_zone_40_lands_where_it_lies(prefixed: bool) -> None:  # noqa: FBT001
    definition = "+proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80"
    truth = (118.56, 26.18)
    east, north = Transformer.from_crs("EPSG:4490", definition, always_xy=True).transform(*truth)
    easting = east + 40_000_000 if prefixed else east
    plot = f"{PLOT}\n{corners(north=north, east=easting)}"

    [parcel] = read(survey(plot, 带号="40")).parcels

    assert metres(parcel.rings[0][0], truth) < 1
    assert county_of(*parcel.rings[0][0]) == "尤溪县"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_either_encoding_is_read(encoding: str) -> None:
    [parcel] = read_survey(survey().encode(encoding)).parcels

    assert parcel.name == "陈大地块"


@pytest.mark.parametrize(
    "change",
    [
        ("[属性描述]", "【属性描述】"),
        ("[地块坐标]", "【地块坐标】"),
        ("[属性描述]", "[扩展信息]\n项目=甲\n[属性描述]"),
        ("\n", "\r\n"),
        (",", "，"),
        ("几度分带=3", "几度分带=3度带"),
        ("带号=39", "带号="),
        (",3955", ",55"),
        (",3956", ",56"),
        ("0601,@", "0601,建设用地,@"),
        ("0601,@", "0601,1,B,C,@"),
        ("0601,@", "0601,,1,B,C,备注,@"),
        ("0601,@", "0601@"),
        (",面,", ",,"),
        ("5,1.0000", "4,1.0000"),
    ],
)
def test_every_variant_of_the_form_gives_the_same_place(change: tuple[str, str]) -> None:
    text = survey().replace(*change)
    if ",55" in change or ",56" in change:
        text = survey().replace(",3955", ",55").replace(",3956", ",56")

    reading = read(text)

    assert reading.problems == ()
    assert metres(reading.parcels[0].rings[0][0], (117.6, 26.3)) < 1


def test_a_hole_is_taken_off_and_a_further_part_is_put_on() -> None:
    hole = corners(2, [(-40, 40), (-40, 60), (-60, 60), (-60, 40), (-40, 40)])
    part = corners(3, [(0, 200), (0, 300), (-100, 300), (-100, 200), (0, 200)])
    plot = f"15,1.9600,1,甲,面,,,,@\n{hole}\n{corners()}\n{part}"

    reading = read(survey(plot))

    [parcel] = reading.parcels
    assert parcel.computed_ha == pytest.approx(1.96)
    assert reading.warnings == ()
    assert len(parcel.rings) == 3
    assert metres(parcel.rings[0][0], parcel.rings[-1][0]) > 10  # the hole came first, not last


def test_an_island_in_a_hole_counts_again() -> None:
    rings = [tuple((s * x, s * y) for x, y in SQUARE) for s in (1.0, 0.5, 0.2)]
    shifted = [tuple((x - 10 * i, y + 10 * i) for x, y in r) for i, r in enumerate(rings)]

    assert enclosed_area(shifted) == pytest.approx(10_000 - 2_500 + 400)


def test_the_recorded_hectares_stay_and_a_difference_is_a_warning() -> None:
    reading = read(survey(f"{PLOT.replace('1.0000', '1.0020')}\n{corners()}"))

    assert reading.parcels[0].area_ha == 1.002
    assert [str(warning) for warning in reading.warnings] == [
        (
            "第13行「地块面积」：记录为 1.002 公顷，按界址点计算为 1.0000 公顷，"
            "相差超过 0.1%；以记录为准"
        )
    ]


def test_hectares_within_a_thousandth_are_no_warning() -> None:
    reading = read(survey(f"{PLOT.replace('1.0000', '1.0009')}\n{corners()}"))

    assert (reading.problems, reading.warnings) == ((), ())


def test_conversion_parameters_are_neither_used_nor_kept() -> None:
    reading = read(survey(转换参数="-12.5,3,0,0,0,0,1"))

    assert metres(reading.parcels[0].rings[0][0], (117.6, 26.3)) < 1
    assert [warning.row for warning in reading.warnings] == [11]
    assert "12.5" not in repr(reading)


@pytest.mark.parametrize(
    ("header", "line", "said"),
    [
        ({"坐标系": "1980西安坐标系"}, 5, "西安80"),
        ({"坐标系": "1954年北京坐标系"}, 5, "北京54"),
        ({"坐标系": "三明独立坐标系"}, 5, "不认识"),
        ({"坐标系": "WGS-84"}, 5, "2000 国家大地坐标系"),
        ({"几度分带": "6"}, 6, "3 度带"),
        ({"投影类型": "墨卡托"}, 7, "高斯克吕格"),
        ({"计量单位": "度"}, 8, "以米为单位"),
        ({"带号": "三十九"}, 9, "39 或 40"),
        ({"带号": "40"}, 14, "坐标前面却是 39"),
    ],
)
def test_a_header_we_cannot_trust_is_refused_by_line(
    header: dict[str, str | None], line: int, said: str
) -> None:
    reading = read(survey(**header))

    assert reading.parcels == ()
    [problem] = reading.problems
    assert problem.row == line
    assert said in problem.text


@pytest.mark.parametrize(
    ("plot", "line", "said"),
    [
        (corners(), 13, "缺少地块行"),
        (f"5,1.0,1,甲,面,@\n{corners()}", 13, "至少有 8 项"),
        (f"{PLOT.replace('5,', '五,')}\n{corners()}", 13, "应当是数字"),
        (f"{PLOT.replace('1.0000', '1e999')}\n{corners()}", 13, "应当是数字"),
        (f"{PLOT.replace('面', '线')}\n{corners()}", 13, "面状"),
        (f"{PLOT.replace('5,', '9,')}\n{corners()}", 13, "实有 5 个"),
        (PLOT, 13, "实有 0 个"),
        (PLOT.removeprefix("5"), 13, "这里是 0 圈"),
        (f"{PLOT}\n{corners(shape=[SQUARE[i] for i in (0, 2, 1, 3, 0)])}", 13, "自相交"),
        (f"{PLOT}\n{corners()}".replace("J3,1,", "J3,甲,"), 16, "点号，圈号"),
        (f"{PLOT}\n{corners()}".replace("J3,1,", "J3,1,NaN,"), 16, "应当是数字"),
        (f"{PLOT}\n{corners()}".replace("2910110.669,39560017", "1e999,39560017"), 16, "数字"),
        (f"{PLOT}\n{corners()}".replace("2910110.669,39560017", "２９１０,39560017"), 16, "数字"),
        (f"{PLOT}\n{corners(north=EAST, east=NORTH)}", 14, "写反"),
        (f"{PLOT}\n{corners(north=NORTH + 900_000)}", 14, "不在三明"),
        (f"{PLOT}\n{corners()}".replace("J3,1,2910110.669,39", "J3,1,2910110.669,40"), 16, "两种"),
    ],
)
def test_a_plot_we_cannot_trust_is_refused_by_line(plot: str, line: int, said: str) -> None:
    reading = read(survey(plot, 带号="") if "两种" in said else survey(plot))

    assert reading.parcels == ()
    assert reading.problems[0].row == line
    assert said in reading.problems[0].text


def test_a_zone_nobody_states_is_asked() -> None:
    text = survey(f"{PLOT}\n{corners(east=EAST - 39_000_000)}", 带号=None)
    interview = Interview()

    [parcel] = read_survey(text.encode(), interview).parcels

    assert interview.open["zone"].likely == "39"
    assert metres(parcel.rings[0][0], (117.6, 26.3)) < 1


def test_a_datum_nobody_states_is_asked() -> None:
    interview = Interview()

    read_survey(survey(坐标系=None).encode(), interview)

    assert interview.open["datum"].likely == "CGCS2000"
    assert "西安80" in interview.open["datum"].choices


def test_a_ring_left_open_is_closed_with_a_notice() -> None:
    reading = read(survey(f"{PLOT.replace('5,', '4,')}\n{corners(shape=SQUARE[:-1])}"))

    [parcel] = reading.parcels
    assert parcel.rings[0][0] == parcel.rings[0][-1]
    assert "已把两点连起来" in reading.warnings[0].text


def test_a_number_may_have_many_decimals() -> None:
    text = f"{PLOT}\n{corners()}".replace("2910110.669", "2910110.66900000000000000000")

    assert read(survey(text)).parcels == read(survey(f"{PLOT}\n{corners()}")).parcels


def test_all_bad_lines_are_named_at_once() -> None:
    broken = corners().replace("J2,1,", "J2,x,").replace("J4,1,", "J4,1,甲")

    rows = [problem.row for problem in read(survey(f"{PLOT}\n{broken}")).problems]

    assert rows == [15, 17]


def test_one_bad_plot_among_good_ones_is_named() -> None:
    good, bad = f"{PLOT}\n{corners()}", f"{PLOT}\n{corners(shape=SQUARE[:-1])}"

    reading = read(survey(good, bad, good))

    assert [problem.row for problem in reading.problems] == [19]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "空"),
        (b"\xff\xfe\x00\xd8", "编码"),
        (b"<OGRVRTDataSource/>", "没有找到"),
        ("[地块坐标]\n".encode(), "没有找到"),
        (b" " * 20_000_001, "20 MB"),
        (survey().encode() + b"\nJ1,1,2910210,39559917" * 441_000, "太多"),
        (survey().encode() + f"\n{PLOT}".encode() * 20_000, "太多"),
    ],
)
def test_a_file_that_is_no_survey_is_refused_quickly(
    raw: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid_files_and_network(monkeypatch)

    assert steps(lambda: read_survey(raw)) < 1_000_000  # functions entered: about two a line
    reading = read_survey(raw)
    assert said in str(reading.problems[0])
    assert reading.problems[0].row == 0


def test_many_wrong_lines_are_summed_up() -> None:
    reading = read(survey(PLOT + "\nJ1,x,1,1" * 5000))

    assert len(reading.problems) == 201
    assert "另有 4800 处" in reading.problems[-1].text


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 600), st.characters(codec="utf-8")), max_size=8))
def test_no_damage_to_a_file_ends_in_anything_but_an_answer(
    damage: list[tuple[int, str]],
) -> None:
    text = list(survey())
    for place, letter in damage:
        text[place % len(text)] = letter

    reading = read("".join(text))

    assert reading.parcels or reading.problems


def test_full_width_signs_between_the_fields_are_read_and_said() -> None:
    text = survey().replace(",", "，")

    reading = read(text)

    assert reading.problems == ()
    [said] = [str(w) for w in reading.warnings if "全角" in w.text]
    assert "按半角读" in said
    assert "原文：" in said


def test_a_full_width_comma_of_a_name_stays_where_the_fields_have_narrow_ones() -> None:
    reading = read(survey(f"{PLOT.replace('陈大地块', '一号，二号地')}\n{corners()}"))

    assert [p.name for p in reading.parcels] == ["一号，二号地"]
    assert [w for w in reading.warnings if "全角" in w.text] == []


def left_out(text: str) -> list[str]:
    return [w.text for w in read(text).warnings if "没有导入" in w.text]


def test_what_no_field_of_ours_takes_is_said_with_the_first_of_its_kind() -> None:
    with_heights = "\n".join(f"{line},123.4" for line in corners().splitlines())
    plot = PLOT.replace(",@", ",已抵押,@")

    assert left_out(survey()) == []
    assert left_out(survey(f"{plot}\n{with_heights}") + "\n[附记]\n不可出让") == [
        "地块行第 8 项以后的内容没有导入，共 1 处（第13行：已抵押）",
        "界址点行 X、Y 以后的内容没有导入，共 5 处（第14行：123.4）",
        "[附记] 下的行没有导入，共 1 处（第20行：不可出让）",
    ]


def test_a_header_that_says_two_things_under_one_name_is_refused() -> None:
    same = survey().replace("带号=39", "带号=39\n带号=39")
    twice = survey().replace("带号=39", "带号=39\n带号=40")

    assert read(same).problems == ()
    assert "文件头的「带号」写了两次" in read(twice).problems[0].text
