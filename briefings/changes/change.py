"""A change between two states of the results: its kind, what it is about, its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """变化类型, in the order shown."""

    OPENED = "opened"
    CLOSED = "closed"
    REGRADED = "regraded"
    MOVED = "moved"
    PLOT_ADDED = "plot_added"
    PLOT_TAKEN = "plot_taken"
    TARGET = "target"
    TARGET_GONE = "target_gone"
    SIGNAL = "signal"
    SIGNAL_GONE = "signal_gone"
    TIE = "tie"
    TIE_GONE = "tie_gone"
    VISIT = "visit"
    VISIT_GONE = "visit_gone"
    CLAIM = "claim"
    CLAIM_GONE = "claim_gone"
    DECISION = "decision"
    DECISION_GONE = "decision_gone"


CHANGE_NAMES: Mapping[ChangeKind, str] = {
    ChangeKind.OPENED: "新增缺口、补链方向",
    ChangeKind.CLOSED: "关闭缺口、补链方向",
    ChangeKind.REGRADED: "环节改判",
    ChangeKind.MOVED: "名次变动",
    ChangeKind.PLOT_ADDED: "新增、腾出地块",
    ChangeKind.PLOT_TAKEN: "地块占用或撤下",
    ChangeKind.TARGET: "新增目标企业",
    ChangeKind.TARGET_GONE: "不再列入的目标企业",
    ChangeKind.SIGNAL: "新动向",
    ChangeKind.SIGNAL_GONE: "撤回的动向",
    ChangeKind.TIE: "新关系",
    ChangeKind.TIE_GONE: "结束、撤回的关系",
    ChangeKind.VISIT: "新拜访",
    ChangeKind.VISIT_GONE: "撤回的拜访",
    ChangeKind.CLAIM: "首招新增、有变",
    ChangeKind.CLAIM_GONE: "首招失效、撤回",
    ChangeKind.DECISION: "待决事项新增、改动",
    ChangeKind.DECISION_GONE: "删去的待决事项",
}


@dataclass(frozen=True, slots=True)
class Change:
    """变化: what it is about, what it was and is, and the source.

    `place` is (chain id, link id), two empty texts for anything that is not a link.
    """

    kind: ChangeKind
    subject: str
    says: str
    source: str
    place: tuple[str, str] = ("", "")
