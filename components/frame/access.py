"""Who is looking: the first line of every screen asks here, whatever the front door did."""

from collections.abc import Mapping
from urllib.parse import unquote

import streamlit as st

from ledger.book.policy import Actor, read_grants


def require() -> Actor:
    """Return who the gate let in, or stop the screen here with a notice if nobody is signed in."""
    actor = admitted(st.user.to_dict())
    if actor is None:
        st.error("没有登录身份，本页不能打开。请从首页重新进入；数据没有改动。")
        st.stop()
    return actor


def admitted(told: Mapping[str, object]) -> Actor | None:
    """Return whom the gate named (`id`, `name`, `grants`, percent-encoded), None if not admitted.

    What is not understood is nobody: a person has an id, and one grant of a role let in.
    """
    given = {key: unquote(str(told.get(key) or "")) for key in ("id", "name", "grants")}
    actor = Actor(given["id"], given["name"] or given["id"], read_grants(given["grants"]))
    return actor if actor.id and actor.admitted else None
