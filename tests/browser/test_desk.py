"""The line gap → company → plot as a person goes it, and that no way on it is dead."""

import csv
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import targets.companies_file
from chains.catalog import load_catalog
from tests.browser.chain_screen import (
    LONG_MS,
    expect_in_address,
    open_board,
    wait_until_idle,
    wait_until_quiet,
)
from tests.browser.desk_screen import choose, listed, open_desk, seen_rows, tick_first

pytestmark = pytest.mark.browser

SHIPPED = Path(targets.companies_file.__file__).parent / "data"
TICK_BYTES = 5 * 1024
AREA = {"area": "长三角", "chain": "fluorine", "q": "氟材", "apart": "1"}
PROVINCES = {"上海", "江苏", "浙江", "安徽"}
CRAWLED = (
    "/",
    "/desk?area=长三角&chain=fluorine",
    "/company?id=cb6b8496ba0",
    "/ties",
    "/chains?chain=steel_metal&link=refractory",
    "/chains?chain=steel_metal&link=track_parts",
    "/map?chain=steel_metal&link=refractory",
    "/trip",
    "/meeting",
    "/wallmaps",
    "/plots",
    "/companies",
    "/areas",
)
HREFS = """() => {
  const found = [];
  const walk = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.tagName === "A" && node.href) found.push(node.href);
      if (node.shadowRoot) walk(node.shadowRoot);
    }
  };
  walk(document);
  return found;
}"""


def plain_scan() -> set[str]:
    """Names of shipped companies that fit `AREA`, found without any of our code."""
    with (SHIPPED / "links" / "fluorine.csv").open(encoding="utf-8-sig", newline="") as file:
        linked = {row["company"] for row in csv.DictReader(file) if row["links"]}
    with (SHIPPED / "companies.csv").open(encoding="utf-8-sig", newline="") as file:
        return {
            row["name"]
            for row in csv.DictReader(file)
            if row["id"] in linked
            and row["province"] in PROVINCES
            and row["basis"] == "source"
            and "氟材" in row["name"] + "\n" + row["products"]
        }


def test_a_list_is_right_and_its_address_shows_the_same_in_another_browser(
    page: Page, server: str, browser: Browser
) -> None:
    open_desk(page, server, **AREA)
    here = listed(page)

    other = browser.new_context(locale="zh-CN").new_page()
    other.goto(page.url)
    expect(other.locator(".targets tr.company").first).to_be_visible(timeout=LONG_MS)

    assert set(here) == plain_scan()
    assert listed(other) == here
    other.context.close()


def test_listed_companies_for_gaps_in_equipment_are_four_clicks_away(
    page: Page, server: str
) -> None:
    page.goto(server)
    page.locator(".desks h2 a", has_text="京津冀").click(timeout=LONG_MS)
    page.get_by_text("按城市看").click(timeout=LONG_MS)
    for chip, name, value in (("A股上市", "list", "A股上市"), ("装备制造", "gap", "1")):
        expect(page.locator(".side .chip", has_text=chip).first).to_be_visible(timeout=LONG_MS)
        wait_until_idle(page)
        page.locator(".side .chip", has_text=chip).first.click()
        expect_in_address(page, **{name: value})

    expect_in_address(page, area="京津冀", tab="city", list="A股上市", chain="equipment", gap="1")
    page.locator(".st-key-desk_tabs").get_by_text("目标企业").click()
    expect(page.locator(".targets tr.company").first).to_be_visible(timeout=LONG_MS)
    assert listed(page)


@pytest.mark.parametrize(
    ("width", "height", "most_high", "least"),
    [
        (1440, 900, 44, 12),
        (1366, 768, 44, 8),
        (1920, 1080, 44, 16),
        (390, 844, 120, 5),
        (720, 450, 104, 2),  # 1440 x 900 at 200 %
        (683, 384, 104, 1),  # 1366 x 768 at 200 %
    ],
)
def test_the_first_screen_shows_enough_companies_and_cuts_none(
    page: Page, server: str, width: int, height: int, most_high: int, least: int
) -> None:
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": height})
    open_desk(page, server, area="长三角")

    seen = seen_rows(page)
    assert before is not None
    page.set_viewport_size(before)

    assert max(seen.heights) <= most_high
    assert seen.whole >= least
    assert seen.width <= width


