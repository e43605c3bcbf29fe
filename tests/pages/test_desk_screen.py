"""片区, 企业 and 以商招商: what stands on the screens under which address."""

import csv
import json
import re
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

import targets.companies_file
from components.desk.areas import areas_rows
from components.desk.tabs import DeskTab
from components.frame.screens import COMPANY, DESK, TIES
from targets.desks import usual_desks
from targets.model import SignalKind
from targets.stores.engines.columnar.build import new_columnar
from tests.ledger.company_lists import make_measure
from tests.pages.screens import LOCAL, fine, said
from tests.targets.builders import make_company

SHIPPED = Path(targets.companies_file.__file__).parent / "data"
KNOWN = "cb6b8496ba0"  # 浙江三美化工股份有限公司, owner of 东莹化工 by the chain file


@pytest.fixture(autouse=True)
def _office(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))


def open_screen(path: Path, **address: str) -> AppTest:
    screen = AppTest.from_file(path, default_timeout=120)
    screen.user = dict(LOCAL)
    for name, value in address.items():
        screen.query_params[name] = value
    return screen.run()


def parts(screen: AppTest) -> list[dict[str, Any]]:
    return [json.loads(component.proto.json) for component in screen.get("bidi_component")]


def table(screen: AppTest) -> dict[str, Any]:
    return next(part for part in parts(screen) if "bands" in part)


def rows(screen: AppTest) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table(screen)["rows"]
    return found


def side(screen: AppTest) -> dict[str, Any]:
    return next(part for part in parts(screen) if "facets" in part)


def heading(screen: AppTest) -> str:
    [title] = screen.title
    return title.value.replace("\\", "")


def total(screen: AppTest) -> int:
    """How many companies the heading counts."""
    return int(heading(screen).rpartition("目标企业 ")[2].removesuffix(" 家").replace(",", ""))


def chips(screen: AppTest) -> dict[str, str]:
    """The chosen filters by what they say, with the key of the button that takes each off."""
    shown = [button for button in screen.button if str(button.key).startswith("chip_")]
    return {chip.label.replace("\\", "").removesuffix(" ✕"): str(chip.key) for chip in shown}


def in_basket(screen: AppTest) -> int:
    """How many companies of the trip basket the way to the trip counts."""
    ways = [part["label"] for part in parts(screen) if "用清单准备出访" in part.get("label", "")]
    return sum(int(label.partition("（")[2].rstrip("）")) for label in ways)


def test_companies_of_a_columnar_file_are_listed_and_their_state_is_named(tmp_path: Path) -> None:
    with new_columnar(tmp_path, "2026-11-20·ab12cd") as builder:
        builder.add([make_company("c9", name="列式文件氟材有限公司")], "file", make_measure())

    screen = open_screen(DESK, area="长三角", q="列式文件氟材")

    assert [row["name"] for row in rows(screen)] == ["列式文件氟材有限公司"]
    assert "列式文件里的企业按数据版本 2026-11-20·ab12cd 评分" in said(screen)


def click(screen: AppTest, key: str, act: dict[str, object]) -> AppTest:
    """Do what the browser half reports after a click."""
    screen.session_state[key] = {"act": act}
    return screen.run()


def test_area_chain_and_a_keyword_of_two_characters_count_as_a_plain_scan_does() -> None:
    provinces = {"上海", "江苏", "浙江", "安徽"}
    with (SHIPPED / "companies.csv").open(encoding="utf-8-sig", newline="") as file:
        here = {
            row["id"]
            for row in csv.DictReader(file)
            if row["province"] in provinces
            and row["basis"] == "source"
            and ("氟材" in row["name"] or "氟材" in row["products"])
        }
    with (SHIPPED / "links" / "fluorine.csv").open(encoding="utf-8-sig", newline="") as file:
        linked = {row["company"] for row in csv.DictReader(file) if row["links"]}

    screen = open_screen(DESK, area="长三角", chain="fluorine", q="氟材", apart="1")

    assert fine(screen)
    assert {row["id"] for row in rows(screen)} == here & linked
    assert total(screen) == len(here & linked) > 0


def test_the_heading_names_the_filters_and_counts_what_is_listed() -> None:
    screen = open_screen(DESK, area="长三角", province="浙江", gap="1")

    assert heading(screen) == f"浙江能补缺口或补链方向的目标企业 {total(screen)} 家"
    assert list(chips(screen)) == ["浙江", "能补缺口或补链方向"]
    assert heading(open_screen(DESK, area="长三角")).startswith("长三角的目标企业 ")


