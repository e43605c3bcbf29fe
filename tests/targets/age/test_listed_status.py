"""What is shown of a status, and what it means for a target."""

import pytest

from targets.age.listed_status import is_to_check, status_mark, status_words
from targets.closing import has_left_exchange, is_closed


@pytest.mark.parametrize(
    ("status", "closed", "mark"),
    [
        ("上市", False, ""),
        ("上市，已更名", False, ""),
        ("上市（风险警示）", False, "上市（风险警示）"),
        ("已退市，在营", False, "已退市，在营"),
        ("已退市", True, "已退市"),
        ("被吸收合并", True, "被吸收合并"),
        ("待核", False, "状态待核"),
    ],
)
def test_a_list_says_what_has_to_be_known_first(status: str, closed: bool, mark: str) -> None:  # noqa: FBT001
    kept = status_words(status, "2026-07-19", "某名单")

    assert (is_closed(kept), status_mark(kept)) == (closed, mark)


def test_what_the_source_is_called_closes_nobody() -> None:
    kept = status_words("上市", "2026-07-19", "关于终止上市风险解除暨破产重整完成的公告")

    assert not is_closed(kept)
    assert not has_left_exchange(kept)


def test_a_register_state_without_a_day_is_said_only_when_it_closes() -> None:
    assert status_mark("存续（在营、开业、在册）") == ""
    assert status_mark("注销") == "注销"


def test_no_status_and_one_to_be_checked_are_both_unknown() -> None:
    assert is_to_check("")
    assert is_to_check(status_words("待核", "2026-08", "某名单"))
    assert not is_to_check(status_words("上市", "2026-08", "待核企业名单"))
