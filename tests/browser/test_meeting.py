"""联席会议 in a real browser: keys walk every screen, nothing scrolls, one fact shows as one."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from chains.catalog import load_catalog
from ledger.book.database import open_ledger
from ledger.book.policy import LOCAL
from ledger.links.checks import CheckOutcome, read_check, record_check
from ledger.meeting.decisions import add_decision, read_decision
from tests.browser.chain_screen import LONG_MS, expect_in_address, in_address
from tests.builders import HOSTILE
from tests.ledger.builders import TODAY

pytestmark = pytest.mark.browser

CHAINS = [name for chain in load_catalog().chains for name in (chain, f"{chain}-first")]
IDS = ["cover", "overview", *CHAINS]
SIZES = [(1920, 1080), (1366, 768)]
SCROLLS = """() => {
  const page = document.scrollingElement;
  return page.scrollHeight > page.clientHeight || page.scrollWidth > page.clientWidth;
}"""
# Every text of the sheet must lie inside the window, and inside its own block.
CUT = """() => {
  const stage = [...document.querySelectorAll('*')].map(e => e.shadowRoot).filter(Boolean)
    .map(r => r.querySelector('.stage')).find(Boolean) ?? document.querySelector('.stage');
  const out = [];
  for (const e of stage.querySelectorAll('.words div, .panel, td, th, .foot *, .graph text')) {
    const r = e.getBoundingClientRect();
    if (r.right > innerWidth + 1 || r.bottom > innerHeight + 1 || r.left < -1 || r.top < -1
      || e.scrollWidth > e.clientWidth + 2 && e.matches('.words div, td, th'))
      out.push(e.textContent);
  }
  return out;
}"""


@pytest.fixture(scope="module")
def address(server: str) -> str:
    return f"{server}/meeting"


def present(page: Page, address: str, screen: str = "") -> None:
    page.goto(f"{address}?present=1" + (f"&screen={screen}" if screen else ""))
    expect(page.locator("section.sheet")).to_be_visible(timeout=LONG_MS)


def shown(page: Page) -> str:
    return str(page.locator("section.sheet").get_attribute("data-sheet"))


@pytest.mark.parametrize("size", SIZES)
def test_keys_walk_all_screens_without_a_scroll_bar(
    page: Page, address: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    present(page, address)

    walked = []
    for number, _ in enumerate(IDS):
        walked.append(shown(page))
        assert not page.evaluate(SCROLLS)
        assert page.evaluate(CUT) == []
        page.keyboard.press("PageDown" if number % 2 else "ArrowRight")

    assert walked == IDS
    assert shown(page) == IDS[-1]  # the last one stays


def test_back_home_end_and_escape(page: Page, address: str) -> None:
    present(page, address, "fluorine")
    page.keyboard.press("PageUp")
    assert shown(page) == IDS[IDS.index("fluorine") - 1]
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert shown(page) == IDS[-2]
    page.keyboard.press("Home")
    assert shown(page) == IDS[0]
    expect_in_address(page, screen="cover", present="1")

    page.keyboard.press("Escape")

    expect(page.get_by_role("heading", name="联席会议")).to_be_visible(timeout=LONG_MS)
    expect_in_address(page, present="")


def test_a_reload_opens_the_same_screen(page: Page, address: str) -> None:
    present(page, address, "overview")
    page.keyboard.press("ArrowRight")
    there = shown(page)
    page.reload()
    expect(page.locator("section.sheet")).to_be_visible(timeout=LONG_MS)

    assert shown(page) == there == in_address(page)["screen"]


def test_letters_are_28_or_more_also_in_the_graph(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    present(page, address)
    for screen in IDS:
        sizes = page.locator(".words, .panel:not(:empty), table, .foot").evaluate_all(
            "nodes => nodes.map(n => parseFloat(getComputedStyle(n).fontSize))"
        )
        assert min(sizes) >= 28, screen
        heights = page.locator(".graph text").evaluate_all(
            "nodes => nodes.map(n => parseFloat(getComputedStyle(n).fontSize) * n.getScreenCTM().a)"
        )
        assert min(heights, default=28) >= 27.9, screen
        page.keyboard.press("ArrowRight")


def test_one_fact_is_one_change_on_the_screen(page: Page, address: str, office: Path) -> None:
    page.goto(address)
    page.get_by_role("button", name="存快照").click(timeout=LONG_MS)
    page.get_by_label("快照名称").fill("三季度会")
    page.get_by_test_id("stFormSubmitButton").locator("button").first.click()
    expect(page.get_by_text("没有变化").first).to_be_visible(timeout=LONG_MS)
    ledger = open_ledger({"SANMING_DATA": str(office)})
    found = {
        "chain_id": "digital",
        "link_id": "memory",
        "outcome": CheckOutcome.NONE,
        "document": "走访纪要",
    }
    link = next(link for link in load_catalog().chains["digital"].links if not link.evidence)
    with ledger.writing(LOCAL) as session:
        values = {**found, "link_id": link.id, "checked_on": TODAY}
        record_check(session, LOCAL, read_check(values))
        add_decision(session, LOCAL, read_decision({"text": HOSTILE}))
    ledger.close()

    present(page, address, "changes")
    told = page.locator("section.sheet .words").all_inner_texts()
    page.keyboard.press("End")

    assert "三季度会" in told[0]
    assert "新增缺口、补链方向 1 条" in told[1]
    assert f"数字信息 · {link.name}：未核实 → 缺失：缺口" in told[1].replace("\n", "")
    assert "来源：本机管理员 于 2026-11-24 核实" in told[1]
    expect(page.locator("section.sheet")).to_contain_text(HOSTILE)


def test_the_prepared_page_fits_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    expect(page.get_by_role("heading", name="联席会议")).to_be_visible(timeout=LONG_MS)

    wide = page.evaluate("document.scrollingElement.scrollWidth")

    assert wide <= 390
