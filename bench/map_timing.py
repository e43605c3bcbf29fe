"""The map with 300 to 100 000 plots, ours against one marker per row, in one run."""

import shutil
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import psutil  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Frame, Page, expect

from bench.browsing import Traffic, fresh_page, settle
from bench.figures import Measurement, Promise, Ratio, Unit, ratio
from bench.map_plots import fill_office
from bench.servers import ROOT, Server, serving
from components.map.assets import HERE as MAP_FILES
from geodata.model import Plot

PART = "看地图"
COUNTS = (300, 3_000, 30_000, 100_000)
USUAL_COUNTS = (300, 3_000)  # with more, the usual way did not come up within minutes
CLICKS = {"ours": 10, "usual": 4}  # CPU is counted in steps of 10 ms
CELL = 0.002  # of a degree
WAIT_MS = 240_000
FRAME = 'iframe[title="streamlit_folium.st_folium"]'
Sample = dict[str, float]
NAMES = {"ours": "本看板", "usual": "常规做法（逐行标记）"}
MEASURED: Mapping[str, tuple[str, Unit]] = {
    "drawn": ("打开到地图画完", Unit.MS),
    "ready": ("打开到画完且不再重跑，可以点", Unit.MS),
    "click": ("点地块到说明显示", Unit.MS),
    "kib": ("每次点击 websocket（收发合计）", Unit.KIB),
    "cpu": ("每次重跑服务器 CPU", Unit.MS),
}
# What of each map tells that all is drawn, and how a place is brought to the middle of it.
_IS_READY = {
    "ours": "_count => document.documentElement.dataset.shown !== undefined",
    "usual": "count => document.querySelectorAll('.leaflet-marker-icon').length >= count",
}
_NOTE_RUNS = """window.lastRunChange = 0;
new MutationObserver(() => { lastRunChange = performance.now(); })
  .observe(document, { subtree: true, attributeFilter: ["data-test-script-state"] });"""
_CENTRE = """([latitude, longitude]) => new Promise(resolve => {
  window.map.setView([latitude, longitude], 17, { animate: false });
  requestAnimationFrame(() => requestAnimationFrame(resolve));
})"""


@dataclass(frozen=True, slots=True)
class Way:
    """一种做法: where it is served, and the address of its map."""

    key: str
    server: Server
    address: str


def measure_map(browser: Browser, folder: Path, runs: int, order: Random) -> list[Measurement]:
    """Measure every count; where both ways are measured, runs of both alternate by chance."""
    rows: list[Measurement] = []
    for count in COUNTS:
        office = office_of(folder, count)
        plots = fill_office(office, count)
        with _ways(office, count) as ways:
            samples = _measure(browser, ways, plots, runs, order)
        rows += [row for way in ways for row in _rows(way.key, count, samples[way.key])]
    return rows


def office_of(folder: Path, count: int) -> Path:
    """Return the folder of the office with that many plots."""
    return folder / f"map_{count}"


def map_ratios(rows: Sequence[Measurement]) -> list[Ratio]:
    """Compare both ways wherever both were measured."""
    return [
        ratio(
            rows, f"{count} 处地块：{what}", f"map_ours_{count}_{key}", f"map_usual_{count}_{key}"
        )
        for count in USUAL_COUNTS
        for key, (what, _) in MEASURED.items()
    ]


def map_promises(rows: Sequence[Measurement]) -> list[Promise]:
    """List what was promised of the map."""
    median = {row.key: row.median for row in rows}
    most = max(median[f"map_ours_{count}_kib"] for count in COUNTS)
    faster = median["map_usual_3000_ready"] / median["map_ours_3000_ready"]
    return [
        Promise("地图每次点击 websocket 不超过 5 KB", most * 1.024, 5),
        Promise("3 000 处时打开至少 5 倍快", faster, 5, at_least=True),
        Promise("10 万处打开不超过 6 000 ms", median["map_ours_100000_ready"], 6000),
        Promise("10 万处点击到说明不超过 1 000 ms", median["map_ours_100000_click"], 1000),
    ]


@contextmanager
def _ways(office: Path, count: int) -> Iterator[list[Way]]:
    with serving(["-m", "front", "--no-browser", "--port"], ROOT, office) as ours:
        ways = [Way("ours", ours, f"{ours.address}/map")]
        if count not in USUAL_COUNTS:
            yield ways
            return
        script = copy_usual_way(office)
        settings = ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
        settings += ["--server.enableStaticServing", "true", "--server.address", "127.0.0.1"]
        started = ["-m", "streamlit", "run", str(script), *settings, "--server.port"]
        with serving(started, office, office) as usual:
            yield [*ways, Way("usual", usual, f"{usual.address}/?plots={count}")]


