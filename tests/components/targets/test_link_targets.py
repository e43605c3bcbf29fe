"""What the panel of a link lists of its companies: those of one rank under one head."""

from components.targets.link_targets import FIRST_COMPANIES, LinkTargetRows, Row, company_rows
from targets.scoring.classes import SharedRank
from targets.stores.query import CompanyRow

NAMED, DATED = 322222, 342222


def company(number: int, class_code: int) -> CompanyRow:
    return CompanyRow(
        id=f"c{number}",
        name=f"公司{number}",
        province="浙江",
        city="绍兴",
        desk="长三角",
        products="",
        lists=(),
        best=None,
        parts=((0.0, 1.0),) * 5,
        score=(0.0, 100.0),
        basis="source",
        source_title="",
        published="",
        class_code=class_code,
    )


def heads(*codes: int, ranks: dict[int, SharedRank]) -> list[tuple[str, str, int]]:
    """The heads over companies of these classes: rank, what the box ticks, how many it ticks."""
    listed = tuple(company(at, code) for at, code in enumerate(codes))
    rows = company_rows("chain", "link", LinkTargetRows({"长三角": 99}, listed, ranks), "")
    return [(str(row["label"]), str(row["all"]), ticked(row)) for row in rows if "all" in row]


def ticked(row: Row) -> int:
    picks = row["picks"]
    assert isinstance(picks, list)
    return len(picks)


def test_companies_that_share_a_rank_stand_under_one_head_that_ticks_them() -> None:
    ranks = {NAMED: SharedRank(1, 2), DATED: SharedRank(3, 3)}

    assert heads(NAMED, NAMED, DATED, DATED, DATED, ranks=ranks) == [
        ("", "全选下面 5 家", 5),
        ("第 1 位，并列 2 家", "全选这 2 家", 2),
        ("第 3 位，并列 3 家", "全选这 3 家", 3),
    ]


def test_of_a_tie_longer_than_the_list_the_head_says_that_it_ticks_the_first() -> None:
    codes = (NAMED,) * FIRST_COMPANIES

    assert heads(*codes, ranks={NAMED: SharedRank(1, 25)}) == [
        ("第 1 位，并列 25 家", "全选前 8 家", 8)
    ]


def test_a_company_alone_needs_no_head() -> None:
    assert heads(NAMED, ranks={NAMED: SharedRank(1, 1)}) == []
