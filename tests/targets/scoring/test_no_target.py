"""Which companies are no targets, and that the reason is said."""

import pytest

from chains.model import Enterprise
from targets.company_rows import OWN_SOURCE
from targets.model import Company, CompanyBasis
from targets.names import name_key
from targets.scoring.no_target import (
    NO_TARGET_WORDS,
    ONLY_MEANT,
    NoTarget,
    no_target,
    resident_keys,
)
from targets.scoring.score import NOBODY_LOOKED, Findings, score_company
from tests.targets.builders import (
    make_assignment,
    make_company,
    make_link_part,
    make_relation,
    make_yardstick,
)

PARENT = Findings(relations=(make_relation("owner"),))
OF_RESIDENT = Findings(relations=(make_relation("customer"),))
STRONG = (make_link_part("acid", None, (0.0, 0.0)),)


def why(
    company: Company, known: Findings = NOBODY_LOOKED, *, is_sought: bool = True, here: str = ""
) -> NoTarget | None:
    yardstick = make_yardstick() if is_sought else make_yardstick(*STRONG)
    scored = score_company(company, yardstick, known)
    return no_target(company, scored, known, {name_key(here)})


def test_a_company_that_could_fill_a_gap_is_a_target() -> None:
    assert why(make_company()) is None
    assert why(make_company(), PARENT) is None
    assert why(make_company(), OF_RESIDENT) is None


@pytest.mark.parametrize(
    ("company", "reason"),
    [
        (make_company(status="注销"), NoTarget.CLOSED),
        (make_company(city="三明市"), NoTarget.RESIDENT),
        (make_company(name="三明某某有限公司"), NoTarget.RESIDENT),
        (make_company(name="新名", former_names=("三明某某有限公司",)), NoTarget.RESIDENT),
        (make_company(products="氟材料；2023年报道称已入驻三明"), NoTarget.SETTLED),
        (make_company(assignments=()), NoTarget.NO_LINK),
        (make_company("c1", make_assignment(state="rejected")), NoTarget.NO_LINK),
        (make_company(products="", industry="其他专用设备"), NoTarget.OTHER_PRODUCTS),
    ],
)
def test_some_companies_are_no_targets_for_a_stated_reason(
    company: Company, reason: NoTarget
) -> None:
    assert why(company, here="三明某某有限公司") is reason


def test_a_parent_leaves_unless_it_fills_a_gap_or_a_direction() -> None:
    assert why(make_company(), PARENT, is_sought=False) is NoTarget.PARENT
    assert why(make_company(assignments=()), PARENT) is NoTarget.PARENT
    assert why(make_company(), OF_RESIDENT, is_sought=False) is NoTarget.FILLS_NOTHING


@pytest.mark.parametrize("word", ONLY_MEANT)
def test_what_is_only_meant_or_denied_does_not_settle_a_company_here(word: str) -> None:
    assert why(make_company(products=f"氟材料；2023年报道称{word}落户三明")) is None


def test_what_nobody_has_a_source_for_does_not_settle_a_company_here() -> None:
    from_memory = make_company(basis=CompanyBasis.MEMORY, note="据说已入驻三明")

    assert why(from_memory) is None


def test_a_company_that_says_other_is_a_target_once_something_else_is_known() -> None:
    other = {"products": "", "industry": "其他专用设备"}

    assert why(make_company(**other, scope="氟化工设备制造")) is None
    assert why(make_company("c1", make_assignment(state="confirmed"), **other)) is None
    own = make_assignment(reason=f"{OWN_SOURCE}某公告，2026-01-01")
    assert why(make_company("c1", own, **other)) is None


def test_residents_are_known_by_short_and_by_full_name() -> None:
    one = Enterprise(name="某某纸业", full_name="福建省某某纸业股份有限公司", sources=("S1",))

    assert resident_keys([one]) == {"某某纸业", "福建省某某纸业股份有限公司"}


def test_every_reason_has_words() -> None:
    assert set(NO_TARGET_WORDS) == set(NoTarget)
