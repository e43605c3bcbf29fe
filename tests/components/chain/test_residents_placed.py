"""Wherever a resident is printed it stands with its county: screen, paper, table, export, JSON."""

import json
from collections.abc import Callable

import pytest

from briefings.lists.lists import city_list
from briefings.lists.model import CityListKind
from briefings.wallmaps.chains import chain_body
from briefings.wallmaps.notes import NoteNumbers
from chains.as_json import chain_json
from chains.audit import link_rows
from chains.evidence.registered_names import RegisteredNames
from chains.gaps.assessment import Assessment
from chains.gaps.four_parts import analyse
from chains.gaps.ranking import rank_city
from chains.gaps.wording import presence_sentence
from chains.settings import Weights, load_settings
from components.chain.link_panel import PanelFacts, link_panel
from components.chain.link_table import link_frame
from tests.builders import TODAY, assess, make_chain

SETTINGS = load_settings()


def a_city() -> Assessment:
    """Return a strong link with a resident of a known and one of no known county."""
    return assess(
        make_chain(
            residents={"acid": ["甲厂", "乙厂"]},
            counties={"甲厂": "尤溪县", "乙厂": ""},
            acid="strong",
        )
    )


def panel(found: Assessment) -> object:
    facts = PanelFacts({}, None, SETTINGS, Weights(), TODAY)
    return link_panel(found, found.findings["acid"], facts)


def table(found: Assessment) -> object:
    return link_frame(found, rank_city([found], SETTINGS), Weights()).to_dict()


def names_of(found: Assessment) -> RegisteredNames:
    return RegisteredNames([found.chain])


def wall_map(found: Assessment) -> object:
    facts = chain_body(found, rank_city([found], SETTINGS), NoteNumbers({}), names_of(found)).facts
    return [item.head for section in facts for item in section.items]


def city_rows(found: Assessment) -> object:
    rows = city_list(
        CityListKind.RESIDENTS, [found], rank_city([found], SETTINGS), names_of(found)
    ).rows
    return [row.cells for row in rows]


PLACES: dict[str, Callable[[Assessment], object]] = {
    "sentence": lambda found: presence_sentence(found.findings["acid"]),
    "panel": panel,
    "table": table,
    "wall map": wall_map,
    "analysis": lambda found: analyse(found, rank_city([found], SETTINGS)).strengths[0].text,
    "audit": lambda found: [row.follows for row in link_rows([found], TODAY)],
    "list": city_rows,
}


@pytest.mark.parametrize("place", PLACES)
def test_a_printed_resident_stands_with_its_county_or_that_nobody_saw_it(place: str) -> None:
    text = json.dumps(PLACES[place](a_city()), ensure_ascii=False, default=str)

    assert "尤溪县" in text
    assert "县未见" in text


def test_the_json_of_a_chain_keeps_name_and_county_apart() -> None:
    text = json.dumps(chain_json(a_city(), "v1"), ensure_ascii=False)

    assert '{"name": "甲厂", "county": "尤溪县"}' in text