def test_a_chip_takes_its_own_filter_off_and_no_other() -> None:
    screen = open_screen(
        DESK, area="长三角", province="浙江,上海", chain="fluorine", link="refrigerants"
    )

    screen.button(key=chips(screen)["浙江"]).click().run()
    assert dict(screen.query_params) == {
        "area": "长三角",
        "province": "上海",
        "chain": "fluorine",
        "link": "refrigerants",
    }
    screen.button(key=chips(screen)["氟新材料"]).click().run()
    assert dict(screen.query_params) == {"area": "长三角", "province": "上海"}
    assert list(chips(screen)) == ["上海"]


def test_all_chips_go_at_once_and_the_view_stays() -> None:
    screen = open_screen(
        DESK, area="长三角", tab="city", province="浙江", memory="1", q="不存在的词"
    )

    screen.button(key="clear_filters").click().run()

    assert dict(screen.query_params) == {"area": "长三角", "tab": "city"}
    assert chips(screen) == {}


def test_a_filter_of_an_address_that_nothing_knows_can_be_taken_off() -> None:
    screen = open_screen(DESK, area="长三角", chain="nope", province="<b>无此省</b>")

    assert set(chips(screen)) == {"没有的产业链“nope”", "<b>无此省</b>"}
    screen.button(key=chips(screen)["没有的产业链“nope”"]).click().run()
    assert "chain" not in screen.query_params


def test_a_choice_of_the_filter_line_goes_into_the_address_and_the_list_begins_anew() -> None:
    screen = open_screen(DESK, area="长三角", page="2")

    screen.button_group(key="desk_province").set_value(["浙江"]).run()
    screen.button_group(key="desk_tie_moved").set_value(["tie"]).run()

    assert dict(screen.query_params) == {"area": "长三角", "province": "浙江", "tie": "1"}


def test_another_chain_drops_the_link_of_the_one_before() -> None:
    screen = open_screen(DESK, area="长三角", chain="fluorine", link="refrigerants")

    screen.button_group(key="desk_chain").set_value("textile").run()

    assert dict(screen.query_params) == {"area": "长三角", "chain": "textile"}


def test_rows_stand_in_classes_with_one_band_each_that_says_the_tie() -> None:
    content = table(open_screen(DESK, area="长三角"))

    assert content["bands"][0]["at"] == 0
    assert len(content["bands"]) < len(content["rows"])
    assert any("并列" in band["tie"] for band in content["bands"])
    assert all(band["title"] and band["why"] for band in content["bands"])


def test_rows_tell_their_parts_and_one_fact_by_which_they_differ() -> None:
    content = table(open_screen(DESK, area="长三角"))

    parts_told = set(content["words"]["parts"])
    assert parts_told == {"chain", "relation", "signal", "transfer", "carry"}
    assert set(content["words"]["shown"]) == parts_told - {"transfer"}
    states = {state for row in content["rows"] for state in row["known"]}
    assert states <= {"favour", "unknown", "none"}
    assert sum(bool(row["fact"]) for row in content["rows"]) > len(content["rows"]) / 2


def test_moved_weights_change_the_score_and_stand_in_the_address() -> None:
    usual = open_screen(DESK, area="长三角")
    before = [(row["id"], row["score"]) for row in rows(usual)]

    usual.slider(key="score_weight_transfer").set_value(100).run()

    assert usual.query_params["w"] == "30-25-20-100-15"
    moved = [(row["id"], row["score"]) for row in rows(usual)]
    assert [i for i, _ in moved] == [i for i, _ in before]
    assert moved != before
    again = open_screen(DESK, area="长三角", w="30-25-20-100-15")
    assert [(row["id"], row["score"]) for row in rows(again)] == moved


def test_what_is_left_out_is_counted_and_adds_up_to_all_the_lists_hold() -> None:
    screen = open_screen(DESK, area="京津冀")
    listed = total(screen)
    [note] = [c.value for c in screen.caption if c.value.startswith("名录里共")]

    whole, *left_out = map(int, re.findall(r"(\d+) 家", note))

    assert listed + sum(left_out) == whole
    everything = open_screen(DESK, area="京津冀", memory="1", closed="1", apart="1")
    assert total(everything) == whole
    counted = next(row for row in areas_rows(usual_desks()) if row["片区"] == "京津冀")
    assert counted["随附企业"] == f"{whole} 家"


def test_the_view_of_checks_names_links_by_the_listed_companies_that_wait_for_them() -> None:
    screen = open_screen(DESK, area="长三角", tab="check", province="浙江")
    listed = [part for part in parts(screen) if "headings" in part]

    assert fine(screen)
    links, companies = listed
    waiting, named = zip(
        *(map(int, re.findall(r"\d+", row["cells"][5])) for row in links["rows"]), strict=True
    )
    assert waiting[0] > 0
    assert [few == 0 for few in waiting] == sorted(few == 0 for few in waiting)
    assert all(0 <= few <= many for few, many in zip(waiting, named, strict=True))
    assert all("province=%E6%B5%99%E6%B1%9F" in row["ways"][0]["href"] for row in links["rows"])
    first = dict(parse_qsl(urlsplit(links["rows"][0]["ways"][0]["href"]).query))
    assert total(open_screen(DESK, **first)) == named[0]
    assert companies["rows"]
    assert all(row["target"]["screen"] == "company" for row in companies["rows"])


