"""Who finds nothing is offered the names that come nearest, in every engine the same."""

from targets.nearest_names import nearest_names
from targets.spelling.nearest import nearest
from targets.stores.query import CompanyFilter
from targets.stores.store import Companies
from tests.targets.stores.test_finding import known, opened_with

__all__ = ["known", "opened_with"]


OFFERED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("三美化学", ("浙江三美化工股份有限公司",)),
    ("三梅化工", ("浙江三美化工股份有限公司",)),
    ("浙江三梅化工有限公司", ("浙江三美化工股份有限公司",)),
    ("烨晖企业", ("燁輝企業股份有限公司",)),
    ("海格斯科技", ("海格思（三明）科技有限公司",)),
    ("sanmie", ("浙江三美化工股份有限公司",)),
    ("sanmeihuagng", ("浙江三美化工股份有限公司",)),
    ("haigeshi", ("海格思（三明）科技有限公司",)),
    ("sanzzzz", ()),
    ("zzzz", ()),
    ("毫不相干", ()),
    ("有限公司厂", ()),
    ("", ()),
    ("' OR 1=1 --", ()),
    ("\x00", ()),
)
"""What is typed, and which names are offered."""


def test_the_nearest_names_are_offered(known: Companies) -> None:
    asked = {keyword: CompanyFilter(keyword=keyword) for keyword, _ in OFFERED}
    found = {keyword: nearest_names(known, one) for keyword, one in asked.items()}

    assert found == dict(OFFERED)


def test_only_names_within_the_other_choices_are_offered(known: Companies) -> None:
    asked = CompanyFilter(keyword="三美化学", provinces=("福建",))

    assert nearest_names(known, asked) == ()


def test_few_are_offered_nearest_first() -> None:
    names = [f"三美化{letter}有限公司" for letter in "工学肥纤料剂"] + ["三美化工集团有限公司"]

    found = nearest("三美化工厂", names)

    assert len(found) == 5
    assert set(found[:2]) == {"三美化工有限公司", "三美化工集团有限公司"}
    assert nearest("三美化工", ["", "有限公司", "公司"]) == ()
