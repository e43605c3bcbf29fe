"""The saved page in a real browser, opened from disk: the same board as in the dashboard.

`page` fails a test on any page error and on any request to another host.
"""

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Dialog, Page, expect

from components.chain.board.standalone import standalone_html
from tests.components.chain.board_payloads import HOSTILE, Payload, make_payload, payload_of

pytestmark = pytest.mark.browser

DATA = Path(__file__).parents[2] / "chains" / "data"
CHAINS = [path for path in sorted(DATA.glob("*.yaml")) if "\nlinks:" in path.read_text("utf-8")]


def opened(
    page: Page, folder: Path, payload: Payload | None = None, *, selected: str | None = None
) -> Page:
    """Save the page of `payload` into `folder` and open it."""
    saved = folder / "board.html"
    saved.write_text(standalone_html(payload or make_payload(), selected=selected), "utf-8")
    page.goto(saved.as_uri())
    expect(page.locator(".sheet h3")).to_be_visible()
    return page


def one_panel(rows: list[dict[str, object]]) -> Payload:
    """A payload whose link `acid` says `rows`."""
    payload = make_payload()
    panels = payload["panels"]
    assert isinstance(panels, dict)
    panels["acid"]["sections"] = [{"title": "凭什么这么说", "note": "", "rows": rows}]
    return payload


def test_a_page_opens_with_the_summary_of_the_chain(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)

    expect(page.locator(".sheet h3")).to_have_text("氟新材料")


def test_a_click_shows_the_panel_and_lights_the_flows_of_the_link(
    page: Page, tmp_path: Path
) -> None:
    opened(page, tmp_path)

    page.click('[data-link="acid"]')

    expect(page.locator(".sheet h3")).to_have_text("无水酸")
    expect(page.locator(".flow.on")).to_have_count(2)
    expect(page.locator(".link.far")).to_have_count(1)
    expect(page.locator('[data-link="acid"]')).to_have_attribute("aria-pressed", "true")


def test_a_second_click_on_the_link_clears_the_choice(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, selected="acid")

    page.click('[data-link="acid"]')

    expect(page.locator(".sheet h3")).to_have_text("氟新材料")
    expect(page.locator(".has-sel")).to_have_count(0)


def test_a_click_on_empty_ground_clears_the_choice(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, selected="acid")

    page.click(".scroller > svg", position={"x": 210, "y": 60})

    expect(page.locator(".link.sel")).to_have_count(0)


def test_a_flow_of_small_weight_shows_only_for_the_chosen_link(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)
    flow = page.locator('.flow.extra[data-to="salt"]')
    before = flow.is_visible()

    page.click('[data-link="salt"]')

    assert not before
    expect(flow).to_be_visible()


def test_the_chosen_link_is_in_the_address_and_opens_again(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)
    page.click('[data-link="salt"]')
    address = page.url

    page.goto("about:blank")
    page.goto(address)

    assert address.endswith("#salt")
    expect(page.locator(".sheet h3")).to_have_text("盐")


@pytest.mark.parametrize("stray", ["made_up", "%E0%A4%A", "__proto__"])
def test_an_address_naming_no_link_shows_the_summary(
    page: Page, tmp_path: Path, stray: str
) -> None:
    opened(page, tmp_path)

    page.goto("about:blank")
    page.goto((tmp_path / "board.html").as_uri() + f"#{stray}")

    expect(page.locator(".sheet h3")).to_have_text("氟新材料")


