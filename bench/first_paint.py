"""From navigation to content: an empty page against the screens that are opened first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from playwright.sync_api import Browser

from bench.browsing import fresh_page, settle
from bench.clicks import CHAIN
from bench.figures import Measurement, Promise, Ratio, Unit, ratio
from bench.servers import Servers
from chains.catalog import Catalog

PART = "首次打开"
# At most that many times as long as an empty page of Streamlit.
MEETING = "h3"  # what changed, and what is to be decided
PROMISED: Mapping[str, tuple[str, float]] = {
    "overview": ("总览", 1.15),
    "chain": ("看图谱", 1.25),
    "meeting": ("联席会议", 1.5),
}


@dataclass(frozen=True, slots=True)
class Screen:
    """页面: its address, and how many of which element make its content."""

    key: str
    name: str
    address: str
    selector: str
    count: int


@dataclass(frozen=True, slots=True)
class PageLoad:
    """打开一次: ms from navigation to content, and KiB over HTTP and websocket."""

    shown_ms: float
    http_kib: float
    websocket_kib: float


def measure_first_paint(
    browser: Browser, servers: Servers, catalog: Catalog, runs: int, order: Random
) -> list[Measurement]:
    """Open each screen once to warm up and `runs` times to measure, in shuffled order."""
    screens = _screens(servers, catalog)
    for screen in screens:
        _visit(browser, screen)
    visits: dict[str, list[PageLoad]] = {screen.key: [] for screen in screens}
    for _ in range(runs):
        for screen in order.sample(screens, len(screens)):
            visits[screen.key].append(_visit(browser, screen))
    return [row for screen in screens for row in _rows(screen, visits[screen.key])]


def _screens(servers: Servers, catalog: Catalog) -> list[Screen]:
    ours, links = servers.ours.address, len(catalog.chain(CHAIN).links)
    chain = f"{ours}/chains?chain={CHAIN}"
    text = '[data-testid="stMarkdown"] p'
    return [
        Screen("empty", "空白 Streamlit 页", servers.empty.address, text, 1),
        Screen("overview", "本看板「总览」", ours, "tbody tr", len(catalog.chains)),
        Screen("chain", "本看板「看图谱」", chain, ".link[data-link]", links),
        Screen("meeting", "本看板「联席会议」", f"{ours}/meeting", MEETING, 2),
    ]


def _visit(browser: Browser, screen: Screen) -> PageLoad:
    with fresh_page(browser) as (page, traffic):
        page.goto(screen.address, wait_until="commit")
        asked = [screen.selector, screen.count]
        shown = page.evaluate("([selector, count]) => bench.shown(selector, count)", asked)
        settle(page)
        return PageLoad(shown, traffic.http / 1024, traffic.websocket / 1024)


def paint_ratios(rows: Sequence[Measurement]) -> list[Ratio]:
    """Compare each screen with the empty page."""
    return [
        ratio(rows, f"{name}首次打开，对空白页", f"paint_{key}_ms", "paint_empty_ms")
        for key, (name, _) in PROMISED.items()
    ]


def paint_promises(rows: Sequence[Measurement]) -> list[Promise]:
    """List how many times as long as an empty page each screen may take."""
    median = {row.key: row.median for row in rows}
    empty = median["paint_empty_ms"]
    return [
        Promise(
            f"{name}首次打开不超过空白页的 {limit} 倍", median[f"paint_{key}_ms"] / empty, limit
        )
        for key, (name, limit) in PROMISED.items()
    ]


def _rows(screen: Screen, visits: list[PageLoad]) -> list[Measurement]:
    def row(key: str, what: str, unit: Unit, values: list[float]) -> Measurement:
        return Measurement(
            f"paint_{screen.key}_{key}", PART, f"{screen.name}{what}", unit, tuple(values)
        )

    return [
        row("ms", ":打开到内容可见", Unit.MS, [visit.shown_ms for visit in visits]),
        row("http", ":HTTP", Unit.KIB, [visit.http_kib for visit in visits]),
        row("ws", ":websocket", Unit.KIB, [visit.websocket_kib for visit in visits]),
    ]
