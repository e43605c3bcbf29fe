"""Whose screen this is, and the way to one's account and out; drawn in server mode only."""

from html import escape

import streamlit as st

from drawing.shapes.colours import ACCENT

_TEXT = (
    '<p style="margin:0;text-align:right;font-size:0.9rem">{name} '
    f'<a href="/account" target="_self" style="color:{ACCENT}">我的账号、退出</a></p>'
)


def account_badge(name: str) -> None:
    """Draw the name of who is signed in, with a link out of the screens to the account page."""
    st.html(_TEXT.format(name=escape(name)))
