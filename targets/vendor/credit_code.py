"""统一社会信用代码: 18 characters, the last of which checks the others (GB 32100-2015)."""

import unicodedata

from stdnum.cn.uscc import calc_check_digit

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z
LENGTH = 18


def read_code(text: str) -> str:
    """Return a code as it is kept: one width, capitals, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def check_character(first: str) -> str:
    """Return the last character of the code whose first 17 are given, all of the alphabet."""
    return calc_check_digit(first)


def problem_of(code: str) -> str:
    """Say in Chinese what is wrong with a code, or return "".

    Codes that begin with a letter (N: 农村集体经济组织, say) are in use; the library's own
    `validate` refuses them, so only the digit is taken from it.
    """
    if len(code) != LENGTH:
        return f"应当是 18 位,现在是 {len(code)} 位"
    strange = sorted(set(code) - set(ALPHABET))
    if strange:
        return f"不会出现字符「{''.join(strange)[:10]}」"
    if check_character(code[:-1]) != code[-1]:
        return "校验位不对,有一位写错了"
    return ""
