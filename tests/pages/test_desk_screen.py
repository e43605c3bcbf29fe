"""片区, 企业 and 以商招商: what stands on the screens under which address."""

import csv
import json
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import targets.companies_file
from components.frame.screens import COMPANY, DESK, TIES
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


def rows(screen: AppTest) -> list[dict[str, Any]]:
    return next(part["rows"] for part in parts(screen) if "rows" in part)


def side(screen: AppTest) -> dict[str, Any]:
    return next(part for part in parts(screen) if "facets" in part)


def figures(screen: AppTest) -> dict[str, int]:
    return {metric.label: int(metric.value.replace(",", "")) for metric in screen.metric}


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
    assert figures(screen)["目标企业"] == len(here & linked) > 0


def test_the_answer_stands_first_and_at_most_seven_figures_below() -> None:
    screen = open_screen(DESK, area="长三角", chain="fluorine")

    assert f"目标企业 {figures(screen)['目标企业']} 家" in screen.markdown[0].value
    assert len(screen.metric) <= 7


def test_rows_come_by_class_and_say_their_rank_and_interval() -> None:
    listed = rows(open_screen(DESK, area="长三角"))

    ranks = [int(row["rank"].removeprefix("第 ").partition(" ")[0]) for row in listed]
    assert ranks == sorted(ranks)
    assert ranks[0] == 1
    assert any("并列" in row["rank"] for row in listed)
    assert all(row["low"] <= row["high"] and row["sentence"] for row in listed)


def test_moved_weights_change_the_score_and_not_the_order() -> None:
    usual = open_screen(DESK, area="长三角")
    first = {row["id"]: (row["low"], row["high"]) for row in rows(usual)}

    usual.slider(key="score_weight_transfer").set_value(100).run()

    assert usual.query_params["w"] == "30-25-20-100-15"
    moved = {row["id"]: (row["low"], row["high"]) for row in rows(usual)}
    assert list(moved) == list(first)
    assert moved != first


def test_a_click_on_a_list_and_on_a_chain_narrows_and_stands_in_the_address() -> None:
    screen = open_screen(DESK, area="京津冀")

    click(screen, "desk_side", {"what": "list", "value": "A股上市", "on": True})
    screen.session_state["desk_side"] = {}
    click(screen, "desk_side", {"what": "gap_chain", "value": "equipment", "on": True})

    assert dict(screen.query_params) == {
        "area": "京津冀",
        "list": "A股上市",
        "chain": "equipment",
        "gap": "1",
    }
    assert figures(screen)["目标企业"] > 0


def test_the_second_page_is_a_page_of_its_own() -> None:
    first = {row["id"] for row in rows(open_screen(DESK, area="长三角"))}
    second = {row["id"] for row in rows(open_screen(DESK, area="长三角", page="2"))}

    assert first
    assert second
    assert first.isdisjoint(second)


def test_companies_from_memory_are_off_and_badged_when_asked_for() -> None:
    without = figures(open_screen(DESK, area="粤港澳"))["目标企业"]
    screen = open_screen(DESK, area="粤港澳", memory="1")

    assert figures(screen)["目标企业"] > without
    assert all(not row["memory"] for row in rows(open_screen(DESK, area="粤港澳")))


def test_what_is_ticked_stays_ticked_while_filtering_and_goes_into_the_basket() -> None:
    screen = open_screen(DESK, area="长三角", chain="fluorine")
    chosen = rows(screen)[0]["id"]

    click(screen, "company_table", {"what": "pick", "ticked": [chosen]})
    screen.session_state["company_table"] = {}
    screen.query_params["chain"] = "textile"
    screen.run()
    screen.button(key="add_picked").click().run()

    assert figures(screen)["我的出访清单"] == 1
    screen.button(key="undo_basket").click().run()
    assert figures(screen)["我的出访清单"] == 0


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
    screen = open_screen(DESK, area="京津冀")

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
        for link in row["links"]
    }

    assert marks["冶金耐火材料"] == "缺"


def test_the_map_of_a_desk_says_where_its_borders_come_from() -> None:
    assert "边界：天地图行政区划" in side(open_screen(DESK, area="长三角"))["map"]["credit"]


def test_the_list_of_all_desks_counts_each_and_a_click_narrows_it_to_one() -> None:
    screen = open_screen(DESK, area="全部", chain="steel_metal")  # all of them lie in a desk
    whole, cards = figures(screen)["目标企业"], side(screen)["facets"]

    click(screen, "desk_side", {"what": "area", "value": "京津冀", "on": True})

    assert side(screen)["map"] is not None
    [counts] = [card["values"] for card in cards if card["field"] == "area"]
    by_desk = {value["key"]: value["count"] for value in counts}
    assert figures(screen)["目标企业"] == by_desk["京津冀"]
    assert sum(by_desk.values()) == whole


def test_an_empty_list_of_a_desk_tells_how_many_all_desks_have() -> None:
    screen = open_screen(DESK, area="京津冀", chain="fluorine", q="氟材")

    [way] = [part for part in parts(screen) if "全部片区里有" in part.get("label", "")]
    assert "q=%E6%B0%9F%E6%9D%90" in way["href"]
    assert figures(open_screen(DESK, area="全部", chain="fluorine", q="氟材"))["目标企业"] > 0


def test_an_empty_list_offers_the_nearest_names_and_a_click_looks_for_one() -> None:
    screen = open_screen(DESK, area="长三角", q="三美化学")
    assert "没有“三美化学”，是不是要找" in said(screen)
    near = {
        button.label: str(button.key) for button in screen.button if "nearest" in str(button.key)
    }

    screen.button(key=near["浙江三美化工股份有限公司"]).click().run()

    assert "浙江三美化工股份有限公司" in screen.query_params["q"]
    assert [row["id"] for row in rows(open_screen(DESK, area="长三角", q="sanmei", apart="1"))] == [
        KNOWN
    ]
    assert "不是目标：在地企业的母公司" in rows(screen)[0]["standing"]


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
