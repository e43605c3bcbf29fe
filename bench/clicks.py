"""From the choice of a link to its panel: our board against the usual way, same chain.

The usual way is measured in both orders of writing it: graph before panel, and panel first.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from random import Random
from typing import Literal

from playwright.sync_api import Browser, Locator, Page

from bench.browsing import Traffic, fresh_page, settle
from bench.figures import Measurement, Unit
from bench.servers import Servers
from chains.model import Chain, Link

PART = "点选环节"
CHAIN = "equipment"
TIMES: Mapping[str, str] = {
    "panel": "到说明显示",
    "graph": "到图中标出",
    "both": "到说明和图都显示",
    "done": "到服务器和画面都完成",
}
ClickWay = Literal["ours", "usual", "eager"]
NAMES: Mapping[ClickWay, str] = {
    "ours": "本看板",
    "usual": "常规做法（先图后说明）",
    "eager": "常规做法（先说明后图）",
}
Sample = dict[str, float]


def measure_clicks(
    browser: Browser, servers: Servers, chain: Chain, runs: int, order: Random
) -> list[Measurement]:
    """Choose `runs` links on both ways, in shuffled order of ways, after one click to warm up."""
    addresses: dict[ClickWay, str] = {
        "ours": f"{servers.ours.address}/chains?chain={CHAIN}",
        "usual": servers.usual.address,
        "eager": f"{servers.usual.address}/?first=panel",
    }
    ways = list(addresses)
    samples: dict[ClickWay, list[Sample]] = {way: [] for way in ways}
    first, *links = order.sample(chain.links[1:], runs + 1)  # the usual way begins with link 0
    with ExitStack() as stack:
        pages = {way: stack.enter_context(fresh_page(browser)) for way in ways}
        for way in ways:
            pages[way][0].goto(addresses[way])
            _choose(way, *pages[way], first)
        for link in links:
            for way in order.sample(ways, len(ways)):
                samples[way].append(_choose(way, *pages[way], link))
    return [row for way in ways for row in _rows(way, samples[way])]


def _choose(way: ClickWay, page: Page, traffic: Traffic, link: Link) -> Sample:
    """Choose one link; return ms until each of `TIMES`, and the KiB that travelled."""
    page.bring_to_front()
    settle(page)
    target = page.locator(f'.link[data-link="{link.id}"]')
    if way != "ours":
        target = _open_options(page, link)
    traffic.reset()
    arm = "armOurs" if way == "ours" else "armUsual"
    page.evaluate(f"pair => bench.{arm}(pair)", [link.id, link.name])
    target.click()
    times: Sample = page.evaluate("benchTimes")
    settle(page)
    both = max(times["panel"], times["graph"])
    return {**times, "both": both, "kib": traffic.websocket / 1024}


def _open_options(page: Page, link: Link) -> Locator:
    """Bring the option in sight and return it; only the click on it is measured."""
    field = page.get_by_role("combobox")
    field.click()
    field.fill(link.name)
    option = page.get_by_role("option", name=link.name, exact=True)
    option.wait_for()
    page.wait_for_timeout(200)
    return option


def _rows(way: ClickWay, samples: list[Sample]) -> list[Measurement]:
    def row(key: str, what: str, unit: Unit) -> Measurement:
        values = tuple(sample[key] for sample in samples)
        return Measurement(f"click_{way}_{key}", PART, f"{NAMES[way]}:{what}", unit, values)

    times = [row(key, f"点击{what}", Unit.MS) for key, what in TIMES.items()]
    return [*times, row("kib", "每次点击 websocket（收发合计）", Unit.KIB)]