def test_a_phone_unfolds_the_filter_line_only_when_asked_to(page: Page, server: str) -> None:
    before = page.viewport_size
    assert before is not None
    open_desk(page, server, area="长三角")
    line = page.locator(".st-key-desk_filters")
    expect(line).to_be_visible()

    page.set_viewport_size({"width": 390, "height": 844})
    expect(line).to_be_hidden()
    page.locator(".st-key-desk_unfold label").click()
    expect(line).to_be_visible()
    page.set_viewport_size(before)


def test_marks_say_in_words_what_is_known_and_a_row_unfolds_by_keyboard(
    page: Page, server: str
) -> None:
    open_desk(page, server, area="长三角")
    marks = page.locator(".targets td.known").first.get_by_role("img")
    said = str(marks.get_attribute("aria-label")).split("；")

    unfold = page.locator(".targets tr.company .unfold button").first
    unfold.focus()
    page.keyboard.press("Enter")
    parts = page.locator(".targets tr.more dt").all_text_contents()

    assert [part.partition("：")[0] for part in said] == ["补缺口", "关系", "动向", "落地"]
    assert [part.partition("：")[0] for part in parts] == ["补缺口", "关系", "动向", "转移", "落地"]
    assert set(said) < set(parts)
    expect(unfold).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(page.locator(".targets tr.more").first).to_be_hidden()


def test_a_chip_removes_its_filter_and_the_heading_follows(page: Page, server: str) -> None:
    open_desk(page, server, area="长三角", province="浙江", gap="1")
    head = page.get_by_role("heading", level=1)
    expect(head).to_contain_text("浙江能补缺口或补链方向的目标企业")

    page.get_by_role("button", name="能补缺口或补链方向 ✕").click()

    expect(head).to_contain_text("浙江的目标企业")
    expect_in_address(page, area="长三角", province="浙江", gap="")


def test_no_widget_of_the_desk_speaks_english(page: Page, server: str) -> None:
    open_desk(page, server, area="长三角")
    page.locator(".st-key-desk_filters input").fill("氟材")
    unfolded = []
    for button in page.locator(".st-key-desk_filters").get_by_role("button").all():
        button.click()
        body = page.locator('[data-testid="stPopoverBody"]')
        body.wait_for()
        unfolded.append(body.inner_text())
        page.keyboard.press("Escape")
        body.wait_for(state="hidden")

    said = [page.locator('[data-testid="stMain"]').inner_text(), *unfolded]

    assert len(unfolded) >= 8
    assert [text for text in said if re.search(r"Select|Press|Enter|Choose|options", text)] == []


def test_from_a_gap_to_a_company_to_a_plot_and_back_to_the_graph(page: Page, server: str) -> None:
    open_board(page, server, "steel_metal", link="refractory")

    page.get_by_role("tab", name="谁能补").click()
    page.locator('.sheet a[href*="/company?id="]').first.click()
    plot = page.locator('.company a[href*="/map?"][href*="plot="]').first
    expect(plot).to_be_visible(timeout=LONG_MS)
    plot.click()
    expect_in_address(page, chain="steel_metal")
    able = page.locator("p", has_text="能补「冶金耐火材料」的目标企业")
    company = able.locator('a[href*="/company?id="]').first
    expect(company).to_be_visible(timeout=LONG_MS)
    with page.expect_popup() as opened:  # texts beside the map lead to a tab of their own
        company.click()
    graph = opened.value.locator('.company a[href*="/chains?chain=steel_metal"]').first
    expect(graph).to_be_visible(timeout=LONG_MS)
    graph.click()

    expect(opened.value.locator(".link[data-link]").first).to_be_visible(timeout=LONG_MS)


def test_a_tick_costs_little_as_the_list_is_not_sent_again(page: Page, server: str) -> None:
    frames: list[int] = []
    page.on("websocket", lambda s: s.on("framereceived", lambda f: frames.append(len(f))))
    open_desk(page, server, area="长三角")
    opening = sum(frames)
    frames.clear()

    tick_first(page)
    wait_until_idle(page)

    assert 100 < sum(frames) <= TICK_BYTES < opening


