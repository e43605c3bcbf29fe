"""Whether a request may come in at all, decided from its ASGI scope."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.types import Scope

from front.binding import is_this_computer

_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
# What a proxy adds: behind it, everybody seems to be on this computer.
_PASSED_ON = frozenset({b"forwarded", b"via", b"x-real-ip"})
# Streamlit answers there with how many people are connected and how much it holds for them.
COUNTS = "/_stcore/metrics"
READING = frozenset({"GET", "HEAD", "OPTIONS"})


def header_values(scope: Scope, name: bytes) -> list[str]:
    """List all values of the header `name` (lower case), in the order sent."""
    headers: Sequence[tuple[bytes, bytes]] = scope["headers"]
    return [value.decode("latin-1") for key, value in headers if key.lower() == name]


def refusal(scope: Scope) -> str | None:
    """Say in Chinese why the request is refused, or None when it may pass.

    The order goes from the outside in: who connects, under which host name, from which page.
    """
    client = scope.get("client")
    if client is None or not is_this_computer(client[0]):
        return "单机模式只接受本机访问。"
    if any(is_passed_on(name.lower()) for name, _ in scope["headers"]):
        return "单机模式不接受转发来的请求，请直接在本机打开。"
    hosts = header_values(scope, b"host")
    if len(hosts) != 1 or not is_local_host(hosts[0]):
        # A foreign name that resolves to 127.0.0.1 is how a web page reaches a local server.
        return "请用 127.0.0.1 或 localhost 打开本页，不要用其他域名。"
    if not _is_own_page(scope, hosts[0]):
        return "请求来自其他网页，已拒绝。"
    if scope["path"].endswith(COUNTS):
        return "这里不提供运行统计。"
    return None


def is_passed_on(header: bytes) -> bool:
    """Tell whether a header (lower case) is one that a proxy adds."""
    return header in _PASSED_ON or header.startswith(b"x-forwarded-")


def is_local_host(host: str) -> bool:
    """Tell whether a Host header names this computer and nothing else."""
    try:
        parsed = urlsplit(f"//{host}")
        _ = parsed.port  # reading it checks it
    except ValueError:
        return False
    return parsed.hostname in _LOCAL_NAMES and parsed.netloc == host and "@" not in host


def _is_own_page(scope: Scope, host: str) -> bool:
    """Tell whether the page that sends the request is ours; a websocket must always say so."""
    origins = header_values(scope, b"origin")
    if scope["type"] == "http" and (scope["method"] in READING or not origins):
        return True
    return len(origins) == 1 and origins[0] in {f"http://{host}", f"https://{host}"}
