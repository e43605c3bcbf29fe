"""Matching: the order of plots, what is not recommended, and what a plot could host."""

import json

import pytest

from chains.catalog import load_catalog
from chains.gaps.assessment import Flag
from chains.model import Presence
from chains.settings import load_settings
from geodata.matching.as_json import matches_json
from geodata.matching.matches import (
    distance_km,
    links_for_plot,
    match,
    not_recommended,
    open_gates,
    sought_links,
)
from geodata.matching.need import need_of
from geodata.matching.verdict import PlotGate, Verdict
from geodata.parks import load_parks
from geodata.samples import sample_plots
from tests.builders import assess, make_chain
from tests.geodata.plots import make_ideal, make_need, make_plot

PARKS = load_parks()
HERE = {"longitude": 117.6, "latitude": 26.2, "given": (117.6, 26.2), "datum": "wgs84"}
THERE = {"longitude": 117.7, "latitude": 26.2, "given": (117.7, 26.2), "datum": "wgs84"}


def test_a_fluorine_plant_of_100_mu_is_kept_out_of_the_revoked_parks() -> None:
    need = need_of(load_catalog().chain("fluorine"), "lithium_salt", area_mu=100)
    inside = make_ideal("in", park="宁化县城南化工工业集中区", county="宁化县")
    unknown = make_ideal("open", environment_capacity="unknown")
    plots = [inside, unknown]

    refused = not_recommended(need, PARKS, plots)
    found = {m.plot.id: m for m in match(need, plots, PARKS)}

    assert [row.park.name[:4] for row in refused] == ["宁化县城", "尤溪县精", "青州化工"]
    assert all("认定资格的通知》（2024-03（推定）），不得推荐" in row.reason for row in refused)
    assert refused[0].plots == (inside,)
    assert found["in"].verdict is Verdict.FAIL
    assert found["in"].not_recommended == refused[0].reason
    assert found["open"].verdict is Verdict.UNVERIFIED
    assert PlotGate.ENVIRONMENT_CAPACITY in open_gates(found["open"])


def test_nothing_is_refused_for_a_link_that_is_not_chemical() -> None:
    plots = [make_ideal(park="宁化城南", county="宁化县")]
    need = make_need(chemical=False)

    assert not_recommended(need, PARKS, plots) == []
    assert match(need, plots, PARKS)[0].not_recommended == ""


def test_plots_that_pass_come_first_and_those_that_fail_last() -> None:
    plots = [
        make_ideal("fail2", area_mu=1, steam="no"),
        make_ideal("fail1", area_mu=1),
        make_ideal("open2", gas="unknown", steam="unknown"),
        make_ideal("open1", gas="unknown"),
        make_ideal("pass"),
    ]

    found = match(make_need(), plots, PARKS)

    assert [m.plot.id for m in found] == ["pass", "open1", "open2", "fail1", "fail2"]
    assert [m.order for m in found] == [1, 2, 3, 4, 5]


def test_one_failing_gate_outweighs_all_that_pass() -> None:
    [found] = match(make_need(), [make_ideal(occupancy="let")], PARKS)

    assert found.verdict is Verdict.FAIL
    assert found.share_met == pytest.approx(1 - 1 / len(found.gates))


def test_partners_in_the_park_go_before_the_same_county_and_that_before_distance() -> None:
    need = make_need(partners=("中国重汽海西汽车",), counties=("大田县",), near=(117.6, 26.2))
    plots = [
        make_ideal("d-far", position=THERE),
        make_ideal("c-near", position=HERE),
        make_ideal("b-county", county="大田县"),
        make_ideal("a-park", park="三明埔岭汽车工业园", county="永安市"),
        make_ideal("e-nowhere"),
    ]

    found = match(need, plots[::-1], PARKS)

    assert [m.plot.id for m in found] == ["a-park", "b-county", "c-near", "d-far", "e-nowhere"]
    assert found[0].partners == ("中国重汽海西汽车",)


def test_equal_plots_keep_the_order_of_their_ids() -> None:
    plots = [make_ideal(name) for name in ("C", "A", "B")]

    assert [m.plot.id for m in match(make_need(), plots, PARKS)] == ["A", "B", "C"]


def test_a_tenth_of_a_degree_is_ten_kilometres_here() -> None:
    plot = make_plot(position=THERE)

    assert distance_km((117.6, 26.2), plot) == pytest.approx(9.977, abs=0.01)
    assert distance_km(None, plot) is None
    assert distance_km((117.6, 26.2), make_plot()) is None


def test_progress_is_told_from_none_to_all() -> None:
    told: list[tuple[int, int]] = []

    match(make_need(), sample_plots(), PARKS, lambda done, total: told.append((done, total)))

    assert told == [(0, 60), (60, 60)]


def test_a_plot_hosts_gaps_and_wanted_links_but_not_what_is_there() -> None:
    chain = make_chain(
        "ore>acid",
        "acid>resin",
        wanted=("resin",),
        ore="present",
        acid="missing",
        resin="strong",
    )

    hosted = links_for_plot(make_ideal(), sought_links([assess(chain)], load_settings()), PARKS)

    assert [(h.flag, h.ranked.finding.link.id) for h in hosted] == [
        (Flag.GAP, "acid"),
        (Flag.WANTED, "resin"),
    ]
    assert {h.match.verdict for h in hosted} <= {Verdict.PASS, Verdict.UNVERIFIED}


def test_a_let_plot_hosts_nothing() -> None:
    chain = make_chain("ore>acid", acid="missing")

    sought = sought_links([assess(chain)], load_settings())

    assert links_for_plot(make_ideal(occupancy="let"), sought, PARKS) == []


