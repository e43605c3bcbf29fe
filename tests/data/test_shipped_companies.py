"""The companies that come with the product, as they lie in `targets/data`."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

from chains.catalog import load_catalog
from chains.gaps.assessment import Flag, assess
from files.records import UNSEEN
from targets.companies_file import (
    check_chain,
    link_files,
    load_companies,
    read_company_lines,
)
from targets.desks import desk_of, usual_desks
from targets.model import Company, CompanyBasis, LinkState
from targets.names import name_key
from targets.searched import ENOUGH, read_searched

HOST = re.compile(r"github|镜像|仓库|\.(com|cn|net|org|top)\b")
IDS: dict[str, str] = json.loads(Path(__file__).with_name("company_ids.json").read_text("utf-8"))


def companies() -> tuple[Company, ...]:
    return load_companies().companies


def test_all_companies_are_there_and_memory_is_told_apart() -> None:
    assert Counter(company.basis for company in companies()) == {
        CompanyBasis.SOURCE: 1293,
        CompanyBasis.MEMORY: 106,
    }


def test_an_id_once_given_is_kept() -> None:
    assert {company.id: company.name for company in companies()} == IDS


def test_every_assignment_names_a_chain_and_a_link_there_is() -> None:
    chains = load_catalog().chains

    assert [path.stem for path in link_files()] == sorted(chains)
    for path in link_files():
        check_chain(path, chains)


def test_every_chain_has_companies_to_approach() -> None:
    stated = {a.chain for c in companies() for a in c.assignments if a.state is LinkState.STATED}

    assert stated == set(load_catalog().chains)


def test_assignments_are_as_counted() -> None:
    counted = Counter(a.state for c in companies() for a in c.assignments)

    assert (counted, len(load_companies().unfit)) == (
        {LinkState.STATED: 732, LinkState.TO_CHECK: 828},
        41,
    )


def test_most_of_what_sources_say_is_older_than_three_years() -> None:
    shipped = load_companies(today=date(2026, 11, 30)).companies
    counted = Counter(a.state for c in shipped for a in c.assignments)

    assert counted == {LinkState.STATED: 27, LinkState.DATED: 705, LinkState.TO_CHECK: 828}


def test_every_listed_company_has_a_status_of_a_day_that_has_come() -> None:
    lines = [line for _, line in read_company_lines() if line.stock_code]

    assert [line.name for line in lines if not line.status] == ["威马农机股份有限公司"]
    assert max(line.status_on for line in lines) <= "2026-11-30"


def test_a_delisted_company_is_no_target_and_is_found_by_no_link() -> None:
    closed = {company.name for company in companies() if company.is_closed}

    assert closed == {
        "湖北武昌鱼股份有限公司",
        "览海医疗产业投资股份有限公司",
        "碳元科技股份有限公司",
        "正源控股股份有限公司",
        "蓝盾信息安全技术股份有限公司",
    }


def test_a_resident_of_sanming_is_a_target_for_no_link() -> None:
    here = {
        name_key(name)
        for chain in load_catalog().chains.values()
        for resident in chain.enterprises
        for name in (resident.name, resident.full_name)
    }

    settled = [c for c in companies() if c.assignments and name_key(c.name) in here]

    assert settled == []


def test_no_title_of_a_source_names_a_host() -> None:
    assert [c.name for c in companies() if HOST.search(c.source_title)] == []


def test_a_link_sought_has_three_companies_or_a_word_on_where_they_were_looked_for() -> None:
    desks = usual_desks()
    found = Counter(
        (a.chain, a.link)
        for c in companies()
        if not c.is_closed and c.basis is CompanyBasis.SOURCE
        if desk_of(c.province, c.city, desks)
        for a in c.assignments
        if a.state is LinkState.STATED
    )
    said = {(row.chain, row.link) for _, row in read_searched()}
    chains = load_catalog().chains.values()
    sought = {
        (f.chain.id, f.link.id)
        for c in chains
        for f in assess(c, today=date(2026, 11, 30)).findings.values()
        if {Flag.GAP, Flag.WANTED} & set(f.flags)
    }

    assert sorted(key for key in sought if found[key] < ENOUGH and key not in said) == []


def test_every_edition_of_a_list_is_used() -> None:
    used = {(found.name, found.edition) for c in companies() for found in c.listings}

    assert used == {(found.name, found.edition) for found in load_companies().lists}


def test_every_address_of_a_source_can_be_opened() -> None:
    wrong = [
        (company.name, address)
        for company in companies()
        for address in company.source_url.split()
        if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", address)
    ]

    assert wrong == []


def test_no_text_holds_what_cannot_be_seen() -> None:
    texts = [company.model_dump_json() for company in companies()]

    assert [text for text in texts if UNSEEN.search(text)] == []
