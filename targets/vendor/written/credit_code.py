"""统一社会信用代码: 18 characters, the last of which checks the others (GB 32100-2015)."""

import re
import unicodedata
from dataclasses import dataclass

from stdnum.cn.uscc import calc_check_digit

from files.sheets.values import WrongValue

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z
LENGTH = 18
SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+")
REGISTER_NUMBER = re.compile(r"\d{13}|\d{15}")
ORGANISATION = re.compile(r"[0-9A-Z]{8}-?[0-9X]")
ZEROS = "000"
BY_EXCEL = (
    "Excel 把代码变成了数字，后几位已丢失（填写值：{text}）；"
    "请从原系统重新导出，先把这一列设为“文本”格式再粘贴"
)
TO_CHECK = "校验位不符，待核（填写值：{text}）；按原样收下，请对照营业执照核对"
WRONG_DIGIT = "校验位不对，有一位写错了"


def read_code(text: str) -> str:
    """Return a code as it is kept: one width, capitals, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def check_character(first: str) -> str:
    """Return the last character of the code whose first 17 are given, all of the alphabet."""
    return calc_check_digit(first)


class UnreadableCode(WrongValue):
    """A cell holds no code that could be kept; the text says why."""


@dataclass(frozen=True, slots=True)
class RegisteredCode:
    """登记代码: the credit code of a cell, or else another number of a register; what to check.

    `other` is «注册号 3504…» for a number that is no credit code, "" if there is none.
    """

    code: str = ""
    other: str = ""
    warning: str = ""


def read_registered(text: str, *, is_mainland: bool = True) -> RegisteredCode:
    """Return what a cell of codes holds. A check digit that does not hold is no refusal.

    Abroad, in Taiwan, Hong Kong and Macao any number is one of the register there.

    Raises:
        UnreadableCode: it can be no code; what Excel made a number of is named as that.
    """
    code, shown = read_code(text), text[:40]
    problem = problem_of(code)
    if not problem:
        return RegisteredCode(code)
    if SCIENTIFIC.fullmatch(code) or (code.isdecimal() and code.endswith(ZEROS)):
        raise UnreadableCode(BY_EXCEL.format(text=shown))
    if problem == WRONG_DIGIT:
        return RegisteredCode(code, warning=TO_CHECK.format(text=shown))
    if REGISTER_NUMBER.fullmatch(code):
        what = f"注册号 {code}"
    elif ORGANISATION.fullmatch(code) and is_mainland:
        what = f"组织机构代码 {code}"
    elif not is_mainland and len(code) <= LENGTH:
        what = f"登记号 {code}"
    else:
        msg = f"统一社会信用代码{problem}（填写值：{shown}）；请对照营业执照改正，没有就留空"
        raise UnreadableCode(msg)
    warning = f"不是统一社会信用代码，作为{what}记在备注里"
    return RegisteredCode(other=what, warning=warning)


def problem_of(code: str) -> str:
    """Say in Chinese what is wrong with a code, or return "".

    Codes that begin with a letter (N: 农村集体经济组织, say) are in use; the library's own
    `validate` refuses them, so only the digit is taken from it.
    """
    if len(code) != LENGTH:
        return f"应当是 18 位，现在是 {len(code)} 位"
    strange = sorted(set(code) - set(ALPHABET))
    if strange:
        return f"不会出现字符「{''.join(strange)[:10]}」"
    if check_character(code[:-1]) != code[-1]:
        return WRONG_DIGIT
    return ""
