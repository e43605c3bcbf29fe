"""The Chinese words of a profile that the scoring does not have."""

from collections.abc import Mapping

from chains.gaps.assessment import Flag
from chains.gaps.wording import FLAGS

NOT_LOOKED = "未查"
ASSIGNMENT_BASES: Mapping[str, str] = {
    "products": "来源所写的产品",
    "segment": "来源所写的行业分类",
    "name": "企业名称",
    "memory": "编者印象,没有来源",
    "industry_code": "国民经济行业代码",
    "keyword": "关键词命中",
    "office": "片区或市招商服务中心认定",
}


def standing_word(flag: Flag | None, kind: str, place: str = "") -> str:
    """Say what a link is to us and of what kind, once where both are the same word."""
    word = flag_word(flag)
    return f"{word}{place}" + (f",{kind}" if kind and kind != word else "")


def flag_word(flag: Flag | None) -> str:
    """Say what a link is to us; one that carries no flag is no gap."""
    return FLAGS[flag] if flag else "不是缺口"
