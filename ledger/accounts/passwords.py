"""Passwords: what makes a good one, and the only form in which it is kept (argon2id)."""

import secrets
import unicodedata
from collections.abc import Iterable
from functools import cache
from threading import BoundedSemaphore
from typing import NewType

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from ledger.book.errors import NotPossible

PasswordHash = NewType("PasswordHash", str)
"""All that is kept of a password: argon2id with its salt and its cost."""

LEAST, MOST = 10, 64  # letters
GUESSES = 10**8
"""So often would somebody have to guess who tries common passwords, names and dates first."""
_NAMES_HERE = ("sanming", "zhaoshang", "zhaoshangju", "fujian", "三明", "招商")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another when read aloud
_hasher = PasswordHasher()  # RFC 9106, the second recommended choice: 64 MiB, 3 passes
_turns = BoundedSemaphore(2)  # each takes 64 MiB: a storm of sign-ins waits, and fills no memory


def make_password() -> str:
    """Return a new password that a person can type: 16 letters in fours, 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def require_good(password: str, known: Iterable[str] = ()) -> None:
    """Return if `password` is long enough and not easily guessed by who knows the `known` words.

    Raises:
        NotPossible: it is not; the text does not repeat it.
    """
    written = _written(password)
    if not LEAST <= len(written) <= MOST:
        text = f"密码要 {LEAST}～{MOST} 个字符，这个是 {len(written)} 个。没有改动。"
        raise NotPossible(text)
    words = [part for one in (*known, *_NAMES_HERE) for part in _parts(one)]
    if zxcvbn(written, user_inputs=words, max_length=MOST)["guesses"] < GUESSES:
        text = (
            "这个密码太常见，容易猜到（常用密码、键盘上的顺序、重复、日期、姓名和账号都不行）。"
            "没有改动。请换一个，例如几个不相干的词连起来。"
        )
        raise NotPossible(text)


def hash_password(password: str) -> PasswordHash:
    """Return what is kept of a password; takes about a tenth of a second on purpose.

    Never called while a writing session is open: others would wait.
    """
    with _turns:
        return PasswordHash(_hasher.hash(_written(password)))


def good_hash(password: str, known: Iterable[str] = ()) -> PasswordHash:
    """Return what is kept of a password that a person chose.

    Raises:
        NotPossible: it is too short, too long or too easily guessed.
    """
    require_good(password, known)
    return hash_password(password)


def is_password(kept: str | None, password: str) -> bool:
    """Tell whether `password` is the one that was kept; without one, no, after the same time."""
    with _turns:
        nobody = _of_nobody()
        try:
            matches = _hasher.verify(kept or nobody, _written(password))
        except (VerificationError, InvalidHashError):
            return False
    return matches and kept is not None


@cache
def _of_nobody() -> str:
    return _hasher.hash(secrets.token_urlsafe())


def _written(password: str) -> str:
    """Return a password however a keyboard wrote it: full-width letters are letters."""
    return unicodedata.normalize("NFKC", password)


def _parts(word: str) -> list[str]:
    parts = word.replace("-", ".").replace("_", ".").split(".")
    return [word, "".join(parts), *parts]
