"""注册资本 as vendors write it: «13,400万元», «500万美元», «1000.000000万人民币»."""

import math
import re
import unicodedata
from dataclasses import dataclass

from files.sheets.values import WrongValue, significant

DIGITS = 12  # significant ones kept: to the cent for a billion
YUAN = "人民币"
NOTHING = frozenset(
    {"", "-", "--", "—", "——", "/", "无", "暂无", "不详", "未知", "未公开", "未披露"}
    | {"面议", "待定", "保密", "不公开", "无注册资本", "none", "null", "nan", "n/a"}
)
CURRENCIES = {
    **dict.fromkeys(("人民币", "人民币元", "rmb", "cny", "¥"), YUAN),
    **dict.fromkeys(("美元", "美金", "usd", "$", "us$"), "美元"),
    **dict.fromkeys(("港元", "港币", "香港元", "hkd", "hk$"), "港元"),
    **dict.fromkeys(("欧元", "eur", "€"), "欧元"),
    **dict.fromkeys(("日元", "日圆", "jpy"), "日元"),
    **dict.fromkeys(("英镑", "gbp", "£"), "英镑"),
    **dict.fromkeys(("新台币", "台币", "新台币元", "twd", "nt$"), "新台币"),
    **dict.fromkeys(("澳元", "澳大利亚元", "aud"), "澳元"),
    **dict.fromkeys(("加元", "加拿大元", "cad"), "加元"),
    **dict.fromkeys(("新加坡元", "新元", "sgd"), "新加坡元"),
    **dict.fromkeys(("韩元", "韩圆", "krw"), "韩元"),
    **dict.fromkeys(("瑞士法郎", "chf"), "瑞士法郎"),
    **dict.fromkeys(("澳门元", "澳门币", "mop"), "澳门元"),
    **dict.fromkeys(("马来西亚林吉特", "林吉特"), "林吉特"),
    "德国马克": "德国马克",
}
FACTORS = {"": 1e-4, "千": 0.1, "万": 1, "百万": 100, "千万": 1000, "亿": 10_000, "万亿": 1e8}
_WORDS = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
_PAID_IN = re.compile(r"[,;、(\s]*(其中)?(已?实缴|实收|实到|认缴)[^()]*\)?$")
_ROUND = re.compile(r"^[(),;、\s]+|[()\s]+$")
_BEFORE = re.compile(r"^(约|大约|认缴|注册资本|总计|合计)[::]?")
_UNIT = re.compile(
    rf"(?P<before>{_WORDS})?(?P<scale>万亿|千万|百万|亿|万|千)?(?P<yuan>元)?(?P<after>{_WORDS})?元?"
)
_MONEY = re.compile(
    rf"(?P<before>{_WORDS})?(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d*)?)"
    rf"(?P<scale>万亿|千万|百万|亿|万|千)?(?P<yuan>元整?)?(?P<after>{_WORDS})?元?整?"
)


UNITS = "元"  # a unit that is stated to be one and not ten thousand


class NoUnit(WrongValue):
    """An amount that neither its cell nor its heading gives a unit; `number` is as written."""

    def __init__(self, text: str, number: float) -> None:
        self.number = number
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Money:
    """金额: in ten thousands (万) of `currency`."""

    amount_10k: float
    currency: str = YUAN

    def __str__(self) -> str:
        return f"{self.amount_10k:.15g}万{'元' if self.currency == YUAN else self.currency}"


def read_money(text: str, unit: str = "", currency: str = "") -> Money | None:
    """Return an amount; None if the cell says nothing. `unit` is what the heading says.

    `currency` is what a column of its own says. What is paid in of it (实缴) is no part of it.

    Raises:
        NoUnit: it says in no unit how much it is.
        WrongValue: it is no amount.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = _BEFORE.sub("", _PAID_IN.sub("", plain).strip())
    plain = re.sub(r"[\s()]", "", plain)
    if plain in NOTHING or plain in CURRENCIES:
        return None
    found = _MONEY.fullmatch(plain)
    if found is None:
        msg = f"应当是金额，如 13,400万元、500万美元（填写值：{text[:60]}）"
        raise WrongValue(msg)
    beside = _unit_of(unit)
    names = [found["before"], found["after"], currency_of(currency), beside[1]]
    known = next((CURRENCIES.get(name, name) for name in names if name), YUAN)
    return Money(_amount(found, text, beside[0]), known)


def currency_of(text: str) -> str:
    """Return the currency that a cell of its own names («人民币», «CNY»), "" if it names none."""
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return CURRENCIES.get(plain, "")


def paid_in_of(text: str) -> str:
    """Return what a cell says of paid-in capital beside the amount itself, "" if nothing."""
    found = _PAID_IN.search(unicodedata.normalize("NFKC", text).strip())
    return _ROUND.sub("", found[0]) if found else ""


def _unit_of(unit: str) -> tuple[str, str]:
    """Return the scale that a heading's unit names (a word for none), and its currency."""
    plain = "".join(unicodedata.normalize("NFKC", unit).casefold().split())
    found = _UNIT.fullmatch(plain)
    if not plain or found is None:
        return "", ""
    named = found["before"] or found["after"]
    return found["scale"] or UNITS, CURRENCIES[named] if named else ""


def _amount(found: re.Match[str], text: str, unit: str) -> float:
    scale = found["scale"] or ""
    number = float(found["number"].replace(",", ""))
    if not scale and not any((found["yuan"], found["before"], found["after"])) and number:
        if not unit:
            msg = f"没有写单位（填写值：{text[:60]}）；请写明元、万元还是亿元"
            raise NoUnit(msg, number)
        scale = "" if unit == UNITS else unit
    if not math.isfinite(number * FACTORS[scale]):
        msg = f"数字太大（填写值：{text[:60]}）"
        raise WrongValue(msg)
    return significant(number * FACTORS[scale], DIGITS)
