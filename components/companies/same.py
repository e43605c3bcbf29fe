"""可能是同一家: pairs of companies side by side, to be made one or told apart, and undone."""

from collections.abc import Mapping, Sequence

import streamlit as st

from components.companies.same_acts import apart, keep, take_back_same
from components.frame.address import base_path
from components.frame.kept import kept
from components.frame.last_state.asking import remember
from components.frame.ledger_access import open_ledger
from components.frame.plain_text import plain
from components.targets.asking import Targets
from ledger.book.policy import Actor
from ledger.companies.same import (
    SameDecision,
    SamePair,
    last_decisions,
    same_candidates,
    side_by_side,
    undecided,
)
from ledger.companies.store import names_version
from targets.same_companies import SameCandidate, SameKind

AT_ONCE = 10
LONGEST = 120
FIELDS = {
    "credit_code": "信用代码",
    "stock_code": "证券代码",
    "former_names": "曾用名",
    "status": "登记状态",
    "products": "主营",
    "scope": "经营范围",
    "source_title": "来源",
    "published": "来源日期",
}
EMPTY = "没有可能是同一家的企业。导入清单后，名称只差写法、已更名、简称、分公司的会列在这里。"


def same_companies(targets: Targets, actor: Actor) -> None:
    """Draw the pairs that wait, the surest first, and below them what was decided."""
    waiting, pairs, decided = remember("same companies", _read_now)
    if pairs:
        st.markdown(
            f"**{waiting} 对可能是同一家**，最像的在前。合并以后名单、计数、导出只算一家，"
            "动向、关系、拜访、归链、出访清单都跟到保留的那家；随时可以撤销。"
        )
    else:
        st.info(EMPTY)
    for pair in pairs:
        _pair(pair, targets, actor)
    if decided:
        st.subheader("已经决定的", anchor=False)
    for one in decided:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(f"{one.says}（{one.by}）"), width="content")
            st.button(
                "撤销",
                key=f"undo_same_{one.id}",
                on_click=take_back_same,
                args=(one, targets, actor),
                type="tertiary",
            )


def _read_now() -> tuple[int, Sequence[SamePair], Sequence[SameDecision]]:
    """Return how many pairs wait, the first of them, and what was decided last."""
    with open_ledger().reading() as session:
        version = names_version(session)
    every = _candidates(version)
    with open_ledger().reading() as session:
        candidates = undecided(session, every)
        pairs = side_by_side(session, candidates[:AT_ONCE])
        return len(candidates), pairs, last_decisions(session)


@kept(most=2, spinner="正在比对企业名称…")
def _candidates(version: str) -> list[SameCandidate]:  # noqa: ARG001  (the key of the cache)
    with open_ledger().reading() as session:
        return same_candidates(session)


def _pair(pair: SamePair, targets: Targets, actor: Actor) -> None:
    one = pair.candidate
    key = f"{one.first}_{one.second}"
    with st.container(border=True, key=f"same_{key}"):
        st.markdown(f"**{plain(one.why)}**")
        for column, side, name in zip(
            st.columns(2), (pair.first, pair.second), ("first", "second"), strict=True
        ):
            with column:
                _side(side)
                other = one.second if name == "first" else one.first
                label = "归到这家名下" if one.kind is SameKind.BRANCH else "合并，保留这家"
                if one.kind is not SameKind.BRANCH or name == "first":
                    st.button(
                        label,
                        key=f"keep_{name}_{key}",
                        on_click=keep,
                        args=((side["id"], other), one.kind, targets, actor),
                    )
        st.button("不是同一家", key=f"apart_{key}", on_click=apart, args=(one, actor))


def _side(told: Mapping[str, str]) -> None:
    where = " · ".join(filter(None, (told["province"], told["city"])))
    page = f"{base_path()}/company?id={told['id']}"
    st.markdown(f"[**{plain(told['name'])}**]({page})  \n{plain(where)}")
    lines = (f"{label}：{_short(told[name])}" for name, label in FIELDS.items() if told.get(name))
    st.caption("  \n".join(map(plain, lines)))


def _short(text: str) -> str:
    line = text.replace("\n", "、")
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
