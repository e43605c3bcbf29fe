"""Short names come from a source, or from a rule; nothing is made up."""

import pytest

from targets.companies_file import load_companies
from targets.spelling.short_names import read_short_names, short_names_of


def test_a_listed_company_has_the_short_name_its_source_states() -> None:
    assert "三美股份" in short_names_of("浙江三美化工股份有限公司")
    assert "三美股份" in short_names_of("浙江三美化工股份公司", "603379")
    assert "三美股份" in short_names_of("别的写法", "603379.SH")


def test_every_stated_short_name_says_where_it_is_from() -> None:
    rows = read_short_names()

    assert all(row.source and row.edition for row in rows)
    assert len({(row.name, row.short_name, row.edition) for row in rows}) == len(rows)


def test_short_names_taken_from_notes_stand_in_them() -> None:
    shipped = load_companies().companies
    notes = {name: c.note for c in shipped for name in (c.name, *c.former_names)}
    taken = [row for row in read_short_names() if row.source.startswith("targets/data")]

    assert taken
    assert all(row.short_name in notes[row.name] for row in taken)


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
