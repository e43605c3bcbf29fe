"""Accounts to try, with a hash that costs no time."""

import pytest
from argon2 import PasswordHasher

from ledger.accounts import passwords


@pytest.fixture(autouse=True)
def _cheap_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))
