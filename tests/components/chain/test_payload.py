"""What the board is given: the same bytes for the same arguments, hostile names as text."""

import json
from datetime import date
from functools import cache
from typing import Any

import pytest

from chains.catalog import load_catalog
from chains.gaps.assessment import Flag
from chains.gaps.ranking import rank_city
from chains.model import Chain, Presence
from chains.settings import Weights
from components.chain.link_panel import PanelFacts, link_panel
from components.chain.link_table import link_frame
from components.chain.network import build_network, figure_parts
from components.chain.payload import board_payload, chain_sentence
from components.frame.context import Context
from tests.builders import HOSTILE, TODAY, assess, make_chain

CATALOG = load_catalog()
FACTS = PanelFacts({}, None, CATALOG.settings, Weights(), date(2026, 11, 24))


@cache
def context() -> Context:
    return Context(CATALOG, {i: assess(chain) for i, chain in CATALOG.chains.items()}, TODAY)


def hostile_chain() -> Chain:
    chain = make_chain("ore>acid:3", "acid>cloth:2", acid="missing", cloth="unknown")
    links = [link.model_copy(update={"name": HOSTILE}) for link in chain.links]
    return chain.model_copy(update={"name": HOSTILE, "links": tuple(links)})


@pytest.mark.parametrize("chain", list(CATALOG.chains))
def test_a_payload_is_plain_json_with_a_panel_for_every_link(chain: str) -> None:
    payload = board_payload(context(), chain, CATALOG.settings.weights)

    json.dumps(payload, allow_nan=False)
    assert set(payload["panels"]) == {k.id for k in CATALOG.chains[chain].links}  # type: ignore[call-overload]


def test_the_same_arguments_give_the_same_object() -> None:
    weights = CATALOG.settings.weights

    first = board_payload(context(), "seed", weights)

    assert board_payload(context(), "seed", Weights(**weights.model_dump())) is first


def test_other_weights_give_another_version() -> None:
    first = board_payload(context(), "seed", CATALOG.settings.weights)
    second = board_payload(context(), "seed", Weights(density=1, broken_paths=0))

    assert first["version"] != second["version"]


def test_the_network_has_a_node_per_link_and_an_edge_per_flow() -> None:
    for assessment in context().assessments.values():
        links, flows = figure_parts(build_network(assessment))
        assert {link.id for link in links} == set(assessment.findings)
        assert len(flows) == len(assessment.chain.flows)


def test_a_hostile_name_stays_literal_in_network_panel_and_table() -> None:
    assessment = assess(hostile_chain())
    finding = assessment.findings["acid"]

    links, _ = figure_parts(build_network(assessment))
    panel = link_panel(assessment, finding, FACTS)
    frame = link_frame(assessment, rank_city([assessment], CATALOG.settings), Weights())

    assert {link.name for link in links} == {HOSTILE}
    assert panel["title"] == HOSTILE
    assert set(frame["name"]) == {HOSTILE}


def test_the_sentence_of_a_chain_counts_what_the_engine_counts() -> None:
    for assessment in context().assessments.values():
        sentence = chain_sentence(assessment)
        assert f"{len(assessment.flagged(Flag.GAP))} 个缺口" in sentence
        assert f"{assessment.count(Presence.UNKNOWN)} 个待核实" in sentence


def test_a_direction_that_has_faded_stands_apart_in_the_panel_of_its_chain() -> None:
    for chain, assessment in context().assessments.items():
        home: Any = board_payload(context(), chain, CATALOG.settings.weights)["home"]
        told = {s["title"]: [row.get("link") for row in s["rows"]] for s in home["sections"]}
        faded = [finding.link.id for finding in assessment.flagged(Flag.WANTED_STALE)]

        assert told.get("补链方向待核", []) == faded
        assert ("补链方向待核" in home["lead"]) is bool(faded)


def test_a_present_link_without_a_named_company_does_not_read_as_zero() -> None:
    links, _ = figure_parts(build_network(context().assessments["fluorine"]))

    [mining] = [link for link in links if link.id == "fluorite_mining"]
    assert mining.status.startswith("有基础 · ")
    assert "0 家" not in mining.status


def test_the_table_lists_gaps_before_wanted_before_unknown() -> None:
    assessment = context().assessments["seed"]
    order = [
        assessment.findings[i].flag
        for i in link_frame(assessment, rank_city([assessment], CATALOG.settings), Weights()).index
    ]

    ranks = [
        [Flag.GAP, Flag.WANTED, Flag.TO_CHECK].index(f)
        for f in order
        if f in {Flag.GAP, Flag.WANTED, Flag.TO_CHECK}
    ]
    assert ranks == sorted(ranks)


def test_old_evidence_is_marked_and_new_is_not() -> None:
    assessment = context().assessments["seed"]
    panel = link_panel(assessment, assessment.findings["breeding"], FACTS)
    sections: list[dict[str, list[dict[str, object]]]] = panel["sections"]  # type: ignore[assignment]
    stale = {row["date"]: row["stale"] for row in sections[0]["rows"] if row["t"] == "evidence"}

    assert stale["2026-01"] is False
    assert stale["2021-02"] is True