def copy_usual_way(office: Path) -> Path:
    """Put the usual way where Streamlit serves files beside a script; return the script."""
    shutil.copytree(MAP_FILES / "vendor", office / "static")
    return Path(shutil.copy(ROOT / "bench" / "map_usual_way.py", office))


def _measure(
    browser: Browser, ways: Sequence[Way], plots: Sequence[Plot], runs: int, order: Random
) -> dict[str, list[Sample]]:
    samples: dict[str, list[Sample]] = {way.key: [] for way in ways}
    alone = standing_alone(plots)
    for way in ways:
        _visit(browser, way, plots, [])  # warm-up: first use of the server
    for _ in range(runs):
        for way in order.sample(list(ways), len(ways)):
            samples[way.key].append(
                _visit(browser, way, plots, order.sample(alone, CLICKS[way.key]))
            )
    return samples


def standing_alone(plots: Sequence[Plot]) -> list[Plot]:
    """Return the plots without a neighbour near enough to be clicked, or gathered, instead."""
    cells = Counter(cell for plot in plots for cell in _cells(plot, around=0))
    return [plot for plot in plots if sum(cells[c] for c in _cells(plot, around=1)) == 1]


def _cells(plot: Plot, *, around: int) -> list[tuple[int, int]]:
    """The cell of about 200 m in which a plot lies, with those `around` it."""
    if plot.position is None:
        return []
    x, y = int(plot.position.longitude / CELL), int(plot.position.latitude / CELL)
    steps = range(-around, around + 1)
    return [(x + right, y + up) for right in steps for up in steps]


def _visit(browser: Browser, way: Way, plots: Sequence[Plot], clicked: Sequence[Plot]) -> Sample:
    """Open the map in a fresh browser and click some plots; return ms, KiB per click, CPU ms."""
    with fresh_page(browser) as (page, traffic):
        page.add_init_script(_NOTE_RUNS)
        began = time.perf_counter()
        page.goto(way.address)
        frame = _drawn(page, way, len(plots))
        drawn = 1000 * (time.perf_counter() - began)
        ready = max(drawn, _last_run_ended(page))
        if not clicked:
            return {}
        clicks = [_click(page, traffic, frame, way, plot) for plot in clicked]
    middle = sorted(sample["click"] for sample in clicks)[len(clicks) // 2]
    kib, cpu = (sum(sample[key] for sample in clicks) / len(clicks) for key in ("kib", "cpu"))
    return {"drawn": drawn, "ready": ready, "click": middle, "kib": kib, "cpu": cpu}


def _drawn(page: Page, way: Way, count: int) -> Frame:
    page.locator(FRAME).wait_for(timeout=WAIT_MS)
    [frame] = [frame for frame in page.frames if "streamlit_folium" in frame.url]
    frame.wait_for_function(_IS_READY[way.key], arg=count, timeout=WAIT_MS)
    return frame


def _last_run_ended(page: Page) -> float:
    """Return when, in ms after the page was opened, the last run ended that the opening caused.

    A map that reports its first view makes the whole script run again.
    """
    settle(page)
    while True:
        ended: float = page.evaluate("lastRunChange")
        page.wait_for_timeout(600)  # streamlit-folium waits a quarter of a second before it speaks
        settle(page)
        if page.evaluate("lastRunChange") == ended:
            return ended


def _click(page: Page, traffic: Traffic, frame: Frame, way: Way, plot: Plot) -> Sample:
    """Bring `plot` to the middle of the map, click it, and wait for its name beside the map."""
    if plot.position is None:
        msg = f"{plot.id} has no position"
        raise ValueError(msg)
    frame.evaluate(_CENTRE, [plot.position.latitude, plot.position.longitude])
    page.set_default_timeout(WAIT_MS)
    settle(page)
    page.wait_for_timeout(300)  # streamlit-folium waits a quarter of a second before it speaks
    settle(page)
    box = page.locator(FRAME).bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
    traffic.reset()
    cpu = _cpu_s(way.server)
    began = time.perf_counter()
    # A marker's picture stands above its point.
    above = 12 if way.key == "usual" else 0
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 - above)
    heading = page.get_by_role("heading", name=plot.name, exact=True)
    expect(heading).to_be_visible(timeout=WAIT_MS)
    shown = 1000 * (time.perf_counter() - began)
    settle(page)
    used = 1000 * (_cpu_s(way.server) - cpu)
    return {"click": shown, "kib": traffic.websocket / 1024, "cpu": used}


def _cpu_s(server: Server) -> float:
    times = psutil.Process(server.pid).cpu_times()
    return float(times.user + times.system)


def _rows(way: str, count: int, samples: Sequence[Sample]) -> list[Measurement]:
    return [
        Measurement(
            f"map_{way}_{count}_{key}",
            PART,
            f"{NAMES[way]},{count} 处：{what}",
            unit,
            tuple(sample[key] for sample in samples),
        )
        for key, (what, unit) in MEASURED.items()
    ]
