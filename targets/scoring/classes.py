"""Classes of targets (目标企业的类): what orders them, in place of a number (docs/methods.md 8).

A class says what a company would fill, how well a source says that it makes the product, and for
four facts whether they are known and in favour, unknown, or looked up and not there. Equal ones
are ties; nothing of the score decides between them.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import IntEnum
from typing import Self

from chains.evidence.standing import Proof
from chains.gaps.assessment import Flag
from chains.gaps.measures import Interval
from targets.company_rows import STATED_BY_SOURCE
from targets.model import Assignment, LinkState, ScoreParts
from targets.scoring.links import LinkPart

BASE = 10  # of the digits of a code
UNCLASSED = 999_999
"""In the place of a code, what was written before there were classes; behind every other."""


class Fills(IntEnum):
    """补什么: what a link is to us, by how well that is proven; the best first."""

    PROVEN_GAP = 1  # 缺口，已证实
    TOLD_GAP = 2  # 缺口，有来源说缺或说法不一
    WANTED = 3  # 补链方向
    TO_CHECK = 4  # 有没有这个环节待核实
    NOTHING = 5  # 都不是；只补这样的环节就不是目标


class Making(IntEnum):
    """做不做: how well it is known that a company makes the product of a link, the best first."""

    NAMED = 1  # 近三年的来源写明产品，或者单位核实过
    DATED = 2  # 来源写明产品，已超过三年或没有日期
    SEGMENT = 3  # 来源只写细分领域
    GUESSED = 4  # 凭代码、关键词、名称或记忆，待核


class Known(IntEnum):
    """查到没有: what is known of one fact; looking in vain is worse than not having looked."""

    FAVOUR = 1
    UNKNOWN = 2
    NONE = 3


@dataclass(frozen=True, slots=True, order=True)
class TargetClass:
    """目标企业的类: six steps, the first of which weighs most; the smaller, the better."""

    fills: Fills
    making: Making
    relation: Known = Known.UNKNOWN
    signal: Known = Known.UNKNOWN
    transfer: Known = Known.UNKNOWN
    carry: Known = Known.UNKNOWN

    @property
    def code(self) -> int:
        """The six steps as digits of one number, as stores keep and order it: 312122."""
        number = 0
        for field in fields(self):
            number = number * BASE + getattr(self, field.name)
        return number

    @classmethod
    def of_code(cls, code: int) -> Self:
        """Return the class that a code was made of; that of no link for what has none yet."""
        if code == UNCLASSED:
            return cls(Fills.NOTHING, Making.GUESSED)
        digits = [int(digit) for digit in str(code)]
        fills, making, *facts = digits
        return cls(Fills(fills), Making(making), *map(Known, facts))

    @property
    def known(self) -> Mapping[str, Known]:
        """What is known of the five parts of the score, by their names.

        That a company would fill a gap is known if the link is sought and a source of the last
        three years, or the office, says that it makes the product.
        """
        return {
            "chain": self._chain,
            "relation": self.relation,
            "signal": self.signal,
            "transfer": self.transfer,
            "carry": self.carry,
        }

    @property
    def _chain(self) -> Known:
        if self.fills is Fills.NOTHING:
            return Known.NONE
        is_known = self.fills <= Fills.WANTED and self.making is Making.NAMED
        return Known.FAVOUR if is_known else Known.UNKNOWN

    @property
    def next_check(self) -> str:
        """The first of what one can look up about a company and nobody has; "" if there is none.

        One of "making", "relation", "signal", "carry". An agreement on transfer is of a place, not
        of a company, and is not looked up for one.
        """
        if self.making is not Making.NAMED:
            return "making"
        open_ones = (
            n for n in ("relation", "signal", "carry") if getattr(self, n) == Known.UNKNOWN
        )
        return next(open_ones, "")

    @property
    def after_check(self) -> "TargetClass":
        """The class it would be in if `next_check` came out in its favour."""
        match self.next_check:
            case "making":
                return replace(self, making=Making.NAMED)
            case "relation":
                return replace(self, relation=Known.FAVOUR)
            case "signal":
                return replace(self, signal=Known.FAVOUR)
            case "carry":
                return replace(self, carry=Known.FAVOUR)
            case _:
                return self


NO_CLASS = TargetClass(Fills.NOTHING, Making.GUESSED)
"""Of a company that no link was assigned to."""


@dataclass(frozen=True, slots=True)
class SharedRank:
    """并列: the rank that companies of one class share in a list, and how many they are."""

    rank: int
    size: int


def shared_ranks(counted: Mapping[int, int]) -> dict[int, SharedRank]:
    """Return the rank of each class, by its code; `counted` says how many companies are in each."""
    found: dict[int, SharedRank] = {}
    before = 0
    for code, size in sorted(Counter(counted).items()):
        found[code] = SharedRank(before + 1, size)
        before += size
    return found


def class_on_link(part: LinkPart, assignment: Assignment, parts: ScoreParts) -> TargetClass:
    """Return the class of a company on one link; `parts` are those of its score."""
    return TargetClass(
        fills_of(part),
        making_of(assignment),
        known_of(parts.relation),
        known_of(parts.signal),
        known_of(parts.transfer),
        known_of(part.carry.share),
    )


def fills_of(part: LinkPart) -> Fills:
    """Return what filling a link is to us."""
    match part.flag:
        case Flag.GAP:
            return Fills.PROVEN_GAP if part.proof is Proof.PROVEN else Fills.TOLD_GAP
        case Flag.WANTED:
            return Fills.WANTED
        case Flag.TO_CHECK:
            return Fills.TO_CHECK
        case _:
            return Fills.NOTHING


def making_of(assignment: Assignment) -> Making:
    """Return how well it is known that a company makes the product of a link."""
    if assignment.state is LinkState.CONFIRMED:
        return Making.NAMED
    is_said = assignment.state in {LinkState.STATED, LinkState.DATED}
    if not is_said or assignment.basis not in STATED_BY_SOURCE:
        return Making.GUESSED
    if assignment.basis == "segment":
        return Making.SEGMENT
    return Making.NAMED if assignment.state is LinkState.STATED else Making.DATED


def known_of(part: Interval) -> Known:
    """Return what is known of a fact whose part of the score is so: an interval is not known."""
    low, high = part
    if low < high:
        return Known.UNKNOWN
    return Known.FAVOUR if high > 0 else Known.NONE