def test_a_view_stands_in_the_address_and_the_first_leaves_it_clean() -> None:
    screen = open_screen(DESK, area="长三角")

    screen.button_group(key="desk_tab").set_value(DeskTab.CITIES).run()
    assert screen.query_params["tab"] == "city"
    assert side(screen)["map"] is not None
    screen.button_group(key="desk_tab").set_value(DeskTab.COMPANIES).run()
    assert "tab" not in screen.query_params
    assert rows(screen)


def test_a_click_on_a_list_and_on_a_chain_narrows_and_stands_in_the_address() -> None:
    screen = open_screen(DESK, area="京津冀", tab="city")

    click(screen, "desk_side", {"what": "list", "value": "A股上市", "on": True})
    screen.session_state["desk_side"] = {}
    click(screen, "desk_side", {"what": "gap_chain", "value": "equipment", "on": True})

    assert dict(screen.query_params) == {
        "area": "京津冀",
        "tab": "city",
        "list": "A股上市",
        "chain": "equipment",
        "gap": "1",
    }
    assert total(screen) > 0


def test_the_second_page_is_a_page_of_its_own() -> None:
    first = {row["id"] for row in rows(open_screen(DESK, area="长三角"))}
    second = {row["id"] for row in rows(open_screen(DESK, area="长三角", page="2"))}

    assert first
    assert second
    assert first.isdisjoint(second)


def test_companies_from_memory_are_off_and_badged_when_asked_for() -> None:
    without = total(open_screen(DESK, area="粤港澳"))
    screen = open_screen(DESK, area="粤港澳", memory="1")

    assert total(screen) > without
    assert all(not row["memory"] for row in rows(open_screen(DESK, area="粤港澳")))


def test_what_is_ticked_stays_ticked_while_filtering_and_goes_into_the_basket() -> None:
    screen = open_screen(DESK, area="长三角", chain="fluorine")
    chosen = rows(screen)[0]["id"]

    click(screen, "company_table", {"what": "pick", "ticked": [chosen]})
    screen.session_state["company_table"] = {}
    screen.query_params["chain"] = "textile"
    screen.run()
    screen.button(key="add_picked").click().run()

    assert in_basket(screen) == 1
    screen.button(key="undo_basket").click().run()
    assert in_basket(screen) == 0


@pytest.mark.parametrize(
    "address",
    [
        {"area": "长三角", "page": "999"},
        {"area": "长三角", "q": "不存在的词"},
        {"area": "长三角", "chain": "nope", "link": "x", "page": "-1", "w": "a-b"},
        {"area": "长三角", "q": "' OR 1=1 --", "city": "'; DROP TABLE company; --"},
    ],
)
def test_an_address_that_asks_for_nothing_there_is_answered_calmly(address: dict[str, str]) -> None:
    assert fine(open_screen(DESK, **address))


def test_an_empty_list_says_what_to_do() -> None:
    assert "放宽" in said(open_screen(DESK, area="长三角", q="不存在的词"))


def test_the_map_counts_the_companies_of_the_list_by_city() -> None:
    screen = open_screen(DESK, area="京津冀", tab="city")

    drawn = {city["name"]: city["count"] for city in side(screen)["map"]["cities"]}
    assert drawn["北京"] > drawn["唐山"] > 0


def test_a_company_shows_links_score_gates_tie_and_what_must_not_be_promised() -> None:
    screen = open_screen(COMPANY, id=KNOWN)

    assert fine(screen)
    [sheet] = [part for part in parts(screen) if "columns" in part]
    titles = [section["title"] for column in sheet["columns"] for section in column]
    assert {"能补的环节", "能放的地块", "门槛", "与我市的关系", "近期动向"} <= set(titles)
    assert {"要问的问题", "不可承诺事项", "来源"} <= set(titles)
    text = json.dumps(sheet, ensure_ascii=False)
    assert "东莹化工" in text
    assert "/chains?chain=fluorine" in text
    assert "/map?chain=fluorine" in text


def note_signal(screen: AppTest) -> None:
    """Fill in the form and save it; a real dialog reruns alone, here it is asked for again."""
    screen.button(key="ask_signal").click().run()
    screen.radio[0].set_value(SignalKind.PLANT)
    screen.date_input[0].set_value(date(2026, 11, 1))
    screen.text_area[0].set_value("公告建厂")
    screen.text_input[0].set_value("某公告")
    next(button for button in screen.button if button.label == "保存").click()
    screen.session_state["finding_asked_for"] = "signal"
    screen.run()


