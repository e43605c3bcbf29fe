"""Which companies are no more: struck off, revoked, dissolved, or delisted and not said to run.

docs/methods.md 8: one «no» is enough. A company that left the exchange and goes on («已退市，在营»)
is none of them; neither is one that moved away (迁出).
"""

import re

CLOSED = (
    "注销",
    "吊销",
    "撤销",
    "除名",
    "废止",
    "解散",
    "破产",
    "责令关闭",
    "已终止营业地点",
    "终止营业",
    "已关闭",
    "被吸收合并",
)
"""Words of which each closes a company, whatever else its state says."""
DELISTED = ("退市", "终止上市", "摘牌")
RUNNING = ("在营", "在业", "存续", "开业", "正常", "在册")
CLOSING_WORDS = (*CLOSED, *DELISTED, *RUNNING)
SINCE = "（截至 "
"""Where a status of ours begins to name its day and source; what stands there closes nothing."""
_SINCE = re.compile(r"[（(]截至 ")  # written with narrow brackets until 2026-11-30
NOT_CLOSED = re.compile(r"(未|非|不予)(被)?(注销|吊销|撤销|除名|解散|破产)")


def is_closed(status: str) -> bool:
    """Tell whether a state says that there is no company any more to be approached.

    «吊销，未注销» is closed (revoked); «未注销» alone is not.
    """
    said = NOT_CLOSED.sub("", said_now(status))
    if any(word in said for word in CLOSED):
        return True
    return any(word in said for word in DELISTED) and not any(word in said for word in RUNNING)


def has_left_exchange(status: str) -> bool:
    """Tell whether a state says that the shares are traded no more, whether or not it runs."""
    return any(word in said_now(status) for word in DELISTED)


def said_now(status: str) -> str:
    """Return the words of a status without its day and its source."""
    return _SINCE.split(status)[0]
