"""Which companies are no more, and that no list finds them unless asked."""

import pytest

from ledger.book.database import Ledger
from targets.closing import is_closed
from targets.stores.query import CompanyFilter
from targets.stores.registry import companies_on
from targets.stores.search import count, find_page
from tests.ledger.company_lists import make_told, save, stored


@pytest.mark.parametrize(
    "status",
    [
        "注销",
        "吊销，未注销",
        "吊销",
        "除名",
        "废止",
        "已告解散",
        "撤销",
        "责令关闭",
        "破产",
        "已退市",
        "终止上市",
    ],
)
def test_what_is_struck_off_is_closed(status: str) -> None:
    assert is_closed(status)


@pytest.mark.parametrize(
    "status",
    [
        "",
        "存续",
        "在业",
        "存续（在营、开业、在册）",
        "迁出",
        "已退市，在营",
        "未注销",
        "筹建",
        "停业",
    ],
)
def test_what_goes_on_is_not(status: str) -> None:
    assert not is_closed(status)


def found(ledger: Ledger, **asked: bool) -> list[str]:
    """Return the names that a list has, and that its count says the same."""
    with ledger.reading() as session:
        companies = companies_on(session.connection())
        page = find_page(companies, CompanyFilter(**asked))  # type: ignore[arg-type]
        assert count(companies, CompanyFilter(**asked)) == len(page.rows)  # type: ignore[arg-type]
    return sorted(row.name for row in page.rows)


def test_closed_companies_are_neither_listed_nor_counted_unless_asked_for(ledger: Ledger) -> None:
    save(ledger, make_told(1), make_told(2, status="注销"), make_told(3, status="已退市，在营"))

    assert found(ledger) == ["甲1有限公司", "甲3有限公司"]
    assert found(ledger, with_closed=True) == ["甲1有限公司", "甲2有限公司", "甲3有限公司"]
    assert found(ledger, closed_only=True) == ["甲2有限公司"]


def test_the_closed_and_those_that_are_no_targets_are_told_apart(ledger: Ledger) -> None:
    save(ledger, make_told(1), make_told(2, status="注销"), make_told(3, scope="服装零售"))

    assert found(ledger) == ["甲1有限公司"]
    assert found(ledger, closed_only=True, with_apart=True) == ["甲2有限公司"]
    assert found(ledger, apart_only=True, with_closed=True) == ["甲3有限公司"]


def test_a_company_that_is_struck_off_later_leaves_the_list_and_stays_as_it_was(
    ledger: Ledger,
) -> None:
    save(ledger, make_told(1))
    save(ledger, make_told(1, status="吊销"))

    assert found(ledger) == []
    assert stored(ledger)["甲1有限公司"].is_closed
    assert stored(ledger)["甲1有限公司"].may_be_shown
