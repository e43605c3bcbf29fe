"""看图谱: what stands on the screen under which address."""

import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from chains.catalog import load_catalog
from components.frame.plain_text import plain
from tests.builders import HOSTILE, write_chain
from tests.pages.screens import drawn, fine, open_chain, said

CHAINS = list(load_catalog().chains)


def click(screen: AppTest, **view: object) -> AppTest:
    """Do what the browser half reports after a click."""
    screen.session_state["board"] = {"view": {"selected": None, "hidden": [], **view}}
    return screen.run()


def tags(panel: dict[str, Any]) -> set[str]:
    return {tag["text"] for tag in panel["tags"]}


@pytest.mark.parametrize("chain", CHAINS)
def test_every_chain_opens_and_says_its_counts_first(chain: str) -> None:
    screen = open_chain(chain=chain)

    assert fine(screen)
    assert "个环节：" in screen.markdown[0].value
    assert drawn(screen)["payload"]["title"] in screen.markdown[0].value


@pytest.mark.parametrize("view", ["表", "四维研判", "自由探索"])
def test_every_view_opens(view: str) -> None:
    assert fine(open_chain(chain="seed", view=view))


def test_the_panel_of_every_link_holds_its_evidence_and_source() -> None:
    panel = drawn(open_chain(chain="seed"))["payload"]["panels"]["breeding"]

    [evidence] = [s for s in panel["sections"] if s["title"] == "凭什么这么说"]
    rows = [row for row in evidence["rows"] if row["t"] == "evidence"]
    assert len(rows) == len(load_catalog().chain("seed").link("breeding").evidence)  # type: ignore[union-attr]
    assert all(row["grade"] in "ABCD" and row["source"] and row["date"] for row in rows)


def test_a_link_in_the_address_is_pushed_to_the_board() -> None:
    assert drawn(open_chain(chain="seed", link="breeding"))["push"]["selected"] == "breeding"


def test_a_click_goes_into_the_address_and_sends_nothing_again() -> None:
    screen = open_chain(chain="seed")
    before = drawn(screen)

    click(screen, selected="breeding")

    assert screen.query_params["link"] == "breeding"
    assert drawn(screen) == before


def test_a_filter_goes_into_the_address() -> None:
    screen = click(open_chain(chain="seed"), hidden=["unknown", "present"])

    assert screen.query_params["hide"] == "unknown,present"


def test_another_chain_leaves_nothing_of_the_first_in_the_address() -> None:
    screen = open_chain(chain="seed", link="breeding", fill="brand", hide="weak")

    screen.selectbox(key="chain_choice").select("fluorine").run()

    assert dict(screen.query_params) == {"chain": "fluorine"}
    assert drawn(screen)["payload"]["title"] == "氟新材料"


def test_a_chain_that_is_not_there_gets_a_notice_and_a_way_out() -> None:
    def screen_behind_the_boundary() -> None:
        import streamlit as st

        from components.frame.address import chain_id
        from components.frame.context import get_context
        from components.frame.notices import show_problem
        from components.frame.screens import OVERVIEW
        from files.errors import ProductError

        st.navigation([st.Page(OVERVIEW, title="总览")])
        try:
            chain_id(get_context())
        except ProductError as error:
            show_problem(error)

    screen = AppTest.from_function(screen_behind_the_boundary, default_timeout=120)
    screen.query_params["chain"] = "nope"
    screen.run()

    assert "没有编号为「nope」的产业链" in screen.error[0].value
    assert [link.proto.label for link in screen.get("page_link")] == ["回到总览"]


def test_filling_a_link_is_said_to_be_an_assumption_and_shows_its_effect() -> None:
    screen = open_chain(chain="steel_metal", fill="refractory")

    assert "不是现状" in screen.info[0].value
    assert "假如补上之后的变化" in said(screen)
    assert "冶金耐火材料" in screen.info[0].value
    links = drawn(screen)["payload"]["figure"]["tree"]
    assert "假如补上" in str(links)


def test_a_link_that_the_chain_does_not_have_is_not_filled() -> None:
    assert list(open_chain(chain="textile", fill="nothing,../x").info) == []


def test_weights_in_the_address_move_the_ranks_and_the_reset_restores_them() -> None:
    screen = open_chain(chain="equipment", w="0-0-0-100")
    moved = drawn(screen)["payload"]["home"]

    screen.button(key="restore_weights").click().run()

    assert "w" not in screen.query_params
    assert drawn(screen)["payload"]["home"] != moved
    assert (
        drawn(screen)["payload"]["home"] == drawn(open_chain(chain="equipment"))["payload"]["home"]
    )


@pytest.mark.parametrize(
    "weights", ["", "1-2", "a-b-c-d-e", "999-1-1-1-1", "-1-0-0-0-0", "0-0-0-0-0"]
)
def test_odd_weights_in_the_address_do_no_harm(weights: str) -> None:
    assert fine(open_chain(chain="equipment", w=weights))


