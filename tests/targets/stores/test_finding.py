"""Every engine finds a company by every spelling of it, and the same ones."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import duckdb
import pytest
from sqlalchemy import Connection, select, text, update

from ledger.book.database import Ledger, open_ledger
from ledger.companies import search_texts
from ledger.companies.search_texts import refill_search_texts
from ledger.companies.writing import write_companies
from ledger.schema import company_index
from targets.companies_file import load_companies
from targets.model import Company
from targets.scoring.classes import UNCLASSED
from targets.spelling.folding import folded, folded_name
from targets.spelling.lines import search_rules
from targets.stores.engine import Whole
from targets.stores.engines.columnar import planning
from targets.stores.engines.columnar.build import new_columnar
from targets.stores.engines.columnar.earlier import CAME_LATER
from targets.stores.engines.columnar.files import columnar_rules, current_file
from targets.stores.query import CompanyFilter
from targets.stores.registry import companies_on
from targets.stores.search import count, find_page
from targets.stores.store import Companies
from targets.stores.tables import COMPANY
from tests.ledger.builders import ADMIN, Clock
from tests.ledger.postgres import DATABASES
from tests.targets.builders import make_company
from tests.targets.stores.test_query_contract import WHOLE, measure, opened

CODE = "91350400MA2XN0AB1C"
KNOWN = (
    make_company(
        "c1",
        name="浙江三美化工股份有限公司",
        name_en="Zhejiang Sanmei Chemical Industry Co., Ltd.",
        stock_code="603379",
        credit_code=CODE,
        products="氟制冷剂",
    ),
    make_company("c2", name="燁輝企業股份有限公司", province="台湾", city="高雄", products="鋼品"),
    make_company("c3", name="海格思（三明）科技有限公司", province="福建", city="福州"),
    make_company("c4", name="中国石油化工集团有限公司", province="北京", city="北京"),
    make_company("c5", name="新名有限公司", former_names=("旧名化工厂",), products="巨化"),
)
# In the ledger of each database; a store of its own needs none, and is opened once.
PLACES = (*DATABASES, *WHOLE)


@pytest.fixture(params=PLACES)
def opened_with(
    request: pytest.FixtureRequest, place_in: Callable[[str], dict[str, str]], tmp_path: Path
) -> "Iterator[Opening]":
    if request.param in WHOLE:
        yield partial(_opened_alone, WHOLE[request.param], tmp_path)
        return
    ledger = open_ledger(place_in(request.param), Clock())
    yield partial(_opened_in_ledger, ledger)
    ledger.close()


Opening = Callable[[tuple[Company, ...]], Iterator[Companies]]
"""Puts companies into one store and opens it."""


def _opened_alone(whole: Whole, folder: Path, known: tuple[Company, ...]) -> Iterator[Companies]:
    with whole.building(folder, keep=False) as builder:
        builder.add(known, "i1", measure())
    with opened(whole, folder) as connection:
        yield companies_on(connection)


def _opened_in_ledger(ledger: Ledger, known: tuple[Company, ...]) -> Iterator[Companies]:
    with ledger.writing(ADMIN) as session:
        write_companies(session, known, "i1", measure())
    with ledger.reading() as session:
        yield companies_on(session.connection())


@pytest.fixture
def known(opened_with: Opening) -> Iterator[Companies]:
    yield from opened_with(KNOWN)


RANKED = (
    make_company("c1", name="另一家有限公司", products="三美，三美股份，中石化"),
    make_company("c2", name="浙江三美有限公司"),
    make_company("c3", name="甲有限公司", former_names=("乙厂", "三美旧厂")),
    make_company("c4", name="三美（浙江）化工有限公司"),
    make_company("c5", name="三美"),
    make_company("c6", name="浙江三美化工股份有限公司", stock_code="603379.SH"),
    make_company("c7", name="中国石油化工集团有限公司"),
)


@pytest.mark.parametrize(
    ("keyword", "ids"),
    [
        ("三美", ["c5", "c4", "c6", "c3", "c2", "c1"]),
        ("三 美", ["c5", "c4", "c6", "c3", "c2", "c1"]),
        ("三美 浙江", ["c4", "c6", "c2", "c5", "c1", "c3"]),
        ("三美股份", ["c6", "c1"]),
        ("中石化", ["c7", "c1"]),
    ],
)
def test_what_is_looked_for_in_a_name_comes_before_what_stands_elsewhere(
    opened_with: Opening, keyword: str, ids: list[str]
) -> None:
    asked = CompanyFilter(keyword=keyword)
    for companies in opened_with(RANKED):
        assert [row.id for row in find_page(companies, asked).rows] == ids
        assert [row.id for row in find_page(companies, asked, offset=1, limit=1).rows] == ids[1:2]


def found(companies: Companies, keyword: str) -> set[str]:
    """Those that are found by it, whether or not they are targets."""
    asked = CompanyFilter(keyword=keyword, with_apart=True)
    rows = find_page(companies, asked).rows
    assert count(companies, asked) == len(rows)
    return {row.id for row in rows}


SPELLINGS = (
    ("烨辉", "c2"),
    ("燁輝", "c2"),
    ("钢品", "c2"),
    ("yehui", "c2"),
    ("sanmei", "c1"),
    ("smhg", "c1"),
    ("SANMEI", "c1"),
    ("Ｓａｎｍｅｉ", "c1"),
    ("hgs", "c3"),
    ("haigesi", "c3"),
    ("（三明）", "c3"),
    ("（三明）", "c3"),
    ("〔三明〕", "c3"),
    ("三美股份", "c1"),
    ("中石化", "c4"),
    ("603379", "c1"),
    (CODE, "c1"),
    (CODE.lower(), "c1"),
    (f"三美 {CODE}", "c1"),
    (f"烨辉 {CODE}", ""),
    (CODE[:-1] + "0", ""),
    ("chemical zhejiang", "c1"),
    ("氟 浙江", "c1"),
    ("浙江 氟", "c1"),
    ("浙江、氟", "c1"),
    ("化工 巨化", "c5"),
    ("巨化 化工", "c5"),
    ("化工 三明", ""),
    ("旧名", "c5"),
    ("北京", "c4"),
    ("有限公司", "c1 c2 c3 c4 c5"),
    ("公司", "c1 c2 c3 c4 c5"),
    ("、", ""),
    ("c1\x00", ""),
)
"""What is typed, and who is found by it."""


def test_a_company_is_found_by_every_spelling(known: Companies) -> None:
    answers = {keyword: " ".join(sorted(found(known, keyword))) for keyword, _ in SPELLINGS}

    assert answers == dict(SPELLINGS)


def test_the_companies_of_taiwan_are_found_in_both_spellings(opened_with: Opening) -> None:
    every = load_companies().companies
    written_otherwise = [c for c in every if folded(c.name).split() != c.name.casefold().split()]
    of_taiwan = tuple(c for c in written_otherwise if c.province == "台湾")
    assert len(of_taiwan) > 60

    for companies in opened_with(of_taiwan):
        for company in of_taiwan:
            rows = find_page(
                companies, CompanyFilter(keyword=folded(company.name), with_apart=True)
            ).rows
            assert company.id in {row.id for row in rows}
        assert count(companies, CompanyFilter(keyword="臺灣", with_apart=True)) == len(
            of_taiwan
        )  # where they sit


def test_what_many_have_is_counted_without_asking_the_index(
    known: Companies, monkeypatch: pytest.MonkeyPatch
) -> None:
    keywords = ("有限公司", "公司", "限公", "氟制", "sanmei", "有限公司 三美")
    usual = [found(known, keyword) for keyword in keywords]

    for most in (1, 0):
        monkeypatch.setattr(planning, "MOST_ROWS", most)
        assert [found(known, keyword) for keyword in keywords] == usual


def test_only_what_memory_holds_is_asked_of_the_index() -> None:
    counts = {"": 10**7, "有限": 900_000, "限公": 900_000, "公司": 950_000, "三美": 40, "美化": 2}

    assert planning.plan([("有限公司",)], counts) == [("有限",)]
    assert planning.plan([("公司",), ("三美",)], counts) == [("三美",), ("公司",)]
    assert planning.plan([("公司",)], {**counts, "公司": 9_000_000}) == []
    assert planning.plan([("公司",)], {**counts, "": 1_000_000}) == []
    assert planning.plan([("公司",)], {"": 5, "公司": 5}) == [("公司",)]
    assert planning.plan([("三美化",), ("没有",)], {**counts, "没有": 0}) is None
    assert planning.plan([("三美", "没有")], {**counts, "没有": 0}) == [("三美",)]


def test_texts_of_before_are_brought_to_the_rules_of_now(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_texts, "AT_ONCE", 2)
    monkeypatch.setattr(search_texts, "TOLD_AT", 2)
    with ledger.writing(ADMIN) as session:
        write_companies(session, KNOWN, "i1", measure())
    with ledger.writing(ADMIN) as session:
        make_old(session.connection())
    with ledger.reading() as session:
        assert found(companies_on(session.connection()), "烨辉") == set()

    with ledger.writing(ADMIN) as session:
        told: list[int] = []
        assert refill_search_texts(session.connection(), told.append) == len(KNOWN)
        assert told == [2, 4]
        assert refill_search_texts(session.connection()) == 0

    with ledger.reading() as session:
        assert found(companies_on(session.connection()), "烨辉") == {"c2"}
        assert found(companies_on(session.connection()), "smhg") == {"c1"}
        keys = set(session.scalars(select(COMPANY.c.name_key)))
    assert keys == {folded_name(company.name) for company in KNOWN}


def make_old(connection: Connection) -> None:
    """Leave the texts as an older program wrote them: names alone."""
    connection.execute(update(COMPANY).values(search_text=COMPANY.c.name, name_key=""))
    company_index.rebuild(connection)


def test_a_file_says_by_which_rules_it_is_searched(tmp_path: Path) -> None:
    with new_columnar(tmp_path, keep=False) as builder:
        builder.add(KNOWN, "i1", measure())
    file = current_file(tmp_path)
    assert file is not None
    assert columnar_rules(file) == search_rules()

    with new_columnar(tmp_path, keep=False) as builder:
        builder.rules = "older"
        builder.add(KNOWN[:2], "i1", measure())
    with new_columnar(tmp_path) as builder:  # what is taken over keeps the texts it has
        builder.add(KNOWN[2:], "i1", measure())
    file = current_file(tmp_path)
    assert file is not None
    assert columnar_rules(file) == "older"


def test_a_file_of_before_pairs_were_counted_still_answers(tmp_path: Path) -> None:
    whole = WHOLE["duckdb"]

    with whole.building(tmp_path, keep=False) as builder:
        builder.add(KNOWN, "i1", measure())
    file = current_file(tmp_path)
    assert file is not None

    with duckdb.connect(str(file)) as raw:
        raw.execute("DROP TABLE company_pair")
    with opened(whole, tmp_path) as connection:
        assert connection.execute(text("SELECT count(*) FROM company")).scalar() == len(KNOWN)
        assert found(companies_on(connection), "三美") == {"c1"}
        assert found(companies_on(connection), "没有这个") == set()


def test_companies_of_a_file_from_before_there_were_classes_stand_behind_all_others(
    tmp_path: Path,
) -> None:
    whole = WHOLE["duckdb"]
    with whole.building(tmp_path, keep=False) as builder:
        builder.add(KNOWN, "i1", measure())
    file = current_file(tmp_path)
    assert file is not None
    with duckdb.connect(str(file)) as raw:
        for table, columns in CAME_LATER.items():
            for name in columns:
                raw.execute(f"ALTER TABLE {table} DROP COLUMN {name}")

    with opened(whole, tmp_path) as connection:
        rows = find_page(companies_on(connection), CompanyFilter()).rows
        assert {row.class_code for row in rows} == {UNCLASSED}
        assert len(rows) == len(KNOWN)
    with whole.building(tmp_path, keep=True) as builder:
        builder.add([make_company("c9", name="新来的")], "i2", measure())
    with opened(whole, tmp_path) as connection:
        rows = find_page(companies_on(connection), CompanyFilter()).rows
        assert rows[0].id == "c9"
        assert rows[-1].class_code == UNCLASSED
