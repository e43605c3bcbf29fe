"""Passwords: long enough, not easily guessed, kept in one form only."""

import pytest

from ledger.accounts.passwords import (
    good_hash,
    hash_password,
    is_password,
    make_password,
    require_good,
)
from ledger.book.errors import NotPossible


@pytest.mark.parametrize(
    "password",
    ["short", "1234567890", "qwertyuiop", "password12345", "sanming2026", "Sanming@2026",
     "aaaaaaaaaaaa", "1q2w3e4r5t", "chen.shili1", "三三三三三三三三三三", "x" * 65],
)  # fmt: skip
def test_a_short_or_common_password_is_refused_without_being_repeated(password: str) -> None:
    with pytest.raises(NotPossible) as refused:
        good_hash(password, ("chen.shili", "陈示例"))

    assert password not in str(refused.value)
    assert "没有改动" in str(refused.value)


@pytest.mark.parametrize(
    "password", ["bamboo-kiln-harbour", "竹木 机械 沙溪 茶山 列车", "Xk7pQ2mLr9"]
)
def test_words_that_do_not_go_together_are_a_password(password: str) -> None:
    require_good(password, ("chen.shili", "陈示例"))


def test_made_passwords_are_good_and_never_the_same() -> None:
    made = {make_password() for _ in range(50)}

    assert len(made) == 50
    for password in made:
        require_good(password)


def test_a_password_is_kept_as_argon2id_with_a_salt_of_its_own() -> None:
    first, second = hash_password("bamboo-kiln-harbour"), hash_password("bamboo-kiln-harbour")

    assert first != second
    assert first.startswith("$argon2id$")
    assert "bamboo" not in first


def test_full_width_letters_of_a_chinese_keyboard_are_letters() -> None:
    kept = hash_password("bamboo-kiln-2026x")

    assert is_password(kept, "bamboo-kiln-２０２６x")
    assert not is_password(kept, "Bamboo-kiln-2026x")


def test_nobody_has_no_password_whatever_is_typed() -> None:
    assert not is_password(None, "bamboo-kiln-harbour")
    assert not is_password("no hash at all", "bamboo-kiln-harbour")
