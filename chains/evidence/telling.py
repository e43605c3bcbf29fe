"""Say in a few words what a presence rests on: «仅建宁县，2021–22，C 级，单源»."""

import re
from collections.abc import Iterable, Mapping

from chains.allowed_words import COUNTIES
from chains.evidence.review import YEAR_FIRST
from chains.evidence.standing import Proof, Support
from chains.model import Evidence, Grade

SUPPORTS: Mapping[Support, str] = {
    Support.CHECKED: "已核实",
    Support.FULL: "证据充分",
    Support.SINGLE: "单源",
    Support.NONE: "无证据",
}
PROOFS: Mapping[Proof, str] = {
    Proof.PROVEN: "已证实",
    Proof.STATED: "有来源说",
    Proof.CONTESTED: "说法不一",
}
GAP_PROOFS: Mapping[Proof, str] = {**PROOFS, Proof.STATED: "有来源说缺"}
MOST_COUNTIES = 3
WHOLE_CITY = ("三明", "全市", "我市")
# 三元 is also a battery material and 大田 any big field: these two only with their last letter.
_SHORT = {c if c in {"三元区", "大田县"} else c[:-1]: c for c in COUNTIES}
_COUNTY = re.compile("|".join(_SHORT))


def evidence_text(rows: Iterable[Evidence], grade: Grade | None, support: Support) -> str:
    """Say scope, years, grade and support of what something rests on; scope only where it is told.

    A county stands there only if every statement names one and none speaks of the whole city.
    """
    listed = list(rows)
    named = f"{grade.value} 级" if grade else ""
    parts = (scope_of(listed), years_of(listed), named, SUPPORTS[support])
    return "，".join(part for part in parts if part)


def scope_of(rows: Iterable[Evidence]) -> str:
    """Return "仅建宁县" or "仅建宁县、清流县" if the statements speak of these alone, else ""."""
    counties = counties_of(rows)
    if len(counties) > MOST_COUNTIES:
        return f"仅 {len(counties)} 个县（市、区）"
    return f"仅{'、'.join(counties)}" if counties else ""


def counties_of(rows: Iterable[Evidence]) -> tuple[str, ...]:
    """List the counties that the statements speak of alone, in order; none if one is wider."""
    counties: dict[str, None] = {}
    for row in rows:
        found = _COUNTY.findall(row.says)
        if not found or any(word in row.says for word in WHOLE_CITY):
            return ()
        counties |= dict.fromkeys(_SHORT[name] for name in found)
    return tuple(counties)


def years_of(rows: Iterable[Evidence]) -> str:
    """Return the years the statements speak of, "2021" or "2021–22"; "年份不明" if none is told."""
    years = [int(found[0]) for row in rows for found in YEAR_FIRST.findall(row.as_of)]
    if not years:
        return "年份不明"
    first, last = min(years), max(years)
    if first == last:
        return str(first)
    same_century = first // 100 == last // 100
    return f"{first}–{last % 100:02d}" if same_century else f"{first}–{last}"
