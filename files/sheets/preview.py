"""What a preview says of each row of any list, before anything is saved: the words of it."""

from enum import StrEnum


class ImportStatus(StrEnum):
    """对照结果: what an import makes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    SKIPPED = "skipped"


class ImportHint(StrEnum):
    """提示: what a person should look at in a row."""

    RENAMED = "renamed"
    MOVED = "moved"
    DUPLICATE = "duplicate"
    NO_DESK = "no_desk"
    NO_PLACE = "no_place"


STATUS_NAMES = {
    ImportStatus.NEW: "新增",
    ImportStatus.CHANGED: "更新",
    ImportStatus.UNCHANGED: "没有变化",
    ImportStatus.REFUSED: "有问题",
    ImportStatus.SKIPPED: "略过",
}
HINT_NAMES = {
    ImportHint.RENAMED: "改名",
    ImportHint.MOVED: "换片区",
    ImportHint.DUPLICATE: "可能重复",
    ImportHint.NO_DESK: "没有片区",
    ImportHint.NO_PLACE: "没有地点",
}
CHANGE, KEEP = "改动", "不改动"
YES = frozenset({"是", "yes", "y", "true", CHANGE})
