"""All shipped graphs as a browser really draws them, measured with a ruler.

The figures are opened and measured once; the tests judge the numbers.
"""

from collections.abc import Mapping
from itertools import combinations

import pytest
from playwright.sync_api import BrowserContext, Page

from chains.catalog import load_catalog
from chains.gaps.assessment import Flag
from chains.model import Chain, Presence
from tests.browser.chain_screen import address, expect_in_address, open_board, wait_until_idle
from tests.browser.figure_measures import (
    Measured,
    boxes_out_of_view,
    lines_leaving_their_box,
    measure,
    names,
    touching_boxes,
    touching_lines,
)
from tests.browser.watching import watch
from tests.builders import assess

pytestmark = pytest.mark.browser

CHAINS: Mapping[str, Chain] = load_catalog().chains
OFFICE, HALL, BEAMER = (1440, 900), (1920, 1080), (1366, 768)
LAPTOP = "laptop"  # of the size of the beamer, at a desk
READABLE_PX, READABLE_AFAR_PX = 12, 20
# The looks of every box with a corner, by link id, as the browser computes them.
LOOKS = """links => Object.fromEntries(links.map(link => {
  const style = name => getComputedStyle(link.querySelector(name));
  return [link.dataset.link, {
    dash: style(".box").strokeDasharray,
    fill: style(".box").fill,
    corner: link.querySelector("text.corner-text")?.textContent ?? "",
    cornerFill: style(".corner").fill,
    word: link.querySelector("text.status").textContent,
  }];
}))"""

Size = tuple[int, int] | str
Figures = Mapping[Size, Mapping[str, Measured]]


def at_a_desk(page: Page, server: str) -> dict[Size, dict[str, Measured]]:
    """Every chain with its panel open, opened by its address, in an office and on a laptop."""
    found: dict[Size, dict[str, Measured]] = {OFFICE: {}, LAPTOP: {}}
    for chain in CHAINS:
        open_board(page, server, chain)
        for name, (width, height) in ((LAPTOP, BEAMER), (OFFICE, OFFICE)):
            page.set_viewport_size({"width": width, "height": height})
            found[name][chain] = measure(page)
    return found


def presented(page: Page, server: str) -> dict[Size, dict[str, Measured]]:
    """Every chain as presented, from one to the next with the arrow key, on two projectors."""
    found: dict[Size, dict[str, Measured]] = {HALL: {}, BEAMER: {}}
    page.goto(address(server, next(iter(CHAINS)), present="1"))
    for chain_id, chain in CHAINS.items():
        page.get_by_role("heading", name=chain.name, exact=True).wait_for()
        expect_in_address(page, chain=chain_id)
        wait_until_idle(page)
        for width, height in (BEAMER, HALL):
            page.set_viewport_size({"width": width, "height": height})
            found[width, height][chain_id] = measure(page)
        page.keyboard.press("ArrowRight")
    return found


@pytest.fixture(scope="module")
def figures(server: str, window: BrowserContext) -> Figures:
    """All figures at all sizes, from one page without errors or outside requests."""
    problems: list[str] = []
    page = window.new_page()
    page.set_viewport_size({"width": OFFICE[0], "height": OFFICE[1]})
    watch(page, problems)
    found = {**at_a_desk(page, server), **presented(page, server)}
    assert problems == []
    return found


@pytest.fixture(params=CHAINS)
def chain(request: pytest.FixtureRequest) -> Chain:
    return CHAINS[str(request.param)]


@pytest.fixture(params=[OFFICE, HALL, BEAMER], ids=lambda size: str(size[0]))
def figure(request: pytest.FixtureRequest, figures: Figures, chain: Chain) -> Measured:
    size: Size = request.param
    return figures[size][chain.id]


def test_every_link_is_drawn_with_its_whole_name(chain: Chain, figure: Measured) -> None:
    assert names(figure) == {link.id: link.name for link in chain.links}


def test_every_flow_is_drawn_and_none_enters_a_foreign_box(chain: Chain, figure: Measured) -> None:
    assert figure["flows"] == len(chain.flows)
    assert figure["entered"] == []


def test_no_two_boxes_and_no_two_labels_touch(figure: Measured) -> None:
    assert touching_boxes(figure) == []
    assert touching_lines(figure) == []


