"""An office file whose every text is an attack: shown as it is written, wherever it is shown.

`page` fails a test on any error; a blocked script or a refused address is one too.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Dialog, Page, expect

from components.frame.plain_text import JOINER
from tests.browser.chain_screen import (
    LONG_MS,
    address,
    box,
    expect_in_address,
    open_board,
    panel_title,
    wait_until_idle,
)
from tests.office_folder import (
    ADDRESS,
    ATTACKS,
    CHAIN_NAME,
    ENTERPRISE,
    PUBLISHER,
    SAID,
    STATES,
    TITLE,
    WANTED,
    hostile_chain,
    link_id,
    write_chain,
)
from tests.running_app import running_app

pytestmark = pytest.mark.browser

MISSING, PRESENT = ATTACKS[0], ATTACKS[1]
SEEKING = {"missing", "weak"}
SOUGHT = [name for place, name in enumerate(ATTACKS) if STATES[place % len(STATES)] in SEEKING]
# Canvases have no text to read, so what is painted on them is noted.
NOTE_PAINTED = """
  window.painted = [];
  const paint = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
    window.painted.push(text);
    return paint.call(this, text, ...place);
  };
"""


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard with one more chain, in which every text is an attack."""
    folder = tmp_path_factory.mktemp("hostile")
    write_chain(folder, hostile_chain())
    with running_app(folder) as address:
        yield address


@pytest.fixture(autouse=True)
def _no_dialog(page: Page, page_problems: list[str]) -> None:
    """An attack that runs opens a dialog; it then is a problem of the page."""

    def note(dialog: Dialog) -> None:
        page_problems.append(f"a script ran: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", note)


def texts(page: Page, selector: str) -> list[str]:
    return page.locator(selector).all_text_contents()


def wait_until_painted(page: Page, names: list[str]) -> None:
    """Wait until all `names` stand on a canvas, each in one piece."""
    page.wait_for_function(
        "names => names.every(name => window.painted.some(text => text.includes(name)))",
        arg=names,
        timeout=LONG_MS,
    )


def test_the_overview_shows_hostile_names_as_written(page: Page, hostile_server: str) -> None:
    page.goto(hostile_server)
    expect(page.locator(".overview table")).to_be_visible(timeout=LONG_MS)

    assert CHAIN_NAME in texts(page, ".overview tbody th")
    assert any(MISSING in text for text in texts(page, ".overview tbody tr:last-child td"))
    assert any(CHAIN_NAME in text for text in texts(page, ".overview li"))


def test_the_graph_and_its_panels_show_hostile_names_as_written(
    page: Page, hostile_server: str
) -> None:
    open_board(page, hostile_server, "hostile")
    assert page.get_by_role("combobox", name="产业链").input_value() == CHAIN_NAME
    expect(panel_title(page)).to_have_text(CHAIN_NAME)

    for name in ATTACKS:
        box(page, link_id(name)).click()

        expect(panel_title(page)).to_have_text(name)
        drawn = texts(
            page, f'[data-link="{link_id(name)}"] .name, [data-link="{link_id(name)}"] title'
        )
        assert name.replace(" ", "") in "".join(drawn).replace(" ", "")  # a line may end at a space


def test_evidence_sources_and_companies_are_shown_as_written(
    page: Page, hostile_server: str
) -> None:
    open_board(page, hostile_server, "hostile", link=link_id(PRESENT))

    panel = page.locator(".sheet").text_content() or ""
    for text in (SAID, f"{PUBLISHER}《{TITLE}》2024-01-02", ENTERPRISE, WANTED, ATTACKS[9]):
        assert text in panel
    link = page.locator(".sheet .evidence .source a").first
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    assert link.evaluate("a => new URL(a.href).host") == "example.gov.cn"
    assert page.locator(".sheet img, .sheet svg, .sheet script").count() == 0
    assert ADDRESS not in panel


def test_what_if_and_presenting_show_hostile_names_as_written(
    page: Page, hostile_server: str
) -> None:
    page.goto(address(hostile_server, "hostile", fill=link_id(MISSING)))
    notice = page.get_by_test_id("stAlert")
    expect(notice).to_contain_text(f"假如补上 {MISSING}。", timeout=LONG_MS)

    page.get_by_role("button", name="放映").click()

    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(CHAIN_NAME)
    expect(page.locator(".st-key-presented_first")).to_contain_text(MISSING)


def test_the_table_shows_hostile_names_as_written(page: Page, hostile_server: str) -> None:
    page.goto(address(hostile_server, "hostile", view="表"))

    # The cells are painted; the same text stands beside for screen readers.
    cells = page.locator('[data-testid="stDataFrame"] canvas table').first
    for name in (*ATTACKS, ENTERPRISE):
        expect(cells).to_contain_text(name, timeout=LONG_MS)


def test_the_four_parts_show_hostile_names_as_written(page: Page, hostile_server: str) -> None:
    page.goto(address(hostile_server, "hostile", view="四维研判"))
    behind = page.get_by_role("button", name="依据", exact=True)
    expect(behind.first).to_be_visible(timeout=LONG_MS)
    wait_until_idle(page)

    shown = ""
    opened = page.get_by_test_id("stPopoverBody")
    for number in range(behind.count()):
        behind.nth(number).click()
        expect(opened).to_be_visible(timeout=LONG_MS)
        shown += opened.inner_text().replace(JOINER, "")
        page.keyboard.press("Escape")
        expect(opened).to_have_count(0)
    for name in SOUGHT:
        assert f"看「{name}」的依据" in shown
    assert f"来源：A {PUBLISHER}《{TITLE}》2024-01-02" in shown

    first = page.locator("[class*='st-key-why_shortfalls']").first
    first.get_by_role("button", name="依据", exact=True).click()
    evidence = opened.get_by_role("button", name=f"看「{MISSING}」的依据")
    evidence.click()
    expect(panel_title(page)).to_have_text(MISSING)
    expect_in_address(page, link=link_id(MISSING))


def test_free_exploring_paints_hostile_names_as_written(page: Page, hostile_server: str) -> None:
    page.add_init_script(NOTE_PAINTED)

    page.goto(address(hostile_server, "hostile", view="自由探索"))

    wait_until_painted(page, list(ATTACKS))


def test_the_files_show_hostile_names_as_written(
    page: Page, hostile_server: str, tmp_path: Path
) -> None:
    open_board(page, hostile_server, "hostile")
    page.get_by_role("button", name="打印/导出").click()
    files = {}
    for ending, label in {"svg": "矢量图 SVG", "html": "可交互网页（单个文件，不用联网）"}.items():
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label).click()
        files[ending] = tmp_path / f"hostile.{ending}"
        waiting.value.save_as(files[ending])

    drawing = "".join(ET.fromstring(files["svg"].read_text("utf-8")).itertext())  # noqa: S314
    assert CHAIN_NAME in drawing
    page.goto(files["svg"].as_uri())
    page.goto(files["html"].as_uri())
    expect(page.locator("h1")).to_have_text(CHAIN_NAME)
    for name in ATTACKS:
        page.locator(f'[data-link="{link_id(name)}"]').click()
        expect(panel_title(page)).to_have_text(name)
