"""What the figures of 归链 rest on: copied texts with a source, and links that there are."""

import csv
from hashlib import sha1

import pytest

from bench.assigning.gold import DATA, HELD_OUT, TUNED, ReadCompany, copied_scopes, shipped
from bench.assigning.measuring import count, measure
from chains.office import open_catalog
from targets.model import Company, CompanyBasis
from targets.vendor.written.credit_code import check_character

ACID, SALT, GEAR = ("fluorine", "acid"), ("fluorine", "salt"), ("equipment", "gear")


def made(right: set[tuple[str, str]], arguable: set[tuple[str, str]] | None = None) -> ReadCompany:
    company = Company(id="c1", name="甲", basis=CompanyBasis.NONE)
    return ReadCompany(company, frozenset(right), frozenset(arguable or ()), "", HELD_OUT)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_link_of_a_copied_company_is_one_of_the_chains() -> None:
    chains = open_catalog({}).chains.values()
    links = {(chain.id, link.id) for chain in chains for link in chain.links}

    assert all(one.right | one.arguable <= links for one in copied_scopes())
    assert not any(one.right & one.arguable for one in copied_scopes())


def test_every_copied_company_has_a_source_with_publisher_and_address() -> None:
    sources = {row["source"]: row for row in rows("sources.csv")}

    assert all(row["publisher"] and row["address"] and row["note"] for row in sources.values())
    assert {row["source"] for row in rows("companies.csv")} == sources.keys()


def test_credit_codes_of_copied_companies_are_valid_ones() -> None:
    codes = [row["code"] for row in rows("companies.csv") if len(row["code"]) > 6]

    assert [code for code in codes if check_character(code[:17]) != code[17]] == []


def test_the_half_of_a_company_depends_on_nothing_but_its_code() -> None:
    for row in rows("companies.csv"):
        odd = int(sha1(row["code"].encode(), usedforsecurity=False).hexdigest(), 16) % 2
        assert row["half"] == (TUNED if odd else HELD_OUT)


def test_shipped_companies_are_shown_without_what_is_to_be_found() -> None:
    assert {one.company.assignments for one in shipped(with_segment=True)} == {()}
    assert {one.company.industry for one in shipped(with_segment=False)} == {""}


def test_an_arguable_suggestion_is_neither_right_nor_wrong() -> None:
    found = count(made({ACID}, {SALT}), [SALT, ACID])

    assert (found.said, found.judged, found.right, found.first_judged) == (2, 1, 1, 0)


def test_a_chain_is_right_with_any_of_its_links() -> None:
    found = count(made({ACID}), [SALT, GEAR])

    assert (found.chains_judged, found.chains_right, found.chains_known) == (2, 1, 1)


def test_rates_are_taken_over_all_companies_and_lie_within_their_interval() -> None:
    known = [made({ACID}), made({ACID}), made({GEAR}), made(set())]

    quality = measure(known, lambda one: [ACID] if one.right else [])

    rate = quality.precision
    assert rate.value == pytest.approx(2 / 3)
    assert rate.low is not None
    assert rate.high is not None
    assert rate.low <= 2 / 3 <= rate.high
    assert quality.silent.value == pytest.approx(0.25)


def test_what_nobody_could_judge_has_no_rate() -> None:
    assert measure([made(set())], lambda _one: []).precision.value is None
