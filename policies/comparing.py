"""Compare a link with the shipped tables: what they forbid, bind or encourage (docs/methods.md 8).

The tables are not whole: a link that stands in none of them is unknown, never allowed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policies.model import (
    KIND_NAMES,
    VALIDITY_NAMES,
    Allowance,
    AllowanceKind,
    Covers,
    Rule,
    Validity,
)
from policies.reading import ALLOWANCES, RULES, Policies

FORBIDS = frozenset(
    {
        AllowanceKind.PROHIBITED,
        AllowanceKind.ELIMINATED,
        AllowanceKind.NO_NEW,
        AllowanceKind.RESTRICTED,
    }
)
ORDER = tuple(AllowanceKind)
CLOSED_TABLES = "法规对照表没有打开，是否属于限制、淘汰类或另有准入要求，未核实"
NO_ROW = "随附的对照表（不全）里没有这个环节，是否属于限制、淘汰类或另有准入要求，未核实"


class PolicyAnswer(StrEnum):
    """政策答复: FORBIDDEN and ALLOWED follow only from a row that speaks of the whole link."""

    FORBIDDEN = "forbidden"
    ALLOWED = "allowed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PolicyReading:
    """政策对照: what the tables say of a link, in a sentence, and the sources of the rows."""

    answer: PolicyAnswer
    reason: str
    sources: tuple[str, ...] = ()


def read_policy(
    policies: Policies, link: tuple[str, str] | None, codes: Sequence[str], today: date
) -> PolicyReading:
    """Return what the tables say of `link` (chain, link) and of GB/T 4754 `codes` on `today`."""
    if not policies.open_tables.issuperset({RULES, ALLOWANCES}):
        return PolicyReading(PolicyAnswer.UNKNOWN, CLOSED_TABLES)
    given = tuple(codes)
    found = [row for row in policies.allowances if row.concerns(link, given)]
    if not found:
        return PolicyReading(PolicyAnswer.UNKNOWN, NO_ROW)
    found.sort(key=lambda row: ORDER.index(row.kind))
    said = "；".join(_said(row, policies.rules[row.rule], today) for row in found)
    sources = dict.fromkeys(text for row in found for text in policies.cite(row))
    answer = _answer(found, policies, today)
    tail = "；本项目是否在内，未核实" if answer is PolicyAnswer.UNKNOWN else ""
    return PolicyReading(answer, f"{said}{tail}", tuple(sources))


def _answer(found: Sequence[Allowance], policies: Policies, today: date) -> PolicyAnswer:
    """Forbid by one row in force for the whole link; allow only by rows that all encourage it."""
    whole = [
        row
        for row in found
        if row.covers is Covers.WHOLE
        and policies.rules[row.rule].validity_on(today) is Validity.IN_FORCE
    ]
    if any(row.kind in FORBIDS for row in whole):
        return PolicyAnswer.FORBIDDEN
    encouraged = [row for row in whole if row.kind is AllowanceKind.ENCOURAGED]
    if encouraged and len(encouraged) == len(found):
        return PolicyAnswer.ALLOWED
    return PolicyAnswer.UNKNOWN


def _said(row: Allowance, rule: Rule, today: date) -> str:
    validity = rule.validity_on(today)
    doubt = "" if validity is Validity.IN_FORCE else f"，{VALIDITY_NAMES[validity]}"
    return f"{KIND_NAMES[row.kind]}：{row.says}（{rule.title}{doubt}）"
