"""The tables of law: what they refuse, and what a row counts for on a day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from chains.catalog import load_catalog
from files.errors import DataError
from files.opening import failures
from policies.checking import own_policy_files, policy_files
from policies.model import ActKind, Validity
from policies.reading import (
    ACTS,
    ALLOWANCES,
    DATA,
    RULES,
    load_acts,
    load_policies,
    office_acts,
    read_allowances,
    read_rules,
)

RULE = "甲,某条例,第一条,某令第1号,某部,2025,2025-01-01,,in_force,不得如何,,P01"
ACT = "forbidden,以地价返还招商,清单,某号,第二条,国家发展和改革委员会,2026-12-01,,清单原文,"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(DATA, tmp_path / "data")


def add_line(path: Path, line: str) -> int:
    """Write a line at the end of a table; return which it is."""
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{line}\n", encoding="utf-8")
    return text.count("\n") + 1


def refused(read: Callable[[Path], object], folder: Path) -> list[tuple[int, str, str]]:
    with pytest.raises(DataError) as caught:
        read(folder)
    return [(p.line, p.where, p.text) for p in caught.value.problems]


def test_the_shipped_tables_agree_with_each_other_and_with_the_chains() -> None:
    assert failures(policy_files(load_catalog().chains)) == ()
    assert {row.rule for row in load_policies().allowances} <= set(load_policies().rules)


@pytest.mark.parametrize(
    ("line", "where", "words"),
    [
        (RULE, "id", "写法不对"),
        (RULE.replace("甲", "fair_competition_costs"), "id", "编号用了两次"),
        (RULE.replace("甲", "a_rule").replace("P01", "P999"), "sources", "没有编号 P999"),
        (RULE.replace("甲", "a_rule").replace(",P01", ","), "sources", ""),
        (RULE.replace("甲", "a_rule").replace("2025,2025-01-01", ","), "", "to_check"),
        (
            RULE.replace("甲", "a_rule").replace("2025-01-01,", "2025-01-01,2024-01-01"),
            "",
            "早于施行日",
        ),
        (RULE.replace("甲", "a_rule").replace("2025-01-01", "2025年"), "effective", ""),
        (RULE.replace("甲", "a_rule").replace("in_force", "现行"), "validity", "可填：in_force"),
    ],
)
def test_a_rule_that_does_not_hold_is_refused_with_its_line(
    folder: Path, line: str, where: str, words: str
) -> None:
    number = add_line(folder / RULES, line)

    [found] = refused(read_rules, folder)

    assert found[:2] == (number, where)
    assert words in found[2]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("restricted,no_such,fluorine,refrigerants,,part,某,P13", "没有编号 no_such"),
        ("restricted,hfc_first,fluorine,,,part,某,P13", "要么都填，要么都空"),
        ("restricted,hfc_first,,,,part,某,P13", "哪个环节"),
        ("banned,hfc_first,fluorine,refrigerants,,part,某,P13", "可填：prohibited"),
        ("restricted,hfc_first,,,26A,part,某,P13", "写法不对"),
    ],
)
def test_a_comparison_that_does_not_hold_is_refused_with_its_line(
    folder: Path, line: str, words: str
) -> None:
    number = add_line(folder / ALLOWANCES, line)

    [found] = refused(read_allowances, folder)

    assert found[0] == number
    assert words in found[2]


def test_a_closed_table_of_rules_closes_the_comparison_and_nothing_is_taken_from_it(
    folder: Path,
) -> None:
    (folder / RULES).write_text("x", encoding="utf-8")

    found = load_policies(folder)

    assert RULES not in found.open_tables
    assert (dict(found.rules), found.allowances) == ({}, ())


@pytest.mark.parametrize(
    ("rule", "day", "validity"),
    [
        ("fair_competition_costs", date(2024, 7, 31), Validity.EXPECTED),
        ("fair_competition_costs", date(2024, 8, 1), Validity.IN_FORCE),
        ("shanghai_sanming", date(2025, 12, 31), Validity.IN_FORCE),
        ("shanghai_sanming", date(2026, 1, 1), Validity.ENDED),
        ("fluorspar_access", date(2026, 11, 30), Validity.TO_CHECK),
        ("acts_list", date(2026, 11, 30), Validity.EXPECTED),
    ],
)
def test_a_rule_holds_from_its_first_day_to_its_last(
    rule: str, day: date, validity: Validity
) -> None:
    assert load_policies().rules[rule].validity_on(day) is validity


def test_what_nobody_read_says_so() -> None:
    unread = [
        rule
        for rule in load_policies().rules.values()
        if rule.validity is Validity.TO_CHECK and not rule.note
    ]

    assert unread == []


def test_the_list_of_acts_ships_empty_and_an_office_puts_its_own_in_its_place(
    tmp_path: Path,
) -> None:
    assert load_acts() == load_acts(tmp_path) == ()
    own = tmp_path / "policies" / ACTS
    own.parent.mkdir()
    own.write_text((DATA / ACTS).read_text(encoding="utf-8") + ACT + "\n", encoding="utf-8")

    [act] = load_acts(tmp_path)

    assert office_acts(tmp_path) == own
    assert (act.kind, act.title) == (ActKind.FORBIDDEN, "《清单》第二条（某号）")
    assert failures(own_policy_files(tmp_path)) == ()


def test_an_office_list_of_acts_with_a_fault_is_named_with_its_line(tmp_path: Path) -> None:
    own = tmp_path / "policies" / ACTS
    own.parent.mkdir()
    head = (DATA / ACTS).read_text(encoding="utf-8")
    own.write_text(head + ACT.replace("forbidden", "禁止") + "\n", encoding="utf-8")

    [error] = failures(own_policy_files(tmp_path))

    assert error.path == own
    assert [(p.line, p.where) for p in error.problems] == [(2, "kind")]
    assert load_acts(tmp_path) == ()
