"""Who is looking: the first line of every screen asks here, whatever the front door did."""

from dataclasses import dataclass
from urllib.parse import unquote

import streamlit as st

ROLES = frozenset({"admin"})  # further roles come with accounts


@dataclass(frozen=True, slots=True)
class User:
    """用户: the person the gate let in."""

    id: str
    role: str
    name: str


def require() -> User:
    """Return the user, or stop the screen here with a notice if nobody is signed in."""
    told = st.user.to_dict()
    user_id, role = str(told.get("id") or ""), str(told.get("role") or "")
    if not user_id or role not in ROLES:
        st.error("没有登录身份,本页不能打开。请从首页重新进入;数据没有改动。")
        st.stop()
    return User(user_id, role, unquote(str(told.get("name") or user_id)))