def test_an_unknown_link_is_hosted_by_no_plot() -> None:
    chain = make_chain("ore>acid", acid=Presence.UNKNOWN)

    assert links_for_plot(make_ideal(), sought_links([assess(chain)], load_settings()), PARKS) == []


def test_a_revoked_park_hosts_no_chemical_gap_of_the_shipped_chains() -> None:
    catalog = load_catalog()
    plot = make_plot(park="宁化城南", county="宁化县")

    assessments = [assess(chain) for chain in catalog.chains.values()]

    hosted = links_for_plot(plot, sought_links(assessments, catalog.settings), PARKS)

    assert hosted
    assert not any(h.ranked.finding.link.site.chemical_park for h in hosted)


def test_the_json_gives_every_plot_with_its_gates_and_what_is_refused() -> None:
    plots = [make_ideal("in", park="宁化城南", county="宁化县"), make_ideal("ok")]
    need = make_need()

    content = matches_json(
        need, match(need, plots, PARKS), not_recommended(need, PARKS, plots), "v1"
    )

    read = json.loads(json.dumps(content, ensure_ascii=False))
    first, last = read["plots"]
    assert (first["id"], first["verdict"], first["order"]) == ("ok", "pass", 1)
    assert (last["id"], last["verdict"], last["sample"]) == ("in", "fail", False)
    assert set(first["gates"][0]) == {"gate", "verdict", "reason", "source"}
    assert read["not_recommended"][0]["plots"] == ["in"]


def test_open_gates_are_those_still_to_be_checked_and_no_others() -> None:
    plot = make_ideal(gas="unknown", steam="no", energy_capacity="unknown")

    [found] = match(make_need(), [plot], PARKS)

    assert open_gates(found) == [PlotGate.GAS, PlotGate.ENERGY_CAPACITY]
    assert [found.count(verdict) for verdict in (Verdict.UNVERIFIED, Verdict.FAIL)] == [2, 1]
    assert found.share_met == found.count(Verdict.PASS) / len(found.gates)


def test_among_plots_with_as_many_open_gates_the_larger_share_met_comes_first() -> None:
    # 18 gates are asked of both; one fails one of them, the other two
    plots = [
        make_ideal("a", gas="no", steam="no", exhaust="unknown"),
        make_ideal("b", gas="no", steam="unknown", exhaust="unknown"),
        make_ideal("c", gas="no"),
    ]

    assert [m.plot.id for m in match(make_need(), plots, PARKS)] == ["c", "b", "a"]


def test_more_partners_in_a_park_go_before_fewer() -> None:
    need = make_need(partners=("中国重汽海西汽车", "甲厂"), counties=())
    park = PARKS.park("三明埔岭汽车工业园")
    assert park is not None
    assert "中国重汽海西汽车" in park.residents

    found = match(need, [make_ideal("a"), make_ideal("b", park="三明埔岭汽车工业园")], PARKS)

    assert [(m.plot.id, m.partners) for m in found] == [("b", ("中国重汽海西汽车",)), ("a", ())]


def test_progress_is_told_every_thousand_plots_and_at_the_end() -> None:
    told: list[tuple[int, int]] = []
    plots = [make_plot(f"P{number}") for number in range(2001)]

    match(make_need(utilities=()), plots, PARKS, lambda *counts: told.append(counts))

    assert told == [(0, 2001), (1000, 2001), (2000, 2001), (2001, 2001)]


def test_only_a_plot_in_a_revoked_park_must_not_be_recommended() -> None:
    revoked = make_ideal("in", park="宁化城南", county="宁化县")
    no_park = make_ideal("out", chemical_park="no")
    doubted = make_ideal("?", park="三明市黄砂新材料循环经济产业园", chemical_park="no")

    found = {m.plot.id: m for m in match(make_need(), [revoked, no_park, doubted], PARKS)}

    assert {i: bool(m.not_recommended) for i, m in found.items()} == {
        "in": True,
        "out": False,
        "?": False,
    }
    assert (found["out"].verdict, found["?"].verdict) == (Verdict.FAIL, Verdict.UNVERIFIED)


def test_what_is_not_recommended_lists_its_own_plots_in_the_order_given() -> None:
    plots = [make_ideal(i, park="宁化城南", county="宁化县") for i in ("B", "A")]
    elsewhere = make_ideal("C", park="溪尾片区", county="尤溪县")

    refused = not_recommended(make_need(), PARKS, [*plots, elsewhere, make_ideal("D")])

    assert [[plot.id for plot in row.plots] for row in refused] == [["B", "A"], ["C"], []]
    assert all(row.source and row.park.name in row.reason for row in refused)


def test_the_json_of_a_plot_rounds_its_figures_and_leaves_unknown_distances_open() -> None:
    need = make_need(near=(117.6, 26.2), partners=("中国重汽海西汽车",))
    plots = [
        make_ideal("a", position=THERE, gas="unknown", park="三明埔岭汽车工业园"),
        make_ideal("b", gas="unknown", sample=True),
    ]

    content = json.loads(json.dumps(matches_json(need, match(need, plots, PARKS), [], "v1")))

    first, second = content["plots"]
    assert content["data_version"] == "v1"
    assert content["not_recommended"] == []
    assert (first["distance_km"], second["distance_km"]) == (
        pytest.approx(9.99, abs=0.02),
        None,
    )
    assert first["distance_km"] == round(first["distance_km"], 2)
    assert first["share_met"] == round(1 - 1 / len(first["gates"]), 4)
    assert (first["partners"], second["partners"]) == (["中国重汽海西汽车"], [])
    assert (first["sample"], second["sample"]) == (False, True)
    assert {gate["verdict"] for gate in first["gates"]} == {"pass", "unverified"}
