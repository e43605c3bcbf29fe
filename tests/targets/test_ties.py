"""以商招商: from a resident to its owner, as the chain files name it."""

from pathlib import Path

import pytest

from chains.catalog import load_catalog
from chains.model import Chain
from files.errors import DataError
from targets.companies_file import load_companies
from targets.model import RelationKind
from targets.ties import load_parents, ties_by_company, ties_of_chains
from tests.builders import SOURCES, make_chain

SHIPPED = load_companies()
OWNER = "浙江三美化工股份有限公司"


def make_owned(parent: str, chain: str = "fluorine", **fields: object) -> Chain:
    resident = {"name": "东莹化工", "sources": ["A0"], "parent": parent}
    made = make_chain("ore>acid", chain=chain)
    values = made.model_dump(by_alias=True)
    values |= {
        "enterprises": [resident | fields],
        "sources": [s.model_dump(by_alias=True) for s in SOURCES],
    }
    return Chain.model_validate(values)


def test_a_resident_leads_to_its_owner_with_the_source() -> None:
    [tie] = ties_of_chains([make_owned(OWNER)], SHIPPED)

    assert (tie.resident, tie.company_name, tie.relation.kind) == (
        "东莹化工",
        OWNER,
        RelationKind.OWNER,
    )
    assert tie.company in SHIPPED.by_id
    assert tie.relation.source == "社A0《题A0》日期未见（A级）"


def test_an_owner_that_is_on_no_list_is_shown_by_its_name() -> None:
    [tie] = ties_of_chains([make_owned("某某集团")], SHIPPED)

    assert (tie.company, tie.company_name) == ("", "某某集团")


def test_an_owner_from_memory_makes_no_tie() -> None:
    assert ties_of_chains([make_owned(OWNER, parent_basis="memory")], SHIPPED) == []


def test_what_is_no_owner_makes_no_tie() -> None:
    assert ties_of_chains([make_owned("三明市国资委市属企业栏目所列")], SHIPPED) == []


def test_a_resident_of_two_chains_has_one_tie() -> None:
    chains = [make_owned(OWNER), make_owned(OWNER, chain="silicon", county="清流县")]

    [tie] = ties_of_chains(chains, SHIPPED)

    assert (tie.chains, tie.county) == (("fluorine", "silicon"), "清流县")


def test_an_owner_is_found_by_its_former_name() -> None:
    [tie] = ties_of_chains([make_owned("深圳市翔丰华科技股份有限公司")], SHIPPED)

    assert tie.company_name == "上海市翔丰华科技股份有限公司"


def test_the_shipped_chains_name_the_owners_of_residents() -> None:
    ties = ties_of_chains(load_catalog().chains.values(), SHIPPED)

    owners = {SHIPPED.by_id[company].name for company in ties_by_company(ties)}

    assert owners == {
        "深圳新宙邦科技股份有限公司",
        OWNER,
        "浙江中欣氟材股份有限公司",
        "上海市翔丰华科技股份有限公司",
        "科达制造股份有限公司",
        "确成硅化学股份有限公司",
        "厦门厦钨新能源材料股份有限公司",
        "中国机械科学研究总院集团有限公司",
        "福建省青山纸业股份有限公司",
    }
    assert [tie.company_name for tie in ties if tie.resident == "海斯福"] == [
        "深圳新宙邦科技股份有限公司"
    ]


def test_every_owner_named_in_short_is_one_of_our_companies() -> None:
    listed = {p.company: p.name for p in load_parents().values() if p.company}

    assert listed == {company: SHIPPED.by_id[company].name for company in listed}


def test_an_owner_listed_twice_closes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "parents.csv"
    path.write_text("parent,company,name,note\n甲集团,,,\n甲 集团,,,\n", "utf-8")

    with pytest.raises(DataError, match="第3行「parent」：这个名称列了两次"):
        load_parents(path)