def test_a_signal_makes_its_part_a_number_and_without_it_that_is_an_interval_again() -> None:
    before = _bar(open_screen(COMPANY, id=KNOWN), "有动向")

    note_signal(open_screen(COMPANY, id=KNOWN))
    screen = open_screen(COMPANY, id=KNOWN)
    known = _bar(screen, "有动向")
    screen.session_state["finding_asked_for"] = "history"
    screen.run()
    screen.text_input[0].set_value("记错了")
    next(button for button in screen.button if button.label == "撤回").click()
    screen.session_state["finding_asked_for"] = "history"
    screen.run()

    assert (before["low"], before["high"]) == (0, 1)
    assert known["low"] == known["high"] > 0.8
    again = _bar(open_screen(COMPANY, id=KNOWN), "有动向")
    assert (again["low"], again["high"]) == (0, 1)


def _bar(screen: AppTest, name: str) -> dict[str, Any]:
    [sheet] = [part for part in parts(screen) if "columns" in part]
    sections = [section for column in sheet["columns"] for section in column]
    bars = [row for section in sections for row in section["rows"] if row["t"] == "bar"]
    return next(bar for bar in bars if bar["label"] == name)


def test_the_ties_lead_from_a_resident_to_its_owner() -> None:
    screen = open_screen(TIES, q="三美")

    assert fine(screen)
    [sheet] = parts(screen)
    sections = [section for column in sheet["columns"] for section in column]
    assert "东莹化工" in [section["title"] for section in sections]
    ways = [row.get("href") for section in sections for row in section["rows"]]
    assert f"/company?id={KNOWN}" in ways


def test_a_gap_carries_the_mark_of_its_presence_as_in_the_graph() -> None:
    marks = {
        link["label"]: link["mark"]
        for row in rows(open_screen(DESK, area="京津冀", chain="steel_metal", gap="1"))
        for link in (row["link"], *row["others"])
    }

    assert marks["冶金耐火材料"] == "缺"


def test_the_map_of_a_desk_says_where_its_borders_come_from() -> None:
    assert (
        "边界：天地图行政区划"
        in side(open_screen(DESK, area="长三角", tab="city"))["map"]["credit"]
    )


def test_the_list_of_all_desks_counts_each_and_a_click_narrows_it_to_one() -> None:
    # All of them lie in a desk.
    screen = open_screen(DESK, area="全部", tab="city", chain="steel_metal")
    whole, cards = total(screen), side(screen)["facets"]

    click(screen, "desk_side", {"what": "area", "value": "京津冀", "on": True})

    assert side(screen)["map"] is not None
    [counts] = [card["values"] for card in cards if card["field"] == "area"]
    by_desk = {value["key"]: value["count"] for value in counts}
    assert total(screen) == by_desk["京津冀"]
    assert sum(by_desk.values()) == whole


def test_an_empty_list_of_a_desk_tells_how_many_all_desks_have() -> None:
    screen = open_screen(DESK, area="京津冀", chain="fluorine", q="氟材")

    [way] = [part for part in parts(screen) if "全部片区里有" in part.get("label", "")]
    assert "q=%E6%B0%9F%E6%9D%90" in way["href"]
    assert total(open_screen(DESK, area="全部", chain="fluorine", q="氟材")) > 0


def test_an_empty_list_offers_the_nearest_names_and_a_click_looks_for_one() -> None:
    screen = open_screen(DESK, area="长三角", q="三美化学")
    assert "没有“三美化学”，是不是要找" in said(screen)
    near = {
        button.label: str(button.key) for button in screen.button if "nearest" in str(button.key)
    }

    screen.button(key=near["浙江三美化工股份有限公司"]).click().run()

    assert "浙江三美化工股份有限公司" in screen.query_params["q"]
    by_pinyin = open_screen(DESK, area="长三角", q="sanmei", apart="1")
    assert [row["id"] for row in rows(by_pinyin)] == [KNOWN]
    assert rows(screen)[0]["fact"].startswith("不是目标：在地企业的母公司")


def test_where_a_desk_has_no_name_near_to_it_those_of_other_places_are_offered() -> None:
    screen = open_screen(DESK, area="京津冀", province="天津", q="三美化学")
    assert "是不是要找别的地方的" in said(screen)
    near = {
        button.label: str(button.key) for button in screen.button if "nearest" in str(button.key)
    }

    screen.button(key=near["浙江三美化工股份有限公司"]).click().run()

    assert [row["id"] for row in rows(screen)] == [KNOWN]
    assert "province" not in screen.query_params


def test_a_company_of_taiwan_is_found_by_its_simplified_name() -> None:
    found = rows(open_screen(DESK, area="全部", q="烨辉"))

    assert [row["name"] for row in found] == ["燁輝企業股份有限公司"]
