"""People, moments and plots for the tests of the ledger; dull unless the test says otherwise."""

from datetime import UTC, date, datetime, timedelta

from geodata.model import Datum, Plot, Position
from ledger.book.policy import LOCAL, Actor, Grant, Role
from ledger.links.checks import Check, CheckOutcome

ADMIN = LOCAL
DESK = Actor("d1", "周驻点", (Grant(Role.DESK, "长三角"),))
COUNTY = Actor("c1", "李县区", (Grant(Role.COUNTY, "尤溪县"),))
GROUP = Actor("g1", "赵专班", (Grant(Role.WORK_GROUP, "现代工业"),))
CENTRE = Actor("o1", "郑干部", (Grant(Role.CENTRE),))
VIEWER = Actor("v1", "王领导", (Grant(Role.VIEWER),))
TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)  # 12:00 in Sanming


class Clock:
    """A clock that moves one second at each look."""

    def __init__(self, start: datetime = NOON) -> None:
        self.now = start

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def make_check(outcome: str = "none", link: str = "acid", **fields: object) -> Check:
    """Return a check of today."""
    given: dict[str, object] = {"chain_id": "fluorine", "link_id": link, "checked_on": TODAY}
    given["document"] = "走访纪要"
    return Check.model_validate(given | {"outcome": CheckOutcome(outcome)} | fields)


def make_plot(plot: str = "YX-1", **fields: object) -> Plot:
    """Return a plot in 尤溪县."""
    given: dict[str, object] = {
        "id": plot,
        "name": f"地块{plot}",
        "kind": "idleland",
        "county": "尤溪县",
        "source": "县报表",
    }
    return Plot.model_validate(given | fields)


def make_plots(count: int, **fields: object) -> list[Plot]:
    """Return plots P1, P2 and so on."""
    return [make_plot(f"P{i}", **fields) for i in range(1, count + 1)]


def make_position(longitude: float = 118.19, latitude: float = 26.17) -> Position:
    """Return a position in 尤溪县, as a click on the map gives it."""
    return Position(
        longitude=longitude,
        latitude=latitude,
        given=(longitude, latitude),
        datum=Datum.WGS84,
        precision_m=50,
    )
