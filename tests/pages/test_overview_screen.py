"""总览: the figures agree with the engine, and a row opens its chain."""

from streamlit.testing.v1 import AppTest

from briefings.state.composing import today_here
from chains.as_json import gaps_json
from chains.catalog import load_catalog
from chains.gaps.assessment import assess_city
from tests.pages.screens import drawn, fine, open_overview

CATALOG = load_catalog()


def test_the_overview_lists_every_chain_with_at_most_seven_figures() -> None:
    screen = open_overview()

    assert fine(screen)
    assert [row["id"] for row in drawn(screen)["rows"]] == list(CATALOG.chains)
    assert len(drawn(screen)["figures"]) <= 7


def test_its_counts_are_those_of_the_command() -> None:
    city = assess_city(CATALOG.chains.values(), today_here())
    command = gaps_json(city, CATALOG.settings, CATALOG.data_version)
    figures = dict(drawn(open_overview())["figures"])

    shown = {"gaps": "有来源说缺", "wanted": "补链方向", "to_check": "待核实"}
    assert {name: figures[word] for name, word in shown.items()} == command["counts"]


def test_the_states_of_a_row_add_up_to_its_links() -> None:
    for row in drawn(open_overview())["rows"]:
        assert sum(row["states"].values()) == len(CATALOG.chains[row["id"]].links)


def test_the_first_to_fill_and_to_check_are_those_of_the_command() -> None:
    city = assess_city(CATALOG.chains.values(), today_here())
    command = gaps_json(city, CATALOG.settings, CATALOG.data_version)
    gaps, checks, unchecked = drawn(open_overview())["cards"]

    assert [line["target"]["link"] for line in gaps["lines"]] == _links(command["gaps"])
    for_ranks, for_companies = checks["lines"][::2], checks["lines"][1::2]
    assert [line["target"]["link"] for line in for_ranks[:2]] == _links(command["to_check"])[:2]
    assert all(" · 企业 " not in line["note"] for line in for_ranks)
    assert for_ranks[0]["note"].partition(" · 少 0.")[1]
    waiting = [
        int(line["note"].partition(" · 企业 ")[2].removesuffix(" 家")) for line in for_companies
    ]
    assert waiting
    assert min(waiting) > 0
    addresses = [f"{t['chain']}.{t['link']}" for t in (x["target"] for x in unchecked["lines"])]
    assert addresses == _texts(command["unchecked_wanted"])[: len(addresses)]


def test_a_desk_names_only_chains_with_a_sourced_direction() -> None:
    for desk in drawn(open_overview())["desks"]:
        for line in desk["lines"]:
            chain = CATALOG.chains[line["target"]["chain"]]
            bases = [d.basis for d in chain.target_directions if d.desk == desk["title"]]
            assert "source" in bases


def test_the_data_version_stands_at_the_foot() -> None:
    assert CATALOG.data_version in open_overview().caption[-1].value


def test_nobody_unknown_sees_the_overview() -> None:
    from components.frame.screens import OVERVIEW

    screen = AppTest.from_file(OVERVIEW, default_timeout=120)
    screen.user = {"id": "x", "grants": '[["guest", ""]]'}
    screen.run()

    assert "没有登录身份" in screen.error[0].value
    assert len(screen.main) == 1


def _links(rows: object) -> list[str]:
    assert isinstance(rows, list)
    return [row["link"] for row in rows]


def _texts(rows: object) -> list[str]:
    assert isinstance(rows, list)
    return rows