def test_no_label_leaves_its_box_and_no_box_the_view(figure: Measured) -> None:
    assert lines_leaving_their_box(figure) == []
    assert boxes_out_of_view(figure) == []


def test_nothing_scrolls_sideways(figure: Measured) -> None:
    assert (figure["scrolls"], figure["pageScrolls"]) == (False, False)


def test_on_a_laptop_no_figure_is_cut_or_under_the_fold(chain: Chain, figures: Figures) -> None:
    figure = figures[LAPTOP][chain.id]
    lines = [line for link in figure["links"] for line in link["lines"]]
    smallest = min(line["size"] for line in lines if line["kind"] == "name")

    assert boxes_out_of_view(figure) == []
    assert figure["figure"]["right"] <= BEAMER[0]
    assert figure["figure"]["bottom"] <= BEAMER[1]
    assert smallest >= READABLE_PX


def test_every_text_can_be_read_at_a_desk_beside_the_panel(chain: Chain, figures: Figures) -> None:
    small = [font for font in figures[OFFICE][chain.id]["fonts"] if font[1] < READABLE_PX]

    assert small == []


def test_every_text_can_be_read_from_afar_when_presented(chain: Chain, figures: Figures) -> None:
    small = [font for font in figures[HALL][chain.id]["fonts"] if font[1] < READABLE_AFAR_PX]

    assert small == []


def luminance(colour: str) -> float:
    """Lightness between 0 and 1 of a colour as a browser computes it: "rgb(1, 2, 3)"."""
    red, green, blue = (int(part) for part in colour.removeprefix("rgb(")[:-1].split(","))
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


def differences(one: Mapping[str, str], two: Mapping[str, str]) -> set[str]:
    """The ways in which two boxes differ in a print without colour."""
    found = {name for name in ("dash", "corner", "word") if one[name] != two[name]}
    for name in ("fill", "cornerFill"):
        if abs(luminance(one[name]) - luminance(two[name])) > 0.15:
            found.add(name)
    return found


def example(presence: Presence, *, drawn: Flag) -> tuple[str, str]:
    """A chain, and a link of that presence in it that is drawn with that flag."""
    for chain in CHAINS.values():
        for finding in assess(chain).findings.values():
            if finding.presence is presence and finding.flag is drawn:
                return chain.id, finding.link.id
    pytest.fail(f"no {presence} link of the shipped chains is drawn as {drawn}")


@pytest.mark.parametrize("own_state", [Presence.PRESENT, Presence.UNKNOWN])
def test_gap_wanted_and_unknown_are_told_apart_without_colour(
    page: Page, server: str, own_state: Presence
) -> None:
    looks = {}
    for kind, (chain_id, link_id) in {
        "gap": example(Presence.MISSING, drawn=Flag.GAP),
        "wanted": example(own_state, drawn=Flag.WANTED),
        "unknown": example(Presence.UNKNOWN, drawn=Flag.TO_CHECK),
    }.items():
        open_board(page, server, chain_id)
        boxes = page.locator(".scroller .link[data-link]:has(.corner)")
        looks[kind] = boxes.evaluate_all(LOOKS)[link_id]

    for one, two in combinations(looks, 2):
        apart = differences(looks[one], looks[two])
        assert len(apart) >= 2, (one, two, apart)
        assert "corner" in apart, (one, two, apart)


def test_the_ruler_sees_boxes_and_names_that_lie_wrong(page: Page, server: str) -> None:
    open_board(page, server, "steel_metal")
    page.locator(".scroller").evaluate("""scroller => {
      const [first, second, third] = scroller.querySelectorAll(".link[data-link]");
      second.setAttribute("transform", third.getAttribute("transform"));
      second.querySelector("text.name").textContent += "长".repeat(30);
      const foreign = [...scroller.querySelectorAll(".flow:not(.extra)")].find(
        flow => ![flow.dataset.from, flow.dataset.to].includes(first.dataset.link));
      const { x, y } = foreign.getPointAtLength(foreign.getTotalLength() / 2);
      first.setAttribute("transform", `translate(${x - 40},${y - 20})`);
    }""")

    figure = measure(page)

    assert touching_boxes(figure) != []
    assert touching_lines(figure) != []
    assert len(lines_leaving_their_box(figure)) == 1
    assert figure["entered"] != []
