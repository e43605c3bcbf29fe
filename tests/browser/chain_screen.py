"""What a person does on the chain screen, in the person's words."""

from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Locator, Page, expect

LONG_MS = 120_000  # a busy machine is slow, not wrong
ALIKE = """async () => {
  const frames = [...document.querySelectorAll("iframe")];
  const stands = () => JSON.stringify([
    document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState,
    document.querySelectorAll("*").length,
    frames.map((frame) => frame.contentDocument && [
      frame.contentDocument.readyState, frame.contentDocument.querySelectorAll("*").length]),
    performance.getEntriesByType("resource").filter(({name}) => !name.endsWith("/readyz")).length,
  ]);
  const unfinished = '[data-testid="stSkeleton"]';
  if (document.querySelector(unfinished)) return false;
  if (frames.some(({contentDocument: inner}) => inner && inner.readyState !== "complete"))
    return false;
  const first = stands();
  for (const _ of "123") {
    await (await fetch("/readyz")).text();
    for (const _ of "12") await new Promise(requestAnimationFrame);
    if (stands() !== first) return false;
  }
  return true;
}"""


def address(server: str, chain: str, **parameters: str) -> str:
    return f"{server}/chains?{urlencode({'chain': chain, **parameters})}"


def open_board(page: Page, server: str, chain: str, **parameters: str) -> None:
    """Open the graph of a chain and wait until figure and panel stand."""
    page.goto(address(server, chain, **parameters))
    expect(page.locator(".link[data-link]").first).to_be_visible(timeout=LONG_MS)
    wait_until_idle(page)


def wait_until_idle(page: Page) -> None:
    """Wait until the server has finished what was last asked of it."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def wait_until_quiet(page: Page) -> None:
    """Wait as `wait_until_idle` does, also for what the screen itself begins after a run.

    Pieces of screen fetch their scripts, draw, and may then ask the server for another run: the
    page has to stand alike over three later answers of the server, two pictures drawn after each.
    The browser's own word for a quiet network is not used: one request that is never said to have
    ended, as in a frame that was replaced while it loaded, holds it back for ever.
    """
    wait_until_idle(page)
    page.wait_for_function(ALIKE, timeout=LONG_MS)
    wait_until_idle(page)


def box(page: Page, link: str) -> Locator:
    return page.locator(f'.link[data-link="{link}"]')


def panel_title(page: Page) -> Locator:
    return page.locator(".sheet h3")


def in_address(page: Page) -> dict[str, str]:
    """The parameters that now stand in the address."""
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}


def expect_in_address(page: Page, **wanted: str) -> None:
    """Wait until the address holds these parameters; "" means that one is absent."""
    page.wait_for_function(
        """wanted => {
          const now = new URLSearchParams(location.search);
          return Object.entries(wanted).every(([name, value]) => (now.get(name) ?? "") === value);
        }""",
        arg=wanted,
    )
