"""The map in a real browser: drawn without a network, filtered, clicked, placed, attacked."""

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Dialog, Page, WebSocket, expect

from ledger.book.database import open_ledger
from ledger.book.policy import LOCAL
from ledger.plots.imports import save_import
from tests.browser.chain_screen import wait_until_quiet
from tests.browser.map_screen import FRAME, PANEL, click_map, click_place, open_map, shown_count
from tests.components.map.map_builders import make_plot, make_position
from tests.running_app import running_app

pytestmark = pytest.mark.browser

HOSTILE = [
    "{{7*191}}",
    "80{% 税收 %}",
    "{#",
    "${1}",
    "`",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "[a](javascript:alert(1)) :material/home: $x^2$",
]
GAP = "chain=fluorine&link=fluoropolymer&area=100&invest=5"


def test_counties_and_samples_are_drawn_without_a_network(page: Page, server: str) -> None:
    frame = open_map(page, f"{server}/map")

    expect(frame.locator(".county")).to_have_count(11)
    expect(frame.locator(".legend")).to_contain_text(re.compile(r"0 处 \+ 示例 \d+ 处"))
    expect(frame.locator(".leaflet-control-attribution")).to_contain_text("仅供内部工作参考")
    expect(frame.locator(".leaflet-control-scale")).to_contain_text("km")
    assert shown_count(page) == 60
    expect(page.get_by_text("0 处 + 示例 60 处")).to_be_visible()
    expect(page.get_by_text("未落点").first).to_be_visible()


def test_a_click_shows_the_plot_and_its_address_shows_it_again(page: Page, server: str) -> None:
    frame = open_map(page, f"{server}/map")

    click_place(page, frame, "SAMPLE-007")

    panel = page.locator(PANEL)
    expect(panel.get_by_role("heading")).to_contain_text("大田县标准厂房7号")
    expect(panel).to_contain_text("示例，非真实地块")
    expect(panel).to_contain_text("能承接的缺口")
    expect(page).to_have_url(re.compile("plot=SAMPLE-007"))
    open_map(page, page.url)
    expect(panel.get_by_role("heading")).to_contain_text("大田县标准厂房7号")


def test_a_click_costs_little_on_the_wire(page: Page, server: str) -> None:
    sizes: list[int] = []

    def count(socket: WebSocket) -> None:
        socket.on("framereceived", lambda sent: sizes.append(len(sent)))
        socket.on("framesent", lambda sent: sizes.append(len(sent)))

    page.on("websocket", count)
    frame = open_map(page, f"{server}/map?plot=SAMPLE-007")
    expect(page.locator(PANEL).locator("h4")).to_contain_text("7号")
    wait_until_quiet(page)
    sizes.clear()

    click_place(page, frame, "SAMPLE-008")

    expect(page.locator(PANEL)).to_contain_text(
        re.compile("尤溪县闲置土地8号.*目标企业", re.DOTALL)
    )
    wait_until_quiet(page)
    assert 0 < sum(sizes) <= 5500  # both ways; map and lists are not sent again


def test_a_gap_colours_the_plots_and_names_what_may_not_be_offered(page: Page, server: str) -> None:
    frame = open_map(page, f"{server}/map?{GAP}")

    expect(frame.locator(".verdicts")).to_contain_text("待核实")
    for park in ("宁化", "尤溪", "青州"):
        expect(page.get_by_role("alert").filter(has_text=park).first).to_contain_text("不得推荐")
    expect(page.get_by_text("投 5 亿用 100 亩 = 亩均 500 万").first).to_be_visible()
    frame.get_by_role("button", name="不通过").click()
    expect(page).to_have_url(re.compile("hide=fail"))
    expect(frame.locator("html")).not_to_have_attribute("data-shown", "60")


def test_the_legend_filters_and_the_filter_stands_in_the_address(page: Page, server: str) -> None:
    frame = open_map(page, f"{server}/map")

    frame.get_by_role("button", name="烂尾项目").click()

    expect(page).to_have_url(re.compile("hide=stalled"))
    open_map(page, page.url)
    assert shown_count(page) < 60
    again = page.frame_locator(FRAME).get_by_role("button", name="烂尾项目")
    expect(again).to_have_attribute("aria-pressed", "false")


def test_filters_of_the_address_hold_on_the_map(page: Page, server: str) -> None:
    open_map(page, f"{server}/map?county=永安市&samples=1")
    some = shown_count(page)

    open_map(page, f"{server}/map?samples=0")

    assert 0 < some < 60
    assert shown_count(page) == 0


def test_a_park_is_placed_by_a_click_and_the_placing_undone(page: Page, server: str) -> None:
    open_map(page, f"{server}/map?park=台江工业园区")
    page.get_by_role("button", name="落点：在地图上点位置").click()
    expect(page.get_by_role("heading", name="落点：台江工业园区")).to_be_visible()
    notice = page.frame_locator(FRAME).locator(".notice")
    expect(notice).to_contain_text("请在地图上点")

    click_map(page, 0.45, 0.55)
    page.get_by_role("button", name="确认落点").click()

    placed = page.frame_locator(FRAME).locator("html[data-shown='61']")
    expect(placed).to_be_attached()
    page.get_by_role("button", name="撤销这次落点").click()
    expect(page.frame_locator(FRAME).locator("html[data-shown='60']")).to_be_attached()


def test_without_boundaries_the_map_opens_with_a_notice(
    page: Page, server: str, page_problems: list[str]
) -> None:
    page.route("**/geo/layers/counties.geojson", lambda route: route.fulfill(status=503, body="{}"))

    frame = open_map(page, f"{server}/map")

    expect(frame.locator(".notice")).to_contain_text("边界图层没有取到")
    assert shown_count(page) == 60
    page_problems[:] = [problem for problem in page_problems if "counties" not in problem]


@pytest.fixture(scope="module")
def hostile_server(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard whose ledger holds plots with the names of the attack list, in a row."""
    folder = copytree(prepared, tmp_path_factory.mktemp("hostile"), dirs_exist_ok=True)
    plots = [
        make_plot(
            f"H{number}",
            name=name,
            note=name,
            owner_unit=name,
            industries=(name,),
            source=name,
            position=make_position(116.8 + 0.15 * number, 26.2),
        )
        for number, name in enumerate(HOSTILE)
    ]
    ledger = open_ledger({"SANMING_DATA": str(folder)})
    with ledger.writing(LOCAL) as session:
        save_import(session, LOCAL, plots, "hostile.xlsx", "测试")
    ledger.close()
    with running_app(folder) as address:
        yield address


def test_hostile_names_are_shown_literally(page: Page, hostile_server: str) -> None:
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    frame = open_map(page, f"{hostile_server}/map")
    assert shown_count(page) == len(HOSTILE)

    for number, name in enumerate(HOSTILE):
        click_place(page, frame, f"H{number}")
        expect(frame.locator(".leaflet-tooltip")).to_contain_text(name)
        # An invisible joiner after a colon keeps Streamlit from making an icon of it.
        written = ":\u2060?".join(re.escape(part) for part in name.split(":"))
        heading = page.locator(PANEL).locator("h4")
        expect(heading).to_have_text(re.compile(f"^{written}$"))

    assert dialogs == []
    assert page.locator(PANEL).locator("img, svg[onload]").count() == 0
