"""Two companies may be one for a reason that can be said, and for no other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from targets.same_companies import NamedCompany, SameKind, find_same, worth_comparing

A, B = "c1", "c2"


@pytest.mark.parametrize(
    ("one", "other", "kind", "kept"),
    [
        ({"name": "甲（福建）有限公司"}, {"name": "甲（福建）有限公司"}, SameKind.SPELLING, A),
        ({"name": "燁輝企業股份有限公司"}, {"name": "烨辉企业股份有限公司"}, SameKind.SPELLING, A),
        ({"name": "甲公司"}, {"name": "甲 公司", "credit_code": "9135"}, SameKind.SPELLING, B),
        ({"name": "新名公司", "former_names": ("舊名廠",)}, {"name": "旧名厂"}, SameKind.FORMER, A),
        ({"name": "三美股份"}, {"name": "浙江三美化工股份有限公司"}, SameKind.SHORT, B),
        (
            {"name": "蜂巢能源（SVOLT）", "province": "江苏"},
            {"name": "蜂巢能源科技股份有限公司", "province": "江苏"},
            SameKind.SHORT,
            B,
        ),
        ({"name": "某某有限公司厦门分公司"}, {"name": "某某有限公司"}, SameKind.BRANCH, B),
        ({"name": "某某树脂集团有限公司"}, {"name": "某某树脂股份有限公司"}, SameKind.FORM, A),
    ],
)
def test_a_pair_is_found_with_its_reason(
    one: dict[str, object], other: dict[str, object], kind: SameKind, kept: str
) -> None:
    two = (NamedCompany(A, **one), NamedCompany(B, **other))  # type: ignore[arg-type]

    [found] = find_same(two)

    assert (found.kind, found.first, found.pair) == (kind, kept, (A, B))
    assert found.why
    assert find_same(reversed(two)) == [found]
    alone = NamedCompany("c3", "无关的一家有限公司")
    assert worth_comparing(lambda: (*two, alone)) == list(two)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "甲有限公司"}, {"name": "乙有限公司"}),
        (
            {"name": "蜂巢能源", "province": "江苏"},
            {"name": "蜂巢能源科技公司", "province": "浙江"},
        ),
        ({"name": "某某公司厦门分公司"}, {"name": "别的公司"}),
        ({"name": "甲公司", "former_names": ("甲公司",)}, {"name": "丙公司"}),
    ],
)
def test_other_companies_are_not_taken_for_one(
    one: dict[str, object], other: dict[str, object]
) -> None:
    two = (NamedCompany(A, **one), NamedCompany(B, **other))  # type: ignore[arg-type]

    assert find_same(two) == []


def test_codes_that_differ_are_said() -> None:
    two = (NamedCompany(A, "甲公司", credit_code="1"), NamedCompany(B, "甲公司", credit_code="2"))

    [found] = find_same(two)

    assert "统一社会信用代码不同" in found.why


NAMES = st.sampled_from(
    ("甲", "甲公司", "甲 公司", "甲有限公司", "甲有限公司分公司", "乙", "", "（）")
)


@settings(deadline=None)  # the first example reads the tables
@given(st.lists(st.tuples(NAMES, st.lists(NAMES, max_size=2).map(tuple)), max_size=6))
def test_each_pair_stands_once_and_never_with_itself(
    told: list[tuple[str, tuple[str, ...]]],
) -> None:
    known = [NamedCompany(f"c{i}", name, former) for i, (name, former) in enumerate(told)]

    found = find_same(known)

    pairs = [one.pair for one in found]
    assert len(set(pairs)) == len(pairs)
    assert all(first != second for first, second in pairs)
    assert found == find_same(list(reversed(known)))
    assert found == find_same(worth_comparing(lambda: iter(known)))
