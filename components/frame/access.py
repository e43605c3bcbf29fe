"""Who is looking: the first line of every screen asks here, whatever the front door did."""

from urllib.parse import unquote

import streamlit as st

from ledger.book.policy import ADMITTED, Actor


def require() -> Actor:
    """Return who the gate let in, or stop the screen here with a notice if nobody is signed in.

    The area stays empty until accounts carry one, so nobody gets rights by county meanwhile.
    """
    told = st.user.to_dict()
    actor_id, role = str(told.get("id") or ""), str(told.get("role") or "")
    if not actor_id or role not in ADMITTED:
        st.error("没有登录身份，本页不能打开。请从首页重新进入；数据没有改动。")
        st.stop()
    return Actor(actor_id, role, unquote(str(told.get("name") or actor_id)))