def test_a_slider_writes_its_weight_into_the_address() -> None:
    screen = open_chain(chain="equipment")

    screen.slider(key="weight_density").set_value(60).run()

    assert screen.query_params["w"] == "60-25-20-15"


def test_a_broken_office_file_is_named_with_its_line_and_the_rest_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "chains").mkdir()
    write_chain(tmp_path / "chains", color="red")
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))

    screen = open_chain(chain="seed")

    [notice] = screen.error
    assert "textiles" in notice.value
    assert "第" in notice.value
    assert "行" in notice.value
    assert drawn(screen)["payload"]["title"] == "现代种业"


def test_a_gap_that_only_a_directory_states_is_unknown_in_every_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "chains").mkdir()
    directory = {"id": "T1", "title": "题", "url": "", "publisher": "社", "grade": "D"}
    write_chain(tmp_path / "chains", sources=[directory])
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))

    payload = drawn(open_chain(chain="textiles"))["payload"]
    table = open_chain(chain="textiles", view="表").dataframe[0].value
    parts = said(open_chain(chain="textiles", view="四维研判"))

    counts = {entry["key"]: entry["count"] for entry in payload["legend"]}
    assert (counts["missing"], counts["gap"], counts["unknown"]) == (0, 0, 1)
    assert list(table["现状"]) == ["未核实"]
    assert "还有 1 个环节未核实" in parts


@pytest.mark.parametrize("view", ["图", "表", "四维研判", "自由探索"])
def test_nobody_unknown_sees_anything(view: str) -> None:
    from components.frame.screens import CHAIN

    screen = AppTest.from_file(CHAIN, default_timeout=120)
    screen.user = {}
    screen.query_params["view"] = view
    screen.run()

    assert "没有登录身份" in screen.error[0].value
    assert len(screen.main) == 1


def test_presenting_shows_the_figure_six_figures_and_what_comes_first() -> None:
    screen = open_chain(chain="seed", present="1")

    assert drawn(screen)["payload"]["plain"] is True
    assert screen.markdown[0].value.count("**") == 2 * 6
    assert "先核实" in screen.markdown[1].value


def test_the_next_chain_is_one_step_away_when_presenting() -> None:
    screen = open_chain(chain=CHAINS[-1], present="1")

    next(b for b in screen.button if b.label == "下一条").click().run()

    assert screen.query_params["chain"] == CHAINS[0]


def rewrite(screen: AppTest, place: str, text: str) -> AppTest:
    """Put other words in the place of one sentence of the four-part analysis."""
    form = f"form_{place}"
    next(area for area in screen.text_area if area.form_id == form).input(text)
    next(b for b in screen.button if b.label == "保存" and b.form_id == form).click()
    return screen.run()


def test_a_rewritten_sentence_shows_both_versions_and_can_be_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    screen = open_chain(chain="steel_metal", view="四维研判")
    computed = "冶金耐火材料缺失，而本地的炼铁炼钢必需它。"
    assert plain(computed) in said(screen)

    written = rewrite(screen, "shortfalls/refractory", f"耐火材料要补{HOSTILE}")
    assert fine(written)
    assert plain(f"耐火材料要补{HOSTILE}") in said(written)
    assert plain(f"算出的原句：{computed}") in said(written)

    next(b for b in written.button if b.label == "撤回改写").click()
    after = written.run()
    assert f"1\\. {plain(computed)}" in said(after)
    assert "已由 本机管理员 撤回" in said(after)


@pytest.mark.parametrize("chain", CHAINS)
def test_from_every_gap_a_company_and_a_plot_are_at_most_two_clicks_away(chain: str) -> None:
    panels = drawn(open_chain(chain=chain))["payload"]["panels"]

    sought = {i: panel for i, panel in panels.items() if {"缺口", "补链方向"} & tags(panel)}
    for link, panel in sought.items():
        ways = [r["href"] for s in panel["sections"] for r in s["rows"] if r["t"] == "href"]
        assert any("/company?id=" in way or "/desk?area=" in way for way in ways), link
        assert any("/map?" in way and "plot=" in way for way in ways), link


def test_a_gap_nobody_is_known_for_says_what_was_looked_for_and_leads_on() -> None:
    panel = drawn(open_chain(chain="steel_metal"))["payload"]["panels"]["track_parts"]

    [section] = [s for s in panel["sections"] if s["title"] == "目标企业"]
    said, way = section["rows"]
    assert "履带链节" in said["text"]
    assert "不等于没有" in said["text"]
    assert way["href"].endswith("/desk?area=%E5%85%A8%E9%83%A8&chain=steel_metal")
    assert re.fullmatch(r"同一条链的 [1-9]\d* 家", way["label"])
