"""The security headers that every answer carries."""

import base64
import hashlib
import os
import re
from functools import cache

import streamlit as st
from starlette.datastructures import MutableHeaders

from components.map.settings import tianditu_key
from front.start.page import PAGE, told_page

_FIXED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@cache
def _start_page_hashes() -> str:
    """Hash the scripts written into the start page, so that no other inline script runs."""
    page = told_page(PAGE.read_bytes(), st.get_option("server.baseUrlPath") or "")
    scripts = _INLINE_SCRIPT.findall(page.decode())
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()) for text in scripts]
    return " ".join(f"'sha256-{digest.decode()}'" for digest in digests)


def content_policy(host: str) -> str:
    """Write the content security policy for a page opened under `host` (name and port, or "").

    Only this server is ever asked. Components bring their scripts as blobs; styles are written
    inline by Streamlit's own front end.
    """
    # Not every browser counts the websocket of the same host as 'self'.
    websocket = f" ws://{host} wss://{host}" if host else ""
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' blob: {_start_page_hashes()}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{websocket}",
            "worker-src 'self' blob:",
            "frame-src 'self'",
            "frame-ancestors 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        ]
    )


MAP_FRAME = "/component/streamlit_folium.st_folium/"
ONLINE_TILES = "https://*.tianditu.gov.cn"


def map_frame_policy(*, online_tiles: bool) -> str:
    """Write the policy of the map's own frame, which runs the script that folium writes.

    Inline scripts and `eval` are allowed in this frame only. Handlers written into attributes
    stay forbidden, so that markup out of a name could not run even here. Pictures come from
    elsewhere only where the office has set up an online map.
    """
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
            "script-src-attr 'none'",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data:{f' {ONLINE_TILES}' if online_tiles else ''}",
            "connect-src 'self'",
            "frame-ancestors 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def secure(headers: MutableHeaders, *, path: str, host: str) -> None:
    """Set the security headers on an answer for `path`, replacing what stands there."""
    for name, value in _FIXED.items():
        headers[name] = value
    if path.startswith(MAP_FRAME):
        policy = map_frame_policy(online_tiles=bool(tianditu_key(os.environ)))
    else:
        policy = content_policy(host)
    headers["content-security-policy"] = policy
    if path.startswith("/media"):
        # Exports hold names of targets; they must not stay in a cache on a shared computer.
        headers["cache-control"] = "no-store"
