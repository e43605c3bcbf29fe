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
_MONEY = re.compile(
    rf"(?P<before>{_WORDS})?(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d*)?)"
    rf"(?P<scale>万亿|千万|百万|亿|万|千)?(?P<yuan>元整?)?(?P<after>{_WORDS})?元?整?"
)


@dataclass(frozen=True, slots=True)
class Money:
    """金额: in ten thousands (万) of `currency`."""

    amount_10k: float
    currency: str = YUAN

    def __str__(self) -> str:
        return f"{self.amount_10k:.15g}万{'元' if self.currency == YUAN else self.currency}"


def read_money(text: str, unit: str = "") -> Money | None:
    """Return an amount; None if the cell says nothing. `unit` is what the heading says.

    Raises:
        WrongValue: it is no amount, or says in no unit how much it is.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"[\s()]", "", plain)
    if plain in NOTHING or plain in CURRENCIES:
        return None
    found = _MONEY.fullmatch(plain)
    if found is None:
        msg = f"应当是金额,如 13,400万元、500万美元(填写值:{text[:60]})"
        raise WrongValue(msg)
    names = [found["before"], found["after"]]
    currency = next((CURRENCIES[name] for name in names if name), YUAN)
    return Money(_amount(found, text, unit), currency)


def _amount(found: re.Match[str], text: str, unit: str) -> float:
    scale = found["scale"] or ""
    number = float(found["number"].replace(",", ""))
    if not scale and not any((found["yuan"], found["before"], found["after"])) and number:
        if not unit:
            msg = f"没有写单位(填写值:{text[:60]});请写明元、万元还是亿元"
            raise WrongValue(msg)
        scale = re.sub(r"元|人民币", "", unit)
    if not math.isfinite(number * FACTORS[scale]):
        msg = f"数字太大(填写值:{text[:60]})"
        raise WrongValue(msg)
    return significant(number * FACTORS[scale], DIGITS)
