"""What the city's planning has said since the plan, as the overview tells it."""

from chains.catalog import load_catalog
from components.overview.planning import planning_lines
from policies.reading import load_policies
from tests.builders import make_chain

CHAINS = load_catalog().chains


def test_each_change_has_its_day_its_source_and_whose_reading_the_chains_are() -> None:
    lines = list(planning_lines(load_policies(), CHAINS))

    assert [line[:10] for line in lines] == sorted(line[:10] for line in lines)
    assert all(line.endswith("级）") for line in lines)
    [county] = [line for line in lines if "县域重点产业链：市里通知" in line]
    assert "编者对应：钢铁与金属深加工" in county


def test_what_was_not_read_says_so_and_names_no_chain() -> None:
    [system] = [line for line in planning_lines(load_policies(), CHAINS) if "“454”" in line]

    assert "待核" in system
    assert "编者对应" not in system


def test_a_chain_that_is_not_shown_is_not_named() -> None:
    lines = list(planning_lines(load_policies(), {"textile": make_chain("ore>acid")}))

    assert all("钢铁" not in line.partition("编者对应")[2] for line in lines)
