"""Reading the shipped companies: what does not hold together closes the file, with its row."""

from functools import partial
from pathlib import Path

import pytest

from files.opening import failures, opened_or
from targets.checking import company_files
from targets.companies_file import ShippedCompanies, load_companies, read_company_lines
from targets.model import CompanyBasis, LinkState, Listing

COMPANIES = (
    "id,name,name_en,province,city,lists,segment,products,basis,source_title,source_url,"
    "published,stock_code,note\n"
)
A = "c0000000001,甲公司,,浙江,杭州,民营企业500强|2026|3,氟,氟盐,source,名单,https://a.cn,2026,,\n"
B = "c0000000002,乙公司,,福建,,,,,memory,,,,,城市据记忆\n"
LISTS = (
    "name,edition,published,title,publisher,url,note\n民营企业500强,2026,2026-09,名单,工商联,,\n"
)
LINKS = "company,name,links,basis,note\n"


def write_files(folder: Path, companies: str = A + B, links: str = "", lists: str = LISTS) -> Path:
    (folder / "links").mkdir()
    (folder / "companies.csv").write_text(COMPANIES + companies, "utf-8")
    (folder / "lists.csv").write_text(lists, "utf-8")
    (folder / "links" / "fluorine.csv").write_text(LINKS + links, "utf-8")
    return folder


def refused(folder: Path) -> str:
    lines = opened_or(None, partial(read_company_lines, folder))
    [error] = failures(company_files(lines, folder=folder))
    assert len(load_companies(folder).closed) == 1
    return str(error)


def test_a_company_keeps_its_lists_with_edition_and_rank(tmp_path: Path) -> None:
    shipped = load_companies(write_files(tmp_path))

    assert shipped.by_id["c0000000001"].listings == (
        Listing(name="民营企业500强", edition="2026", rank=3),
    )


def states(shipped: ShippedCompanies, company: str) -> list[LinkState]:
    return [a.state for a in shipped.by_id[company].assignments]


@pytest.mark.parametrize(
    ("basis", "state"),
    [
        ("products", LinkState.STATED),
        ("segment", LinkState.STATED),
        ("name", LinkState.TO_CHECK),
        ("memory", LinkState.TO_CHECK),
    ],
)
def test_only_a_named_product_or_segment_is_a_statement(
    tmp_path: Path, basis: str, state: LinkState
) -> None:
    row = f"c0000000001,甲公司,salts;acid,{basis},\n"

    shipped = load_companies(write_files(tmp_path, links=row))

    assert states(shipped, "c0000000001") == [state, state]


def test_what_is_known_from_memory_is_checked_first(tmp_path: Path) -> None:
    shipped = load_companies(write_files(tmp_path, links="c0000000002,乙公司,acid,products,\n"))

    assert shipped.by_id["c0000000002"].basis is CompanyBasis.MEMORY
    assert states(shipped, "c0000000002") == [LinkState.TO_CHECK]


def test_a_company_that_fits_no_link_is_kept_with_the_reason(tmp_path: Path) -> None:
    shipped = load_companies(write_files(tmp_path, links="c0000000001,甲公司,,,非本链产品\n"))

    assert [(u.company, u.chain, u.note) for u in shipped.unfit] == [
        ("c0000000001", "fluorine", "非本链产品")
    ]


@pytest.mark.parametrize(
    ("companies", "says"),
    [
        (A + A, "第3行「id」:编号与第2行相同"),
        (A + A.replace("c0000000001", "c0000000009"), "第3行「name」:企业与第2行相同"),
        (A.replace("名单,https://a.cn", ","), "第2行「basis」:写明有来源"),
        (A.replace("|2026|", "|2025|"), "第2行「lists」:榜单表里没有"),
        (A.replace("|3", "|第三"), "第2行「lists.0.rank」:应当是整数"),
        (A.replace("source,", "guess,", 1), "第2行「basis」:不在允许的取值内"),
        (A.replace("c0000000001", "C1"), "第2行「id」:写法不对"),
        (A.replace("氟盐", "氟盐,酸"), "第2行"),
        (A.replace("甲公司", "甲\u202e公司"), "第2行「name」:含有看不见的控制字符"),
    ],
)
def test_a_wrong_company_closes_the_file_and_names_its_row(
    tmp_path: Path, companies: str, says: str
) -> None:
    assert says in refused(write_files(tmp_path, companies))


@pytest.mark.parametrize(
    ("links", "says"),
    [
        ("c0000000003,丙公司,acid,products,\n", "第2行「company」:企业表里没有编号"),
        ("c0000000001,乙公司,acid,products,\n", "第2行「company」:企业表里没有编号"),
        ("c0000000001,甲公司,,,\n", "第2行「note」:没有归入任何环节"),
        ("c0000000001,甲公司,acid,,\n", "第2行「basis」:归入环节要写依据"),
        ("c0000000001,甲公司,acid,rumour,\n", "第2行「basis」:写法不对"),
        ("c0000000001,甲公司,acid,name,\n" * 2, "第3行「company」:与第2行是同一家"),
    ],
)
def test_a_wrong_assignment_closes_the_file_and_names_its_row(
    tmp_path: Path, links: str, says: str
) -> None:
    assert says in refused(write_files(tmp_path, links=links))


def test_every_problem_is_named_at_once(tmp_path: Path) -> None:
    said = refused(
        write_files(tmp_path, links="c0000000001,甲公司,,,\nc0000000003,丙公司,acid,,\n")
    )

    assert "第2行" in said
    assert "第3行" in said


def test_the_version_changes_with_any_file(tmp_path: Path) -> None:
    before = load_companies(write_files(tmp_path)).version
    (tmp_path / "links" / "fluorine.csv").write_text(
        LINKS + "c0000000001,甲公司,,,非本链产品\n", "utf-8"
    )

    assert load_companies(tmp_path).version != before
