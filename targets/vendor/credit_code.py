"""统一社会信用代码: 18 characters, the last of which checks the others (GB 32100-2015)."""

import unicodedata

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z
LENGTH = 18
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(3**place % len(ALPHABET) for place in range(LENGTH - 1))


def read_code(text: str) -> str:
    """Return a code as it is kept: one width, capitals, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def check_character(first: str) -> str:
    """Return the last character of the code whose first 17 are given, all of the alphabet."""
    total = sum(
        _VALUE[character] * weight for character, weight in zip(first, _WEIGHTS, strict=True)
    )
    return ALPHABET[-total % len(ALPHABET)]


def problem_of(code: str) -> str:
    """Say in Chinese what is wrong with a code, or return ""."""
    if len(code) != LENGTH:
        return f"应当是 18 位,现在是 {len(code)} 位"
    strange = sorted({character for character in code if character not in _VALUE})
    if strange:
        return f"不会出现字符「{''.join(strange)[:10]}」"
    if check_character(code[:-1]) != code[-1]:
        return "校验位不对,有一位写错了"
    return ""
