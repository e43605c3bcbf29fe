"""Registered names of residents: what papers print once beside the trade name that sources use.

A name that no source writes whole is not put together here: the trade name stays alone.
"""

import re

from chains.model import Chain, Enterprise

UNSEEN = "（全称未核）"  # written before a name that is not known to be whole
AS_TOLD = "来源用名"  # written after one that a source uses and no register is known to hold
_REMARK = re.compile(r"（([^（）]*)）$")
_WHOLE = re.compile(r"(?:公司|合作社|研究院|研究所|分院|分站)$")
_INNER = str.maketrans("（）", "〔〕")  # brackets within brackets


def registered_name(enterprise: Enterprise) -> str:
    """Return the registered name without the remarks beside it, "" where it is not known."""
    told = enterprise.full_name
    remark = _REMARK.search(told)
    if told.startswith(UNSEEN) or (remark and AS_TOLD in remark[1]):
        return ""
    whole = _REMARK.sub("", told)
    return whole if _WHOLE.search(whole) else ""


def introduced(enterprise: Enterprise) -> str:
    """Return the name as a paper prints it first: «福建鑫森合纤科技有限公司（鑫森合纤）».

    A trade name that the registered one begins with is not said twice; what is remarked of a
    resident stays: «福建华忠生态科技发展有限公司（华忠生态，拟投）».
    """
    whole, name = registered_name(enterprise), enterprise.name
    if not whole:
        return name
    remark = _REMARK.search(name)
    if remark is None and whole.startswith(name):
        return whole
    short = f"{_REMARK.sub('', name)}，{remark[1]}" if remark else name.translate(_INNER)
    return f"{whole}（{short}）"


class NamesOnce:
    """全称一次: spells the residents of one chain for one paper, each whole the first time."""

    def __init__(self, chain: Chain) -> None:
        self._whole = {one.name: introduced(one) for one in chain.enterprises}

    def __call__(self, name: str) -> str:
        """Return what is printed for that trade name now."""
        return self._whole.pop(name, name)
