"""挂图: the maps, the choice of four, one sheet shown, all of them packed."""

import io
import zipfile
from pathlib import Path
from shutil import copytree

import pytest
from streamlit.testing.v1 import AppTest

from components.frame.screens import PAGES
from tests.pages.screens import LOCAL, fine, said


def open_wallmaps(**address: str) -> AppTest:
    screen = AppTest.from_file(PAGES / "meeting" / "wallmaps.py", default_timeout=120)
    screen.user = dict(LOCAL)
    for name, value in address.items():
        screen.query_params[name] = value
    return screen.run()


@pytest.fixture(autouse=True)
def office(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))


def test_the_screen_lists_the_maps_and_shows_the_one_of_the_address() -> None:
    screen = open_wallmaps(map="bamboo_wood")

    assert fine(screen)
    assert len(screen.selectbox(key="wallmap").options) == 20
    assert screen.selectbox(key="wallmap").value == "bamboo_wood"
    assert "20 张：16 条链各一张" in said(screen)
    assert "台账尚无真实地块，“要素一张图”先不出" in said(screen)


def test_another_choice_of_four_views_changes_the_list_and_the_address() -> None:
    screen = open_wallmaps()

    chosen = ["plots", "checks", "counties", "projects"]
    screen.multiselect(key="wallmap_views").set_value(chosen).run()

    assert screen.selectbox(key="wallmap").options[17:] == [
        "18 待核实总图",
        "19 县域分工图",
        "20 公开项目图",
    ]
    assert screen.query_params["views"] == "plots,checks,counties,projects"


def test_fewer_than_four_views_leave_the_usual_ones_and_say_so() -> None:
    screen = open_wallmaps()

    screen.multiselect(key="wallmap_views").set_value(["plots"]).run()

    assert len(screen.selectbox(key="wallmap").options) == 20
    assert "请选满四张（现在 1 张）" in said(screen)


def test_all_maps_are_packed_into_one_file() -> None:
    screen = open_wallmaps()

    screen.radio(key="wallmap_sizes").set_value("只要 A3").run()
    screen.button(key="wallmaps_make").click().run()

    _, content = screen.session_state["wallmaps_made"]
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert fine(screen)
    assert len(names) == 20
    assert all(name.startswith("挂图_") and "_A3_" in name for name in names)