def test_the_keyboard_alone_reaches_a_link_chooses_and_clears_it(
    page: Page, tmp_path: Path
) -> None:
    opened(page, tmp_path)

    page.keyboard.press("Tab")
    for key in ("ArrowRight", "ArrowDown", "ArrowUp", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    chosen = page.locator(".sheet h3").inner_text()
    page.keyboard.press("Escape")

    assert chosen == "涂料"
    expect(page.locator(".sheet h3")).to_have_text("氟新材料")
    expect(page.locator('[data-link="paint"]')).to_be_focused()


def test_the_figure_is_one_stop_of_the_tab_key(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    expect(page.locator(".legend .key").first).to_be_focused()


@pytest.mark.parametrize("chain", CHAINS, ids=lambda path: path.stem)
def test_the_arrow_keys_reach_every_link_of_every_chain(
    page: Page, tmp_path: Path, chain: Path
) -> None:
    opened(page, tmp_path, payload_of(yaml.safe_load(chain.read_text("utf-8"))))

    unreached = page.evaluate(
        """() => {
          const links = [...document.querySelectorAll(".link[data-link]")];
          const seen = new Set([links[0]]);
          for (const link of seen) {
            for (const key of Object.keys(ARROWS)) {
              const next = neighbourOf(links, link, key);
              if (next) seen.add(next);
            }
          }
          return links.filter((link) => !seen.has(link)).map((link) => link.dataset.link);
        }"""
    )

    assert unreached == []


def test_a_choice_is_announced_with_its_sentence(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)

    page.click('[data-link="acid"]')

    expect(page.locator("[aria-live=polite]")).to_have_text(
        "无水酸。补上无水酸，要打交道的上下游已有 46–92%。"
    )


def test_the_legend_filters_and_shows_all_again(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)
    off = page.locator(".link.off")

    page.click('[data-key="unknown"]')
    hidden = off.evaluate_all("links => links.map((link) => link.dataset.link)")
    pressed = page.locator('[data-key="unknown"]').get_attribute("aria-pressed")
    page.get_by_role("button", name="全部显示").click()

    assert (hidden, pressed) == (["salt"], "false")
    expect(off).to_have_count(0)
    expect(page.locator(".show-all")).to_have_count(0)


def test_the_chosen_link_stays_readable_when_its_state_is_hidden(
    page: Page, tmp_path: Path
) -> None:
    opened(page, tmp_path, selected="acid")

    page.click('[data-key="missing"]')

    chosen = page.locator('[data-link="acid"]')
    assert chosen.evaluate("link => getComputedStyle(link).opacity") == "1"


def test_a_row_of_the_panel_leads_to_its_link(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, selected="ore")

    page.get_by_role("button", name="流向 acid").click()

    expect(page.locator(".sheet h3")).to_have_text("无水酸")
    expect(page.locator(".sheet h3")).to_be_focused()


def test_folding_the_panel_gives_the_figure_its_width(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)
    before = page.locator(".graph").bounding_box()

    page.get_by_role("button", name="收起说明").click()

    after = page.locator(".graph").bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] - before["width"] > 300
    expect(page.locator(".panel")).to_be_hidden()


def test_the_figure_keeps_its_size_beside_the_panel(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)

    box = page.locator(".scroller > svg").bounding_box()

    assert box is not None
    assert box["width"] >= 1000
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


def test_on_a_phone_the_panel_comes_into_view_under_the_figure(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, tmp_path)

    page.click('[data-link="ore"]')

    expect(page.locator(".sheet .lead")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_paper_shows_the_panel_under_the_figure_and_no_buttons(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, selected="acid")

    page.emulate_media(media="print")

    figure, panel = page.locator(".graph").bounding_box(), page.locator(".panel").bounding_box()
    assert figure is not None
    assert panel is not None
    assert panel["y"] >= figure["y"] + figure["height"]
    expect(page.locator(".close")).to_be_hidden()
    expect(page.locator(".fold")).to_be_hidden()


def test_a_hostile_name_is_shown_as_it_is_written_and_runs_nothing(
    page: Page, tmp_path: Path
) -> None:
    dialogs: list[str] = []

    def note_dialog(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note_dialog)
    rows = [("ore", HOSTILE, "upstream", "missing")]
    opened(page, tmp_path, make_payload(rows, [], title=HOSTILE), selected="ore")

    shown = page.locator(".sheet h3").evaluate("title => title.textContent")

    assert shown == HOSTILE
    assert page.locator(".link .name").evaluate("name => name.textContent") == HOSTILE
    assert page.locator("img").count() == 0
    assert dialogs == []


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "//x.org", ""]
)
def test_an_address_that_is_not_http_is_only_text(page: Page, tmp_path: Path, address: str) -> None:
    row: dict[str, object] = {"t": "evidence", "grade": "A", "date": "", "text": "有"}

    opened(page, tmp_path, one_panel([{**row, "source": "报", "url": address}]), selected="acid")

    expect(page.locator(".source")).to_have_text("报")
    expect(page.locator(".sheet a")).to_have_count(0)


def test_a_source_opens_elsewhere_and_tells_it_nothing(page: Page, tmp_path: Path) -> None:
    row = {"t": "evidence", "grade": "B", "date": "2025", "text": "有", "source": "报"}

    opened(page, tmp_path, one_panel([{**row, "url": "https://example.org/a"}]), selected="acid")

    link = page.locator(".source a")
    expect(link).to_have_attribute("href", "https://example.org/a")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(link).to_have_attribute("target", "_blank")


@pytest.mark.parametrize("path", ["//x.org/", "/\\x.org/", "/\t/x.org/", "https://x.org/", "map"])
def test_a_path_out_of_the_application_is_refused(page: Page, tmp_path: Path, path: str) -> None:
    opened(page, tmp_path)

    assert page.evaluate("path => ownPath(path)", path) is None


def test_a_path_of_the_application_is_kept_with_its_question(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)

    assert page.evaluate("ownPath('/map?link=acid#top')") == "/map?link=acid#top"


def test_what_needs_a_server_is_left_out_of_a_saved_page(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, selected="acid")

    expect(page.locator("[data-action]")).to_have_count(0)
    expect(page.locator(".path a")).to_have_count(0)


@pytest.mark.parametrize(
    "tree",
    [
        ["script", {}, "alert(1)"],
        ["foreignObject", {}, []],
        ["image", {"href": "x.png"}, []],
        ["g", {"onclick": "alert(1)"}, []],
        ["g", {"style": "fill:red"}, []],
        ["rect", {"fill": "url(https://x.org/#a)"}, []],
    ],
)
def test_a_figure_with_anything_but_shapes_and_text_is_refused(
    page: Page, tmp_path: Path, tree: list[object]
) -> None:
    opened(page, tmp_path)

    message = page.evaluate(
        "tree => { try { buildTree(tree); return '' } catch (error) { return error.message } }",
        tree,
    )

    assert "not allowed in a figure" in message
