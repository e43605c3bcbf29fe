"""A link to one of our screens that looks like a button and opens inside the running session."""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from components.frame.address import base_path
from components.frame.in_session import IN_SESSION_JS

CSS = """
a { display: inline-block; padding: .55rem .75rem; border: 1px solid var(--st-border-color);
  border-radius: 4px; color: var(--st-text-color); font: 400 .875rem/1.4 var(--st-font);
  text-decoration: none; white-space: nowrap; }
a:hover, a:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
"""
JS = """
export default function ownLink({ data, parentElement }) {
  const link = parentElement.querySelector("a");
  link.textContent = data.label;
  if (!link.hasAttribute("href")) inSession(link);
  link.setAttribute("href", data.href);
}
"""
_link = st.components.v2.component("own_link", html="<a></a>", css=CSS, js=f"{IN_SESSION_JS}\n{JS}")


def own_link(label: str, screen: str, asked: Mapping[str, str], *, key: str) -> None:
    """Draw a link to `screen` (its word in addresses) under what is `asked` for there."""
    address = f"{base_path()}/{screen}"
    href = f"{address}?{urlencode(asked)}" if asked else address
    _link(key=key, data={"label": label, "href": href}, width="content")
