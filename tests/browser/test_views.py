"""The other faces of a chain: table, four parts, presenting, and files to take away."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, expect

from chains.catalog import load_catalog
from tests.browser.chain_screen import (
    LONG_MS,
    address,
    expect_in_address,
    open_board,
    panel_title,
    wait_until_idle,
)

pytestmark = pytest.mark.browser

CATALOG = load_catalog()
CHAIN, NAME = "steel_metal", "钢铁与金属深加工"
GAP, GAP_NAME = "refractory", "冶金耐火材料"
LABELS = {
    "svg": "矢量图 SVG",
    "png": "图片 PNG",
    "pdf": "矢量 PDF（A3）",
    "html": "可交互网页（单个文件，不用联网）",
}


def choose_view(page: Page, view: str) -> None:
    page.get_by_test_id("stButtonGroup").get_by_text(view, exact=True).click()
    expect_in_address(page, view=view)
    wait_until_idle(page)


def test_each_view_opens_by_a_click_and_keeps_the_chain(page: Page, server: str) -> None:
    open_board(page, server, CHAIN)

    choose_view(page, "表")
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    choose_view(page, "四维研判")
    for part in ("优势方位", "不足领域", "可突破空间", "招引策略"):
        expect(page.get_by_role("heading", name=part)).to_be_visible()
    choose_view(page, "自由探索")
    expect(page.locator(".ground[data-settled=true] canvas")).to_be_visible(timeout=LONG_MS)

    expect_in_address(page, chain=CHAIN)


def test_a_statement_of_the_four_parts_leads_to_its_evidence(page: Page, server: str) -> None:
    page.goto(address(server, CHAIN, view="四维研判"))

    shortfalls = page.get_by_test_id("stVerticalBlock").filter(has_text="不足领域").last
    shortfalls.get_by_role("button", name="依据").first.click(timeout=LONG_MS)
    page.get_by_role("button", name=f"看「{GAP_NAME}」的依据").first.click()

    expect(panel_title(page)).to_have_text(GAP_NAME)
    expect_in_address(page, view="", link=GAP)


def test_a_row_of_the_table_is_still_chosen_on_the_graph(page: Page, server: str) -> None:
    page.goto(address(server, CHAIN, view="表"))
    table = page.get_by_test_id("stDataFrame")
    expect(table.locator("canvas table").first).to_contain_text(GAP_NAME, timeout=LONG_MS)
    wait_until_idle(page)
    table.click(position={"x": 16, "y": 52})  # the check mark of the first row: the gap
    expect_in_address(page, link=GAP)
    wait_until_idle(page)

    page.get_by_test_id("stButtonGroup").get_by_text("图", exact=True).click()

    expect(panel_title(page)).to_have_text(GAP_NAME)


def test_presenting_goes_on_by_arrow_keys_and_ends_by_escape(page: Page, server: str) -> None:
    chains = list(CATALOG.chains)
    after = CATALOG.chains[chains[chains.index(CHAIN) + 1]]
    open_board(page, server, CHAIN)
    page.get_by_role("button", name="放映").click()
    expect(page.get_by_role("heading", name=NAME, exact=True, level=1)).to_be_visible()
    expect_in_address(page, present="1")
    wait_until_idle(page)

    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name=after.name, exact=True, level=1)).to_be_visible()
    expect_in_address(page, chain=after.id, present="1")
    wait_until_idle(page)
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", name=NAME, exact=True, level=1)).to_be_visible()
    wait_until_idle(page)
    page.keyboard.press("Escape")

    expect(page.locator(".panel > .sheet").last).to_be_visible()
    expect_in_address(page, chain=CHAIN, present="")


@pytest.fixture
def files(page: Page, server: str, tmp_path: Path) -> dict[str, Path]:
    """The four files of a chain as a browser saves them, by ending."""
    open_board(page, server, CHAIN)
    page.get_by_role("button", name="打印/导出").click()
    saved = {}
    for ending, label in LABELS.items():
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label).click()
        saved[ending] = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(saved[ending])
    return saved


def test_the_files_carry_chain_and_data_version_in_their_names_and_are_what_they_say(
    page: Page, files: dict[str, Path]
) -> None:
    foot = page.get_by_text(re.compile("^数据版本 ")).inner_text()
    version = foot.removeprefix("数据版本 ").split(" ")[0]
    stem = f"{NAME}_图谱_{version}"

    assert version.startswith(CATALOG.data_version)
    assert {ending: path.name for ending, path in files.items()} == {
        ending: f"{stem}.{ending}" for ending in LABELS
    }
    drawing = ET.fromstring(files["svg"].read_text("utf-8"))  # noqa: S314  (we wrote it)
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert GAP_NAME in "".join(drawing.itertext())
    assert files["png"].read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert files["pdf"].read_bytes().startswith(b"%PDF-")
    assert min(path.stat().st_size for path in files.values()) > 10_000
    page.goto(files["html"].as_uri())
    expect(panel_title(page)).to_have_text(NAME)
