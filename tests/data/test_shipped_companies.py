"""The companies that come with the product, as they lie in `targets/data`."""

import json
import re
from collections import Counter
from pathlib import Path

from chains.catalog import load_catalog
from files.records import UNSEEN
from targets.companies_file import check_chain, link_files, load_companies
from targets.model import Company, CompanyBasis, LinkState

IDS: dict[str, str] = json.loads(Path(__file__).with_name("company_ids.json").read_text("utf-8"))


def companies() -> tuple[Company, ...]:
    return load_companies().companies


def test_all_companies_are_there_and_memory_is_told_apart() -> None:
    assert Counter(company.basis for company in companies()) == {
        CompanyBasis.SOURCE: 1313,
        CompanyBasis.MEMORY: 78,
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
        {LinkState.STATED: 1157, LinkState.TO_CHECK: 401},
        32,
    )


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
