"""Reading the shipped companies: what does not hold together closes the file, with its row."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from files.opening import failures, opened_or
from targets.checking import company_files
from targets.companies_file import ShippedCompanies, load_companies, read_company_lines
from targets.model import CompanyBasis, LinkState, Listing

COMPANIES = (
    "id,name,name_en,province,city,lists,segment,products,basis,source_title,source_url,"
    "published,stock_code,former_names,status,status_on,status_title,status_url,note\n"
)
A = "c0000000001,甲公司,,浙江,杭州,民营企业500强|2026|3,氟,氟盐,source,名单,https://a.cn,2026,,,,,,,\n"
B = "c0000000002,乙公司,,福建,,,,,memory,,,,,,,,,,城市据记忆\n"
TODAY = date(2026, 11, 30)
LISTS = (
    "name,edition,published,title,publisher,url,note\n民营企业500强,2026,2026-09,名单,工商联,,\n"
)
LINKS = "company,name,links,basis,source_title,source_url,published,note\n"


def write_files(folder: Path, companies: str = A + B, links: str = "", lists: str = LISTS) -> Path:
    (folder / "links").mkdir()
    (folder / "companies.csv").write_text(COMPANIES + companies, "utf-8")
    (folder / "lists.csv").write_text(lists, "utf-8")
    (folder / "links" / "fluorine.csv").write_text(LINKS + links, "utf-8")
    return folder


def with_status(cells: str) -> str:
    """Return company A with status, day, title and address as given."""
    return A.replace(",2026,,,,,,,", f",2026,,,{cells},")


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
    row = f"c0000000001,甲公司,salts;acid,{basis},,,,\n"
    company = A.replace(",氟盐,", ",,") if basis == "segment" else A

    shipped = load_companies(write_files(tmp_path, company + B, links=row))

    assert states(shipped, "c0000000001") == [state, state]


@pytest.mark.parametrize(
    ("published", "state"),
    [("2023-11-30", LinkState.STATED), ("2023-11-29", LinkState.DATED), ("", LinkState.DATED)],
)
def test_a_source_older_than_three_years_states_nothing_of_today(
    tmp_path: Path, published: str, state: LinkState
) -> None:
    row = "c0000000001,甲公司,acid,products,,,,\n"
    folder = write_files(tmp_path, A.replace(",2026,", f",{published},"), links=row)

    assert states(load_companies(folder, today=TODAY), "c0000000001") == [state]


def test_an_old_source_is_named_with_its_year(tmp_path: Path) -> None:
    row = "c0000000001,甲公司,acid,products,,,,酸据年报\n"
    folder = write_files(tmp_path, A.replace(",2026,", ",约2021,"), links=row)

    [made] = load_companies(folder, today=TODAY).by_id["c0000000001"].assignments

    assert made.reason == "据 2021 年资料，待核；酸据年报"


def test_a_newer_source_of_the_assignment_counts_before_that_of_the_company(
    tmp_path: Path,
) -> None:
    row = "c0000000001,甲公司,acid,products,某年报,https://b.cn,2025-04-01,\n"
    folder = write_files(tmp_path, A.replace(",2026,", ",约2021,"), links=row)

    company = load_companies(folder, today=TODAY).by_id["c0000000001"]

    assert [(a.state, a.reason) for a in company.assignments] == [
        (LinkState.STATED, "来源：某年报，2025-04-01")
    ]
    assert company.source_url == "https://a.cn https://b.cn"


def test_the_version_changes_on_the_day_a_source_becomes_an_old_one(tmp_path: Path) -> None:
    row = "c0000000001,甲公司,acid,products,,,,\n"
    folder = write_files(tmp_path, A.replace(",2026,", ",2023-11-30,"), links=row)

    versions = {load_companies(folder, today=day).version for day in (TODAY, date(2026, 12, 1))}

    assert len(versions) == 2


def test_a_status_is_kept_with_its_day_and_source_and_former_names_with_the_name(
    tmp_path: Path,
) -> None:
    told = with_status("已退市，在营,2024-06-21,终止上市公告,https://a.cn")
    told = told.replace(",2026,,", ",2026,,旧公司")
    company = load_companies(write_files(tmp_path, told)).by_id["c0000000001"]

    assert company.status == "已退市，在营（截至 2024-06-21，来源：终止上市公告）"
    assert not company.is_closed
    assert company.former_names == ("旧公司",)


def test_a_former_name_leads_to_the_name_of_today_if_just_one_company_bore_it(
    tmp_path: Path,
) -> None:
    formerly = [A.replace(",2026,,", f",2026,,{names}") for names in ("旧公司;老公司", "老公司")]
    other = formerly[1].replace("c0000000001,甲", "c0000000003,丙")
    known = load_companies(write_files(tmp_path, formerly[0] + B + other))

    asked = ("甲 公司", "旧公司", "老公司", "乙公司", "无公司")
    assert [known.name_today(name) for name in asked] == ["甲公司", "甲公司", "", "", ""]


def test_what_is_known_from_memory_is_checked_first(tmp_path: Path) -> None:
    shipped = load_companies(write_files(tmp_path, links="c0000000002,乙公司,acid,memory,,,,\n"))

    assert shipped.by_id["c0000000002"].basis is CompanyBasis.MEMORY
    assert states(shipped, "c0000000002") == [LinkState.TO_CHECK]


def test_a_company_that_fits_no_link_is_kept_with_the_reason(tmp_path: Path) -> None:
    shipped = load_companies(write_files(tmp_path, links="c0000000001,甲公司,,,,,,非本链产品\n"))

    assert [(u.company, u.chain, u.note) for u in shipped.unfit] == [
        ("c0000000001", "fluorine", "非本链产品")
    ]


@pytest.mark.parametrize(
    ("companies", "says"),
    [
        (A + A, "第3行「id」：编号与第2行相同"),
        (A + A.replace("c0000000001", "c0000000009"), "第3行「name」：企业与第2行相同"),
        (A.replace("名单,https://a.cn", ","), "第2行「basis」：写明有来源"),
        (A.replace("|2026|", "|2025|"), "第2行「lists」：榜单表里没有"),
        (A.replace("|3", "|第三"), "第2行「lists.0.rank」：应当是整数"),
        (A.replace("source,", "guess,", 1), "第2行「basis」：不在允许的取值内"),
        (A.replace("c0000000001", "C1"), "第2行「id」：写法不对"),
        (A.replace("氟盐", "氟盐,酸"), "第2行"),
        (
            with_status("上市,,名单,https://a.cn"),
            "第2行「status_on」：写了状态「上市」，没有写日期",
        ),
        (with_status("上市,2026-07-19,,https://a.cn"), "第2行「status_title」：写了状态"),
        (with_status("上市,2026-07-19,名单,"), "第2行「status_url」：写了状态"),
        (with_status(",2026-07-19,,"), "第2行「status_on」：没有写状态，却写了它的日期"),
        (
            with_status("上市,2026-13,名单,https://a.cn"),
            "第2行「status_on」：「2026-13」不是日期",
        ),
        (with_status("活着,2026,名单,https://a.cn"), "第2行「status」：不认识的状态「活着」"),
        (A.replace(",2026,,,,,,,", ",2026,,旧公司;甲 公司,,,,,"), "第2行「former_names」"),
        (
            A.replace("2026,,,,,,,", "2026,,,,,,,列名（S20）"),
            "第2行「note」：「S20」是资料里的编号",
        ),
        (A.replace("甲公司", "甲\u202e公司"), "第2行「name」：含有看不见的控制字符"),
        (with_status("已更名,2026-07,名单,https://a.cn"), "第2行「former_names」：写了“已更名”"),
        (A.replace("https://a.cn", "https://b.cn http://8037eee.com/1"), "第2行「source_url」"),
        (with_status("上市,2026,名单,http://8037eee.com/1"), "第2行「status_url」"),
    ],
)
def test_a_wrong_company_closes_the_file_and_names_its_row(
    tmp_path: Path, companies: str, says: str
) -> None:
    assert says in refused(write_files(tmp_path, companies))


@pytest.mark.parametrize(
    ("links", "says"),
    [
        ("c0000000003,丙公司,acid,products,,,,\n", "第2行「company」：企业表里没有编号"),
        ("c0000000001,乙公司,acid,products,,,,\n", "第2行「company」：企业表里没有编号"),
        ("c0000000001,甲公司,,,,,,\n", "第2行「note」：没有归入任何环节"),
        ("c0000000001,甲公司,acid,,,,,\n", "第2行「basis」：归入环节要写依据"),
        (
            "c0000000001,甲公司,acid,products,某报,,2025-03-01,\n",
            "第2行「source_url」：这一行自己的来源要写全",
        ),
        ("c0000000001,甲公司,acid,rumour,,,,\n", "第2行「basis」：写法不对"),
        ("c0000000001,甲公司,acid,name,,,,\n" * 2, "第3行「company」：与第2行是同一家"),
        ("c0000000002,乙公司,acid,products,,,,\n", "第2行「basis」：凭主营归链"),
        ("c0000000002,乙公司,acid,segment,,,,\n", "第2行「basis」：凭细分领域归链"),
        ("c0000000001,甲公司,acid,segment,,,,\n", "第2行「basis」：企业表这一家写了主营"),
        (
            "c0000000001,甲公司,acid,memory,某报,https://b.cn,2025-03-01,\n",
            "第2行「basis」：凭记忆归链的不写来源",
        ),
        ("c0000000001,甲公司,acid,products,,,,见S55\n", "第2行「note」：「S55」是资料里的编号"),
        (
            "c0000000001,甲公司,acid,memory,,,,FLUORINE-9有写\n",
            "第2行「note」：「FLUORINE-9」是资料里的编号",
        ),
        (
            "c0000000001,甲公司,,,,,,已归steel_metal.al_profile\n",
            "第2行「note」：「steel_metal」是资料里的编号",
        ),
        (
            "c0000000001,甲公司,acid,products,某报,http://8037eee.com/1,2025-03-01,\n",
            "第2行「source_url」",
        ),
    ],
)
def test_a_wrong_assignment_closes_the_file_and_names_its_row(
    tmp_path: Path, links: str, says: str
) -> None:
    assert says in refused(write_files(tmp_path, links=links))


@pytest.mark.parametrize(
    ("name", "city", "note", "holds"),
    [
        ("株洲旗滨集团股份有限公司", "深圳", "", False),
        ("杭州联络互动股份有限公司", "北京", "主营未逐一核", False),
        ("株洲旗滨集团股份有限公司", "深圳", "城市按办公地", True),
        ("株洲旗滨集团股份有限公司", "株洲", "", True),
        ("株洲旗滨集团股份有限公司", "", "城市待核", True),
        ("东方希望集团有限公司", "上海", "", True),
        ("民丰特种纸股份有限公司", "嘉兴", "", True),
    ],
)
def test_a_name_and_a_city_that_disagree_are_explained(
    tmp_path: Path, name: str, city: str, note: str, *, holds: bool
) -> None:
    row = f"c0000000001,{name},,某省,{city},,,,source,名单,https://a.cn,2026,,,,,,,{note}\n"
    folder = write_files(tmp_path, row)

    said = "" if holds else "第2行「city」：名称里是"
    assert (said in refused(folder)) if said else (load_companies(folder).closed == frozenset())


@pytest.mark.parametrize("note", ["产业链归类据记忆", "产业链按企业名称归类"])
def test_how_a_link_was_found_is_said_at_the_link_alone(tmp_path: Path, note: str) -> None:
    folder = write_files(tmp_path, B.replace("城市据记忆", note))

    assert "第2行「note」：归入环节的依据写在 links/" in refused(folder)


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("产品目录", LinkState.STATED),
        ("（正文首句）公司生产氟盐", LinkState.TO_CHECK),
        ("调研（标题据文意拟）", LinkState.TO_CHECK),
        ("调研（原页标题未记录）", LinkState.TO_CHECK),
    ],
)
def test_a_source_whose_title_nobody_saw_states_nothing(
    tmp_path: Path, title: str, state: LinkState
) -> None:
    own = f"c0000000001,甲公司,electrolyte,products,{title},https://b.cn,2026-01,\n"
    shipped = load_companies(write_files(tmp_path, links=own), today=TODAY)

    [assignment] = shipped.by_id["c0000000001"].assignments
    assert assignment.state is state
    assert ("题名没有见到" in assignment.reason) == (state is LinkState.TO_CHECK)


def test_every_problem_is_named_at_once(tmp_path: Path) -> None:
    said = refused(
        write_files(tmp_path, links="c0000000001,甲公司,,,,,,\nc0000000003,丙公司,acid,,,,,\n")
    )

    assert "第2行" in said
    assert "第3行" in said


def test_the_version_changes_with_any_file(tmp_path: Path) -> None:
    before = load_companies(write_files(tmp_path)).version
    (tmp_path / "links" / "fluorine.csv").write_text(
        LINKS + "c0000000001,甲公司,,,,,,非本链产品\n", "utf-8"
    )

    assert load_companies(tmp_path).version != before
