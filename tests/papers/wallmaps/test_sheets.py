"""Every wall map as drawn: all of it on the page, nothing over another, letters large enough."""

from dataclasses import replace

import pytest

from briefings.state.places import Places
from briefings.wallmaps.listing import find_map, list_maps
from files.errors import NotFound
from geodata.parks import load_parks
from geodata.samples import sample_plots
from tests.builders import HOSTILE, make_chain, make_link
from tests.papers.wallmaps.wallmaps import (
    CHAINS,
    EVERY,
    USUAL,
    listed,
    make_sheet,
    make_state,
    make_wall,
    outside,
    overlapping,
    shipped_sheet,
    shipped_wall,
    text_of,
    written,
)


def test_there_are_twenty_one_maps_numbered_through() -> None:
    maps = list_maps(make_state(), USUAL)

    assert [m.number for m in maps] == list(range(1, 22))
    assert [m.id for m in maps[16:]] == ["overview", *USUAL]


@pytest.mark.parametrize("wanted", EVERY)
def test_all_of_a_sheet_is_on_the_page_and_no_line_runs_into_another(wanted: str) -> None:
    sheet = shipped_sheet(wanted)

    assert outside(sheet) == []
    assert overlapping(sheet) == []


@pytest.mark.parametrize("wanted", EVERY)
def test_no_letter_is_smaller_than_six_points_on_a3(wanted: str) -> None:
    sheet = shipped_sheet(wanted)

    small = [line.text for line in written(sheet) if line.size < 5.99]
    assert small == []


@pytest.mark.parametrize("wanted", EVERY)
def test_a_sheet_carries_date_version_and_for_whom_it_is(wanted: str) -> None:
    text = text_of(wanted)

    assert "数据版本 2026-11-23·b01194·0042" in text
    assert "制图 2026-11-25" in text
    assert "仅供内部工作参考" in text
    assert "未返回" not in text


@pytest.mark.parametrize("wanted", ["plots", "desks", "counties"])
def test_a_map_names_where_its_borders_come_from_and_that_it_has_no_number(wanted: str) -> None:
    text = "".join(text_of(wanted).split())

    assert "边界：天地图行政区划" in text
    assert "没有审图号，只在内部使用" in text
    assert "审图号：" not in text


def test_every_gap_and_wanted_link_stands_beside_its_chain() -> None:
    wall = shipped_wall()

    for chain_id in CHAINS:
        text = text_of(chain_id)
        for finding in wall.state.assessments[chain_id].findings.values():
            assert finding.link.name in text or finding.link.name[:4] in text
        assert "版面所限" not in text


def test_every_link_of_every_chain_stands_on_the_overall_map() -> None:
    wall = shipped_wall()
    text = text_of("overview")

    missing = [
        finding.link.name
        for assessment in wall.state.assessments.values()
        for finding in assessment.findings.values()
        if finding.link.name not in text
    ]
    assert missing == []


def test_the_map_of_plots_counts_the_real_ones() -> None:
    assert dict(shipped_sheet("plots").head.figures)["地块厂房"] == "60"


def test_without_a_real_plot_there_is_no_map_of_plots_and_the_others_close_up() -> None:
    places = Places("samples", sample_plots(), load_parks(), {})
    state = replace(make_state(), places=places)

    maps = list_maps(state, USUAL)

    assert "plots" not in {listed.id for listed in maps}
    assert [listed.number for listed in maps] == list(range(1, len(maps) + 1))
    with pytest.raises(NotFound, match="台账尚无真实地块"):
        find_map(maps, "plots")


def test_a_chain_too_full_for_its_sheet_says_how_much_is_left_out() -> None:
    links = {f"link_{at:03}": "missing" for at in range(90)}
    wall = make_wall(make_chain(states=links))

    text = "".join(line.text for line in written(make_sheet(wall, "textiles")))

    assert "版面所限未列" in text


@pytest.mark.parametrize("wanted", ["textiles", "overview", "gaps"])
def test_hostile_names_stand_literally_and_within_the_page(wanted: str) -> None:
    chain = make_chain("ore>acid:3", acid="missing")
    links = tuple(
        make_link(link.id, "missing", name=HOSTILE, stage="midstream") for link in chain.links
    )
    wall = make_wall(chain.model_copy(update={"name": HOSTILE, "links": links}))

    sheet = make_sheet(wall, wanted)

    text = "".join(line.text for line in written(sheet))
    assert HOSTILE[:10] in text
    assert outside(sheet) == []


def test_a_map_is_found_by_number_name_or_id() -> None:
    wall = shipped_wall()

    found = [listed(wall, wanted).id for wanted in ("3", "03", "氟新材料", "fluorine")]

    assert found == ["fluorine"] * 4


@pytest.mark.parametrize("wanted", [CHAINS[0], "gaps"])
def test_without_a_base_address_a_sheet_names_no_path_of_ours(wanted: str) -> None:
    text = "".join(line.text for line in written(make_sheet(make_wall(), wanted)))

    assert "/chains" not in text
    assert "网址" not in text
    assert "扫码" not in text


def test_a_list_that_counts_a_sentence_once_says_how_many_links_it_is_on() -> None:
    text = text_of("gaps")

    assert "全部缺口 1 个（2 个环节，同一句话只算一次）" in text
    assert "共 7 个（8 个环节，同一句话只算一次）" in text