def test_the_box_of_a_band_ticks_its_companies_and_no_others(page: Page, server: str) -> None:
    open_desk(page, server, area="京津冀")
    band = page.locator(".targets .band").filter(has=page.get_by_role("checkbox")).first
    size = int((band.get_by_role("checkbox").get_attribute("title") or "").split()[1])

    band.get_by_role("checkbox").check()

    expect(page.get_by_text(f"已选 {size} 家")).to_be_visible(timeout=LONG_MS)
    boxes = page.locator(".targets .company .pick input")
    assert [box.is_checked() for box in boxes.all()].count(True) == size
    boxes.first.uncheck()
    assert band.get_by_role("checkbox").evaluate("box => box.indeterminate")


def test_one_step_back_from_a_company_leads_to_the_same_list_with_its_ticks(
    page: Page, server: str
) -> None:
    open_desk(page, server, area="长三角", chain="textile", list="A股上市")
    here, address = listed(page), page.url
    tick_first(page)
    page.locator(".targets td.name > a").nth(1).click()
    expect(page.locator(".company h4").first).to_be_visible(timeout=LONG_MS)

    page.go_back()

    expect(page.locator(".targets .company .pick input").first).to_be_checked(timeout=LONG_MS)
    assert (listed(page), page.url) == (here, address)


def test_ticks_are_kept_while_filtering_and_the_basket_outlives_the_page(
    page: Page, server: str
) -> None:
    open_desk(page, server, area="长三角", chain="fluorine")
    tick_first(page)
    choose(page, "名录", "A股上市")
    expect_in_address(page, list="A股上市")
    page.get_by_role("button", name="加入出访清单").click()
    expect(page.locator(".targets .held").first).to_be_visible(timeout=LONG_MS)
    expect(page.get_by_role("link", name="用清单准备出访（1）")).to_be_visible(timeout=LONG_MS)

    page.reload()

    expect(page.locator(".targets .held").first).to_be_visible(timeout=LONG_MS)


@pytest.fixture(scope="module")
def own_addresses(server: str, window: BrowserContext) -> list[str]:
    """Every address of ours that any of the crawled screens links to."""
    page = window.new_page()
    found: set[str] = set()
    for path in CRAWLED:
        page.goto(f"{server}{path}")
        page.get_by_text("数据版本").last.wait_for(timeout=LONG_MS)
        found |= {href for href in _settled_links(page) if href.startswith(server)}
    return sorted(found)


def _settled_links(page: Page) -> list[str]:
    """All links of the screen once no more come; some are drawn after the run has ended."""
    before: list[str] = []
    while True:
        wait_until_quiet(page)
        now: list[str] = page.evaluate(HREFS)
        if now and now == before:
            return now
        before = now


def test_every_link_of_ours_names_something_that_is_there(own_addresses: list[str]) -> None:
    catalog = load_catalog()
    shipped = targets.companies_file.load_companies().by_id
    dead = []
    for address in own_addresses:
        parts = urlsplit(address)
        given = dict(parse_qsl(parts.query))
        chain = catalog.chains.get(given.get("chain", ""))
        if given.get("chain") and chain is None:
            dead.append(address)
        if given.get("link") and (chain is None or chain.link(given["link"]) is None):
            dead.append(address)
        if parts.path == "/company" and given["id"] not in shipped:
            dead.append(address)
    screens = {urlsplit(address).path for address in own_addresses}

    assert dead == []
    assert len(own_addresses) > 100
    assert {"/desk", "/company", "/chains", "/map"} <= screens
    assert screens <= {"/", *(urlsplit(path).path for path in CRAWLED), "/company"}


def test_one_address_of_every_shape_opens_without_a_complaint(
    own_addresses: list[str], page: Page
) -> None:
    shapes: dict[tuple[str, ...], str] = {}
    for address in own_addresses:
        parts = urlsplit(address)
        shapes.setdefault((parts.path, *sorted(dict(parse_qsl(parts.query)))), address)

    complaints = []
    for address in shapes.values():
        page.goto(address)
        page.get_by_text("数据版本").last.wait_for(timeout=LONG_MS)
        wait_until_idle(page)
        complaints += [f"{address}: {text}" for text in _errors(page)]

    assert complaints == []


def _errors(page: Page) -> list[str]:
    """What a screen says that cannot show what was asked for."""
    failed = page.locator('[data-testid="stException"]').all_text_contents()
    red = page.locator('[data-testid="stAlertContentError"]').all_text_contents()
    return failed + [text for text in red if text.startswith("没有完成")]
