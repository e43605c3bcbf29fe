"""Who is looking: the first line of every screen asks here, whatever the front door did."""

from collections.abc import Mapping
from urllib.parse import unquote

import streamlit as st

from components.frame.plain_text import plain
from ledger.book.policy import Action, Actor, ask_whom, may, may_somewhere, read_grants


def require() -> Actor:
    """Return who the gate let in, or stop the screen here with a notice if nobody is signed in."""
    actor = admitted(st.user.to_dict())
    if actor is None:
        st.error("没有登录身份，本页不能打开。请从首页重新进入；数据没有改动。")
        st.stop()
    return actor


def is_signed_in() -> bool:
    """Tell whether who looks has signed in: in server mode everybody, on one computer nobody."""
    return bool(st.user.to_dict().get("session"))


def signed_in() -> Actor | None:
    """Return who signed in, None in local mode."""
    return admitted(st.user.to_dict()) if is_signed_in() else None


def admitted(told: Mapping[str, object]) -> Actor | None:
    """Return whom the gate named (`id`, `name`, `grants`, percent-encoded), None if not admitted.

    What is not understood is nobody: a person has an id, and one grant of a role let in.
    """
    given = {key: unquote(str(told.get(key) or "")) for key in ("id", "name", "grants")}
    actor = Actor(given["id"], given["name"] or given["id"], read_grants(given["grants"]))
    return actor if actor.id and actor.admitted else None


def offered(actor: Actor, action: Action, *, county: str = "", desk: str = "") -> bool:
    """Tell whether `actor` may do `action` there; if not, draw who can."""
    allowed = may(actor, action, county=county, desk=desk)
    if not allowed:
        places = ([county] if county else [], [desk] if desk else [])
        st.caption(plain(ask_whom(action, counties=places[0], desks=places[1])))
    return allowed


def offered_somewhere(actor: Actor, action: Action) -> bool:
    """Tell whether `actor` may do `action` in any place at all; if not, draw who can."""
    allowed = may_somewhere(actor, action)
    if not allowed:
        st.caption(plain(ask_whom(action)))
    return allowed
