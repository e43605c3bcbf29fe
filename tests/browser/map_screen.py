"""The map screen in a browser: wait until it is drawn, find a place on it, click it."""

from playwright.sync_api import Frame, Page, expect

from tests.browser.chain_screen import LONG_MS

FRAME = 'iframe[data-testid="stCustomComponentV1"]'
PANEL = '.st-key-map_view [data-testid="stColumn"] >> nth=1'
_FILLED = """() => {
  const { x, y } = window.map.getSize();
  const { width, height } = window.frameElement.getBoundingClientRect();
  return Math.abs(x - innerWidth) < 2 && Math.abs(x - width) < 2 && y <= height + 1;
}"""
_AT = """id => {
  let found = null;
  window.map.eachLayer(layer => { if (layer.place?.i === id && layer._point) found = layer; });
  if (!found) return null;
  const { x, y } = window.map.latLngToContainerPoint(found.getLatLng());
  return [x, y];
}"""


def open_map(page: Page, address: str) -> Frame:
    """Open the map screen and return the map's frame, once everything in it is drawn."""
    page.goto(address)
    shown = page.frame_locator(FRAME).locator("html[data-shown]")
    expect(shown).to_be_attached(timeout=LONG_MS)
    [frame] = [frame for frame in page.frames if "streamlit_folium" in frame.url]
    return frame


def shown_count(page: Page) -> int:
    """Return how many places the map draws."""
    html = page.frame_locator(FRAME).locator("html[data-shown]")
    return int(html.get_attribute("data-shown") or "")


def click_place(page: Page, frame: Frame, place_id: str) -> None:
    """Click the mark of a place that stands alone, once the map fills its frame.

    A panel that opens beside it makes the frame narrower, and the places move.
    """
    frame.wait_for_function(_FILLED)
    at = frame.evaluate(_AT, place_id)
    assert at is not None, f"{place_id} is not drawn on its own"
    box = page.locator(FRAME).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + at[0], box["y"] + at[1])


def click_map(page: Page, across: float, down: float) -> None:
    """Click the map at shares of its width and height."""
    page.evaluate("window.scrollTo(0, 0)")
    box = page.locator(FRAME).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])
