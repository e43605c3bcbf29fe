"""Who sends a request in server mode, under which name: decided from its ASGI scope alone."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.types import Scope

from front.admission import READING, header_values, is_local_host, is_passed_on
from front.binding import is_this_computer
from front.server.settings import ServerSettings

HEALTH = frozenset({"/_stcore/health", "/readyz"})
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a request came: under which host, from which address, over https or not.

    `by_hand` is a look of whoever runs this computer, past the proxy: at its health only.
    """

    host: str
    address: str
    secure: bool
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """Why a request is refused, in Chinese."""

    reason: str


def arrive(scope: Scope, settings: ServerSettings) -> Arrival | TurnedAway:
    """Say how a request came, or why it is refused; from the outside in, as in local mode."""
    client = scope.get("client")
    peer = client[0] if client else ""
    hosts = header_values(scope, b"host")
    host = hosts[0] if len(hosts) == 1 else ""
    if _is_by_hand(scope, peer, host):
        return Arrival(host, peer, secure=False, by_hand=True)
    reason = _refusal(scope, peer, host, settings)
    if reason:
        return TurnedAway(reason)
    if not settings.proxies:
        return Arrival(host, peer, secure=scope.get("scheme") in {"https", "wss"})
    told = header_values(scope, b"x-forwarded-proto")
    return Arrival(host, _sender(scope, settings), secure=told == ["https"])


def _refusal(scope: Scope, peer: str, host: str, settings: ServerSettings) -> str:
    if settings.proxies and not _is_trusted(peer, settings):
        return "请从单位公布的网址打开，不要直接连这台服务器。"
    if not settings.proxies and _is_passed_on(scope):
        return "本服务器没有登记反向代理，不接受转发来的请求。"
    if _name(host) not in settings.hosts:
        return "请从单位公布的网址打开：这个主机名没有登记。"
    return "" if _is_own_page(scope, host) else "请求来自其他网页，已拒绝。"


def _is_passed_on(scope: Scope) -> bool:
    return any(is_passed_on(name.lower()) for name, _ in scope["headers"])


def _is_by_hand(scope: Scope, peer: str, host: str) -> bool:
    asks_for_health = scope["type"] == "http" and scope["path"] in HEALTH
    direct = is_this_computer(peer) and not _is_passed_on(scope)
    return asks_for_health and direct and is_local_host(host)


def _is_trusted(address: str, settings: ServerSettings) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in settings.proxies)


def _sender(scope: Scope, settings: ServerSettings) -> str:
    """Return the last address that is no trusted proxy's: what stands before it may be made up."""
    told = ",".join(header_values(scope, b"x-forwarded-for")).split(",")
    for one in (part.strip() for part in reversed(told)):
        if not _is_trusted(one, settings):
            try:
                return str(ip_address(one))
            except ValueError:
                return UNKNOWN
    return UNKNOWN


def _name(host: str) -> str:
    """Return the name in a Host header in small letters, "" if it is written as none."""
    try:
        parsed = urlsplit(f"//{host}")
        _ = parsed.port  # reading it checks it
    except ValueError:
        return ""
    is_plain = parsed.netloc == host and "@" not in host
    return (parsed.hostname or "") if is_plain else ""


def _is_own_page(scope: Scope, host: str) -> bool:
    """Tell whether the page that sends the request is ours; only who reads may leave it unsaid."""
    origins = header_values(scope, b"origin")
    if scope["type"] == "http" and scope["method"] in READING:
        return True
    return len(origins) == 1 and origins[0] in {f"http://{host}", f"https://{host}"}
