"""A field of a company is written down once: lists, joins and tables follow."""

import pytest

from targets.model import COMPANY_TEXTS, OF_ANOTHER_KIND, Company, CompanyBasis, Listing
from targets.stores.tables import COMPANY
from targets.stores.values import stated_values
from targets.vendor.columns import COLUMN_BY_FIELD
from targets.vendor.merging import merged
from targets.vendor.model import FACTS, FIELDS, VendorCompany
from tests.ledger.company_lists import SOURCE, make_rules, make_told
from tests.targets.vendor.vendor_lists import csv_file, make_code, only, read

LINKING = make_rules().linking


def test_every_field_of_a_company_has_a_column_or_rows_of_its_own() -> None:
    kinds = {Company.model_fields[name].annotation for name in COMPANY_TEXTS}

    assert set(COMPANY_TEXTS) | set(OF_ANOTHER_KIND) == set(Company.model_fields)
    assert kinds == {str, CompanyBasis, tuple[str, ...]}
    columns = {*COMPANY.columns.keys(), "listings", "assignments"}
    assert set(Company.model_fields) <= columns


def test_what_a_list_can_say_of_a_company_is_a_fact_or_read_on_its_own() -> None:
    said = {name for name in COLUMN_BY_FIELD if name in Company.model_fields}

    assert said == set(FACTS) | (set(FIELDS) & set(Company.model_fields))


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_of_a_list_is_read_and_stored(fact: str) -> None:
    text = {"province": "福建", "city": "三明", "status": "存续"}.get(fact, "某某")
    columns = {"name": "甲公司", "credit_code": make_code(1), fact: text}
    heads = [COLUMN_BY_FIELD[name].title for name in columns]
    told = only(read(csv_file([heads, list(columns.values())])))

    new = merged(None, told, SOURCE, LINKING)
    joined = merged(new.model_copy(update={fact: "旧"}), told, SOURCE, LINKING)

    assert {stated_values(company)[fact] for company in (new, joined)} == {text}


@pytest.mark.parametrize("fact", FACTS)
def test_a_list_that_says_nothing_leaves_a_fact(fact: str) -> None:
    known = merged(None, make_told(1, **{fact: "旧"}), SOURCE, LINKING)

    silent = VendorCompany(2, known.name, credit_code=known.credit_code)

    assert getattr(merged(known, silent, SOURCE, LINKING), fact) == "旧"


def test_a_company_of_a_list_comes_back_from_disk_as_it_was() -> None:
    told = make_told(former_names=("老甲",), website="https://a.cn")

    assert VendorCompany.from_json(told.as_json()) == told


def test_a_company_that_left_the_exchange_and_runs_on_leaves_the_lists_of_the_exchange() -> None:
    tags = (Listing(name="A股上市", edition="约2021"), Listing(name="央企", edition="2026"))
    known = merged(None, make_told(1), SOURCE, LINKING).model_copy(update={"listings": tags})

    now = merged(known, make_told(1, status="已退市，在营"), SOURCE, LINKING)

    assert [listing.name for listing in now.listings] == ["央企"]
    assert (now.status, now.is_closed) == ("已退市，在营", False)
    assert merged(now, make_told(1), SOURCE, LINKING).listings == now.listings
