"""What people open: every screen of the menu, with what it can be asked for drawn at random."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

from chains.catalog import Catalog
from targets.companies_file import ShippedCompanies

VIEWS = ("", "", "表", "四维研判")  # the figure is opened most
AREAS = ("京津冀", "长三角", "粤港澳", "闽东南", "成渝汉")
WORDS = ("氟", "纸", "石墨", "有限公司", "机械")


@dataclass(frozen=True, slots=True)
class LoadScreen:
    """屏: a page as its address names it ("" is the first), and its query."""

    page: str
    query: str = ""


@dataclass(frozen=True, slots=True)
class ScreenDraw:
    """抽取: gives screens, each page as often as any other; the same ones for the same seed."""

    catalog: Catalog
    companies: ShippedCompanies
    chance: Random

    def draw(self) -> LoadScreen:
        """Return the next screen that somebody opens."""
        page = self.chance.choice(list(_ASKED))
        asked = _ASKED[page](self)
        return LoadScreen(page, urlencode({name: value for name, value in asked.items() if value}))

    def chain(self) -> dict[str, str]:
        """Ask for a chain, half the time with one of its links."""
        chain = self.chance.choice(list(self.catalog.chains.values()))
        link = self.chance.choice(("", self.chance.choice(chain.links).id))
        return {"chain": chain.id, "link": link}

    def chain_view(self) -> dict[str, str]:
        """Ask for a chain in one of its views."""
        return {**self.chain(), "view": self.chance.choice(VIEWS)}

    def desk(self) -> dict[str, str]:
        """Ask for a desk, half the time for what is left of it by a chain or a word."""
        chain, word = self.chain()["chain"], self.chance.choice(WORDS)
        narrowed = self.chance.choice([{}, {}, {"chain": chain}, {"q": word}])
        return {"area": self.chance.choice(AREAS), **narrowed}

    def company(self) -> dict[str, str]:
        """Ask for a company."""
        return {"id": self.chance.choice(self.companies.companies).id}

    def map_of_a_gap(self) -> dict[str, str]:
        """Ask for the map, half the time with what suits a link on it."""
        return self.chance.choice([{}, self.chain()])


def _nothing(_: ScreenDraw) -> dict[str, str]:
    return {}


# One entry for each screen of front/menu.py; a test holds both together.
_ASKED: Mapping[str, Callable[[ScreenDraw], dict[str, str]]] = {
    "": _nothing,
    "chains": ScreenDraw.chain_view,
    "map": ScreenDraw.map_of_a_gap,
    "desk": ScreenDraw.desk,
    "ties": _nothing,
    "company": ScreenDraw.company,
    "trip": _nothing,
    "meeting": _nothing,
    "wallmaps": _nothing,
    "accounts": _nothing,
    "plots": _nothing,
    "companies": _nothing,
    "areas": _nothing,
}
PAGES = tuple(_ASKED)


def every_screen(catalog: Catalog) -> tuple[LoadScreen, ...]:
    """Return each screen once, and each view of each chain: all that is drawn once and kept."""
    views = (
        {"chain": chain, "view": view} for chain in catalog.chains for view in dict.fromkeys(VIEWS)
    )
    return (
        *map(LoadScreen, PAGES),
        *(LoadScreen("chains", urlencode(view)) for view in views),
        *(LoadScreen("map", urlencode({"chain": chain})) for chain in catalog.chains),
        *(LoadScreen("desk", urlencode({"area": area})) for area in AREAS),
    )
