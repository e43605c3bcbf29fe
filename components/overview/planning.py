"""市里的规划后来变了什么: the plan's chains stay the frame, later texts stand beside it."""

from collections.abc import Iterator, Mapping

import streamlit as st

from chains.model import Chain
from chains.source_words import source_name
from components.frame.context import Context
from components.frame.plain_text import plain
from policies.reading import Policies, load_policies


def planning_changes(context: Context) -> None:
    """Draw the changes, folded; nothing while their table does not open."""
    policies, chains = load_policies(), context.catalog.chains
    lines = list(planning_lines(policies, chains))
    if not lines:
        return
    title = f"市里的规划后来变了什么（{len(lines)} 条；本页仍按 {len(chains)} 条链）"
    with st.expander(title, key="planning"):
        for line in lines:
            st.markdown(f"- {plain(line)}")
        st.caption("对应到哪条链是编者对应。要换一套链，见 docs/chain_format.md 的“链集”。")


def planning_lines(policies: Policies, chains: Mapping[str, Chain]) -> Iterator[str]:
    """Say of each change its day, what it says, the chains of ours it speaks of, and the source."""
    for change in policies.planning:
        ours = "、".join(chains[chain].name for chain in change.chains if chain in chains)
        mapped = f"编者对应：{ours}。" if ours else ""
        note = f"{change.note}。" if change.note else ""
        best = min(map(policies.source, change.sources), key=lambda source: source.grade)
        cited = f"{source_name(best)}，{best.grade.value}级"
        yield f"{change.as_of} {change.name}：{change.says}。{mapped}{note}（{cited}）"
