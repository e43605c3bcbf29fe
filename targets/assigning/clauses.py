"""经营范围 taken apart: one item a thing that is done, and whether it is made, sold or served.

A registered scope names what a company may do. Who makes a thing most likely fills the link of it;
who may sell it, or offers a service around it, most likely does not.
"""

import re
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from targets.spelling.folding import folded


class ClauseKind(StrEnum):
    """条目种类: what is done with the thing an item of a scope names."""

    MAKE = "制造"
    SELL = "销售"
    SERVE = "服务"


class ScopeItem(NamedTuple):
    """条目: one thing of a scope, folded, and the same without its verb at end or front."""

    text: str
    core: str
    kind: ClauseKind


_VERBS = {
    ClauseKind.MAKE: (
        "制造 生产 加工 制作 种植 栽培 养殖 饲养 冶炼 印染 织造 开采 采选 采矿 捕捞 屠宰 酿造 研制 "
        "产销 组装 压延 制备 精制 印刷 培育 繁育 选育 炼制 代工"
    ),
    ClauseKind.SELL: "销售 批发 零售 购销 经销 贸易 代理 经营 出口 进口 进出口 收购",
    ClauseKind.SERVE: (
        "售后服务 服务 咨询 管理 运输 物流 仓储 开发 研发 研究 策划 推广 转让 交流 检测 检验 测试 "
        "安装 维修 修理 维护 保养 改造 设计 施工 租赁 出租 培训 回收 供应 发电 调试 承包 集成 "
        "技术 投资 装卸"
    ),
}
_KINDS = {verb: kind for kind, verbs in _VERBS.items() for verb in verbs.split()}
_VERB = "|".join(sorted(_KINDS, key=len, reverse=True))
_JOINED = f"(?:{_VERB})(?:[和及与兼、]?(?:{_VERB}))*"
_TAIL = re.compile(f"(?:的|之)?(?P<verbs>{_JOINED})$")
_LEAD = re.compile(f"^(?P<verbs>{_JOINED})")
_BRACKETS = re.compile(r"[(\uff08\[【][^(\uff08)\uff09\[\]【】]*[)\uff09\]】]")
_HEADINGS = re.compile("(?:许可|一般)(?:经营)?项目是?[:\uff1a]?")
_SEGMENT = re.compile("[;\uff1b。〓*]")
_ITEM = re.compile(r"[,,、/]")
_ORDER = (ClauseKind.MAKE, ClauseKind.SELL, ClauseKind.SERVE)


@lru_cache(maxsize=16)  # the same scope is asked for twice in a row
def items(scope: str) -> tuple[ScopeItem, ...]:
    """Return the items of a scope in its order; what stands in brackets is left out."""
    # Segments before they are folded: it takes longest, and registers offer standard phrases.
    segments = _SEGMENT.split(_HEADINGS.sub(";", _without_brackets(scope)))
    return tuple(chain.from_iterable(map(_segment_items, filter(None, segments))))


def _without_brackets(text: str) -> str:
    while (shorter := _BRACKETS.sub("", text)) != text:
        text = shorter
    return text


@lru_cache(maxsize=20_000)  # registers offer standard phrases
def _segment_items(segment: str) -> tuple[ScopeItem, ...]:
    """Return the items of what stands between two semicolons.

    A verb counts for the things before it in the same enumeration («A、B的生产、销售»), a heading
    («销售:A、B») for those after it; a thing without any verb is made.
    """
    segment = folded(segment)
    head, colon, rest = segment.partition(":")
    heading = _kind_of_verbs(head) if colon else None
    written = _ITEM.split(rest if heading else segment.replace(":", ","))
    found: list[ScopeItem] = []
    after: ClauseKind | None = None
    verbs: list[ClauseKind] = []
    for text in reversed([part.strip(" 等以及和") for part in written if part.strip()]):
        core, kind = _cut(text)
        if not core:
            verbs += [kind] if kind else []
            continue
        if kind or verbs:
            after = min([*([kind] if kind else []), *verbs], key=_ORDER.index)
            verbs = []
        found.append(ScopeItem(text, core, after or heading or ClauseKind.MAKE))
    return tuple(reversed(found))


def _cut(text: str) -> tuple[str, ClauseKind | None]:
    """Return a text without the verbs at its end or beginning, and what they say."""
    for pattern in (_TAIL, _LEAD):
        found = pattern.search(text)
        if found:
            core = text[: found.start()] + text[found.end() :]
            return core.removeprefix("的"), _strongest(found["verbs"])
    return text, None


def _kind_of_verbs(head: str) -> ClauseKind | None:
    """Return what a heading of nothing but verbs says («研发、生产、销售»), None of another."""
    if not head or re.sub(f"{_VERB}|[、,和及与兼]", "", head):
        return None
    return _strongest(head)


def _strongest(verbs: str) -> ClauseKind:
    return min((_KINDS[verb] for verb in re.findall(_VERB, verbs)), key=_ORDER.index)
