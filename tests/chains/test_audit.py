"""A sample of statements for a person to read again: seeded, each row at most once."""

from datetime import date

import pytest

from chains.audit import (
    COMPANIES,
    LINKS,
    PARKS,
    PROVINCE,
    SampledRow,
    age_text,
    draw,
    link_rows,
    province_rows,
)
from tests.builders import assess, make_chain, make_evidence, make_link

TODAY = date(2026, 11, 30)


def rows(kind: str, number: int) -> list[SampledRow]:
    return [SampledRow(f"{kind}{i}", "", "", "", "", "", "") for i in range(number)]


def drawn(size: int, seed: int = 7, links: int = 100) -> list[tuple[str, str]]:
    listed = {LINKS: rows("l", links), COMPANIES: rows("c", 50), PARKS: rows("p", 20)}
    return [(number, row.statement) for number, row in draw(listed, size=size, seed=seed)]


def test_the_kinds_share_a_sample_four_to_two_to_one() -> None:
    numbers = [number for number, _ in drawn(105)]

    assert [sum(n.startswith(kind) for n in numbers) for kind in "LCP"] == [60, 30, 15]
    assert numbers[0] == "L01"


@pytest.mark.parametrize("size", [0, 1, 5, 169, 170, 1000])
def test_a_sample_has_the_size_asked_for_or_is_all_there_is(size: int) -> None:
    found = drawn(size)

    assert len({statement for _, statement in found}) == len(found) == min(size, 170)


def test_what_is_said_of_the_province_is_an_eighth_of_a_sample() -> None:
    listed = {kind: rows(kind, 100) for kind in (LINKS, COMPANIES, PARKS, PROVINCE)}

    numbers = [number for number, _ in draw(listed, size=80, seed=7)]

    assert [sum(n.startswith(kind) for n in numbers) for kind in "LCPF"] == [40, 20, 10, 10]


def test_a_row_of_the_province_says_what_follows_for_the_province() -> None:
    link = make_link(
        presence="missing",
        province="planned",
        evidence_province=make_evidence("C", "2021", "planned"),
    )
    unknown = make_link("gas", evidence_province=make_evidence("C", proves="background"))
    chain = make_chain(acid="missing").model_copy(update={"links": (link, unknown)})

    known, other = province_rows([assess(chain)], TODAY)

    assert known.statement == "textiles.acid acid（福建）"
    assert known.says == "有［证明在建］"
    assert (known.flag, known.follows) == (
        "福建在建待核",
        "福建在建待核；有来源说（2021，C 级，单源）。",
    )
    assert (other.flag, other.follows) == ("福建未核实", "福建未核实：没有来源说有。")


def test_a_seed_repeats_a_sample_and_another_draws_another() -> None:
    assert drawn(20) == drawn(20)
    assert len({tuple(drawn(20, seed)) for seed in range(4)}) > 1


def test_a_row_says_what_is_stated_on_what_and_what_follows() -> None:
    chain = make_chain(grades={"acid": "C"}, acid="missing")

    [row] = link_rows([assess(chain)], TODAY)

    assert row.statement == "textiles.acid acid"
    assert row.says == "有［证明缺失］"
    assert (row.grade, row.flag) == ("C", "缺失（缺口）")
    assert row.follows == "缺失；有来源说缺（2025，C 级，单源）。"
    assert "https://example.org/C0" in row.source


def test_a_grade_that_does_not_count_is_told_with_that_of_the_file() -> None:
    chain = make_chain(grades={"acid": "C"}, acid="missing")
    sources = tuple(s.model_copy(update={"url": ""}) for s in chain.sources)

    [row] = link_rows([assess(chain.model_copy(update={"sources": sources}))], TODAY)

    assert row.grade == "D（文件写 C）"


@pytest.mark.parametrize(
    ("as_of", "text"),
    [
        ("2026", "2026"),
        ("2025-11-30", "2025-11-30（1 年前）"),
        ("2025-12-01", "2025-12-01"),
        ("2021", "2021（4 年前）"),
        ("近年", "近年"),
        ("", "时间未写"),
    ],
)
def test_an_age_is_told_in_whole_years(as_of: str, text: str) -> None:
    assert age_text(as_of, TODAY) == text
