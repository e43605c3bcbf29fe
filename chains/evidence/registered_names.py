"""Registered names of residents: what papers print once beside the trade name that sources use.

A name that no source writes whole is not put together here: the trade name stays alone.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial

from chains.model import Chain, Enterprise

UNSEEN = "（全称未核）"  # written before a name that is not known to be whole
AS_TOLD = "来源用名"  # written after one that a source uses and no register is known to hold
_REMARK = re.compile(r"（([^（）]*)）$")
_WHOLE = re.compile(r"(?:公司|合作社|研究院|研究所|分院|分站)$")
_INNER = str.maketrans("（）", "〔〕")  # brackets within brackets
_LONGER = "(?!集团|公司|股份|有限)"  # follows a trade name in another company


def registered_name(enterprise: Enterprise) -> str:
    """Return the registered name without the remarks beside it, "" where it is not known."""
    told = enterprise.full_name
    remark = _REMARK.search(told)
    if told.startswith(UNSEEN) or (remark and AS_TOLD in remark[1]):
        return ""
    whole = _REMARK.sub("", told)
    return whole if _WHOLE.search(whole) else ""


def introduced(name: str, whole: str) -> str:
    """Return the name as a paper prints it first: «福建鑫森合纤科技有限公司（鑫森合纤）».

    A trade name that the registered one begins with is not said twice; what is remarked of a
    resident stays: «福建华忠生态科技发展有限公司（华忠生态，拟投）». Without a registered name,
    `whole` is "", the trade name stands alone.
    """
    if not whole:
        return name
    remark = _REMARK.search(name)
    if remark is None and whole.startswith(name):
        return whole
    short = f"{_REMARK.sub('', name)}，{remark[1]}" if remark else name.translate(_INNER)
    return f"{whole}（{short}）"


def bracketed(text: str) -> str:
    """Return `text` as it stands within brackets: its own are of the other kind."""
    return text.translate(_INNER)


def nobody(_name: str) -> str:
    """Know no company by any name."""
    return ""


class RegisteredNames:
    """注册名: the registered names of all residents, one lookup for every paper.

    What one chain knows of a company holds in every other: a company is one trade name, and one
    county where the trade name stands in several. A trade name that two registered names could
    belong to stays as it is. `today` returns the name that a company has now by one that it has
    or had, "" where it knows no such company.
    """

    def __init__(self, chains: Iterable[Chain], today: Callable[[str], str] = nobody) -> None:
        self._chains, self._today = tuple(chains), today

    @cached_property
    def _whole(self) -> Mapping[tuple[str, str], str]:
        """The registered name by chain and trade name, looked up when first asked for."""
        listed = [(chain.id, one) for chain in self._chains for one in chain.enterprises]
        counties: dict[str, set[str]] = defaultdict(set)
        for _, one in listed:
            counties[one.name] |= {one.county} - {""}
        told = {(chain, one.name): _told_now(one, self._today) for chain, one in listed}
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        company: dict[tuple[str, str], tuple[str, str]] = {}
        for chain, one in listed:
            is_one = len(counties[one.name]) <= 1
            where = "" if is_one else one.county or chain
            company[chain, one.name] = one.name, where
            found[one.name, where] |= {told[chain, one.name]} - {""}
        return {at: told[at] or _only(found[company[at]]) for at in told}

    def of(self, chain: str, name: str) -> str:
        """Return the registered name of the resident of that trade name, "" if not known."""
        return self._whole.get((chain, name), "")

    def anywhere(self, name: str) -> str:
        """Return the registered name that all chains give a trade name, "" if not just one."""
        given = [whole for (_, trade_name), whole in self._whole.items() if trade_name == name]
        return given[0] if len(set(given)) == 1 else ""

    def trade_names(self, chain: str) -> tuple[str, ...]:
        """Return the trade names of the residents of one chain, by its id."""
        return tuple(name for of, name in self._whole if of == chain)

    def introduced(self, chain: str, name: str) -> str:
        """Return the trade name as a paper prints it first (`introduced`)."""
        return introduced(name, self.of(chain, name))


def written_names(enterprise: Enterprise) -> tuple[str, ...]:
    """Return the whole names that a chain file writes of a resident, registered now or before."""
    used = "" if enterprise.full_name.startswith(UNSEEN) else enterprise.full_name
    return tuple(filter(_WHOLE.search, (_REMARK.sub("", used), enterprise.name)))


def _told_now(enterprise: Enterprise, today: Callable[[str], str]) -> str:
    """Return the name that is registered now of what the chain file writes."""
    now = map(today, written_names(enterprise))
    return next(filter(None, now), registered_name(enterprise))


def _only(names: set[str]) -> str:
    return next(iter(names)) if len(names) == 1 else ""


class NamesOnce:
    """全称一次: spells residents for one paper, each whole the first time."""

    def __init__(self, names: RegisteredNames) -> None:
        self._names = names
        self._said: set[str] = set()

    def of(self, chain: str) -> Callable[[str], str]:
        """Return what prints the trade names of that chain, by its id."""
        return partial(self._resident, chain)

    def _resident(self, chain: str, name: str) -> str:
        return self._once(name, self._names.of(chain, name))

    def in_text(self, chain: str, text: str) -> str:
        """Return a sentence of a chain in which each resident stands whole the first time.

        A sentence that has the registered name itself introduces it.
        """
        named = sorted(self._names.trade_names(chain), key=len, reverse=True)
        if not named:
            return text
        any_of = "|".join(map(re.escape, named))

        def spelled(found: re.Match[str]) -> str:
            whole = self._names.of(chain, found[0])
            return found[0] if whole and whole in text else self._once(found[0], whole)

        return re.sub(f"(?:{any_of}){_LONGER}", spelled, text)

    def in_saying(self, name: str, says: str) -> str:
        """Return what is printed, within brackets, for the resident that `says` speaks of.

        A saying that has the registered name itself introduces it.
        """
        whole = self._names.anywhere(name)
        text = self._once(name, whole)
        return name if whole and whole in says else bracketed(text)

    def _once(self, name: str, whole: str) -> str:
        text = introduced(name, whole)
        if text in self._said:
            return name
        self._said.add(text)
        return text
