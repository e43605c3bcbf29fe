"""Short names come from a source, or from a rule; nothing is made up."""

from pathlib import Path

import pytest

from files.errors import DataError
from targets.companies_file import load_companies
from targets.spelling.short_names import read_short_names, short_names_of


def opened_or_problem(path: Path) -> object:
    """Return the rows of a file, or what is wrong with it."""
    try:
        return read_short_names(path)
    except DataError as error:
        return error


def test_a_listed_company_has_the_short_name_its_source_states() -> None:
    assert "三美股份" in short_names_of("浙江三美化工股份有限公司")
    assert "三美股份" in short_names_of("浙江三美化工股份公司", "603379")
    assert "三美股份" in short_names_of("别的写法", "603379.SH")


def test_every_stated_short_name_says_where_it_is_from() -> None:
    rows = read_short_names()

    assert all(row.source and row.edition for row in rows)
    assert len({(row.name, row.short_name, row.edition) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("source", "holds"),
    [
        ("https://a.cn/list.csv", True),
        ("据记忆，没有找到来源", True),
        ("targets/data/companies.csv 备注栏", False),
        ("", False),
    ],
)
def test_a_short_name_is_from_an_address_or_said_to_be_from_memory(
    tmp_path: Path, source: str, *, holds: bool
) -> None:
    path = tmp_path / "short_names.csv"
    heads = "stock_code,name,short_name,edition,source\n"
    path.write_text(f"{heads}603379,甲公司,甲,2026-07,{source}\n", "utf-8")

    said = str(opened_or_problem(path))

    assert ("第2行「source」" not in said) is holds


def test_short_names_from_memory_stand_in_the_note_of_their_company() -> None:
    shipped = load_companies().companies
    notes = {name: c.note for c in shipped for name in (c.name, *c.former_names)}
    taken = [row for row in read_short_names() if row.source.startswith("据记忆")]

    assert taken
    assert all(f"“{row.short_name}”" in notes[row.name] for row in taken)
    assert all("据记忆" in notes[row.name] for row in taken)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("中国石油化工集团有限公司", ("中石油", "中石化")),
        ("中国石油天然气集团有限公司", ("中石油",)),
        ("中國鋼鐵股份有限公司", ("中钢铁",)),
        ("中国建材股份有限公司", ("中建材",)),
        ("中国公司", ()),
        ("三明某某有限公司", ()),
        ("", ()),
    ],
)
def test_the_rule_of_companies_of_china(name: str, short: tuple[str, ...]) -> None:
    assert short_names_of(name) == short


@pytest.mark.parametrize("code", ["", "2023.TW", "60337", "6033790", "x603379"])
def test_other_codes_name_nobody(code: str) -> None:
    assert short_names_of("没有这家", code) == ()
