"""The foot of every screen: data version, where the facts come from, for whom they are."""

import streamlit as st

from chains.catalog import Catalog
from components.frame.context import Context
from components.frame.kept import kept
from components.frame.last_state.look import finish_look


def provenance(context: Context, note: str = "") -> None:
    """Draw the line that ties this screen to one state of the data, and say above how old it is."""
    sources = _sources(context.catalog.data_version, context.catalog)
    parts = [
        f"数据版本 {context.data_version}",
        note,
        f"事实出自 {sources} 个登记来源，各条目注明出处、时间和等级",
        "A 官方 B 媒体或协会 C 转载 D 目录",
        "链名按公开资料整理",
        "仅供内部工作参考",
    ]
    st.caption(" · ".join(part for part in parts if part))
    finish_look()


@kept(most=2)
def _sources(version: str, _catalog: Catalog) -> int:  # noqa: ARG001  (the key)
    return len({s.id for chain in _catalog.chains.values() for s in chain.sources})
