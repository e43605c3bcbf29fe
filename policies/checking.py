"""Every file of law that the product may read, opened the strict way."""

from collections.abc import Container, Iterator, Mapping
from functools import partial
from pathlib import Path

from chains.model import Chain
from chains.shared_sources import read_source_table
from files.csv_reader import read_csv
from files.errors import DataError, Problem
from files.opening import DataFile
from policies.model import Allowance, PlanningChange
from policies.reading import (
    ACTS,
    ALLOWANCES,
    DATA,
    PLANNING,
    RULES,
    SOURCES,
    read_acts,
    read_allowances,
    read_planning,
    read_rules,
)
from policies.workdays import WORKDAYS, office_workdays, read_workdays

CLOSED_SOURCES = "法规的出处暂写“来源表没有打开”；各条法规照常"
CLOSED_RULES = "不可承诺事项不引条文，政策允许一律按未核实；其他照常"
CLOSED_ALLOWANCES = "政策允许一律按未核实；其他门槛照常"
CLOSED_PLANNING = "总览不写市里的规划后来变了什么；其他照常"
CLOSED_WORKDAYS = "放假调休没有打开，工作日按周一至周五算并写明；其他照常"
CLOSED_ACTS = "国家的鼓励和禁止事项暂缺；不可承诺事项其余各条照常"


def policy_files(chains: Mapping[str, Chain] | None = None) -> Iterator[DataFile]:
    """List the shipped tables with their readers; one whose rows name links is there twice.

    `chains` are the shipped chains, None while nobody can say which links there are.
    """
    yield DataFile(DATA / SOURCES, CLOSED_SOURCES, partial(read_source_table, DATA / SOURCES))
    yield DataFile(DATA / RULES, CLOSED_RULES, read_rules)
    yield DataFile(DATA / ALLOWANCES, CLOSED_ALLOWANCES, read_allowances)
    yield DataFile(DATA / ACTS, CLOSED_ACTS, read_acts)
    yield DataFile(DATA / PLANNING, CLOSED_PLANNING, read_planning)
    yield DataFile(DATA / WORKDAYS, CLOSED_WORKDAYS, read_workdays)
    if chains is not None:
        refuse = partial(refuse_unknown_links, chains)
        yield DataFile(DATA / ALLOWANCES, CLOSED_ALLOWANCES, refuse)
        read = partial(refuse_unknown_chains, chains)
        yield DataFile(DATA / PLANNING, CLOSED_PLANNING, read)


def own_policy_files(office: Path) -> Iterator[DataFile]:
    """List what the office keeps of its own: the national list of acts, and working days."""
    own = office / "policies" / ACTS
    if own.exists():
        yield DataFile(own, CLOSED_ACTS, partial(read_acts, own))
    days = office_workdays(office)
    if days.exists():
        yield DataFile(days, CLOSED_WORKDAYS, partial(read_workdays, days))


def refuse_unknown_links(chains: Mapping[str, Chain], folder: Path = DATA) -> None:
    """See that every row names a link there is, or none.

    Raises:
        DataError: naming every row that names another.
    """
    path = folder / ALLOWANCES
    problems = [
        Problem(line, "link", f"没有环节 {row.chain}/{row.link}，请改正或留空")
        for line, row in read_csv(Allowance, path)
        if row.chain is not None and row.link is not None
        if (chain := chains.get(row.chain)) is None or chain.link(row.link) is None
    ]
    if problems:
        raise DataError(path, problems)


def refuse_unknown_chains(chains: Container[str], folder: Path = DATA) -> None:
    """See that every change of planning names chains there are.

    Raises:
        DataError: naming every row that names another.
    """
    path = folder / PLANNING
    problems = [
        Problem(line, "chains", f"没有编号为 {chain} 的产业链，请改正或留空")
        for line, row in read_csv(PlanningChange, path)
        for chain in row.chains
        if chain not in chains
    ]
    if problems:
        raise DataError(path, problems)
