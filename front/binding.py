"""Which addresses are this computer, and the refusal to listen on any other."""

import sys
from ipaddress import IPv6Address, ip_address

REFUSED = 2
"""Exit code of a start that was refused."""

_MESSAGE = """\
无法启动：server.address 是“{address}”，不是本机地址。
单机模式下，能连上端口的人就是管理员，所以只允许监听 127.0.0.1。
请删去这项设置（命令行 --server.address、环境变量 STREAMLIT_SERVER_ADDRESS
或 .streamlit/config.toml），或改回 127.0.0.1 后再启动。"""


def is_this_computer(address: str) -> bool:
    """Tell whether `address` (an IP address, IPv4 mapped into IPv6 included) is loopback."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        return parsed.ipv4_mapped.is_loopback
    return parsed.is_loopback


def require_this_computer(address: object) -> None:
    """End the program, naming the setting, unless `address` is loopback or localhost.

    An unset address counts as foreign: the server would then listen on every interface.

    Raises:
        SystemExit: code 2, after a message on the error stream.
    """
    named = "" if address is None else str(address)
    if named == "localhost" or is_this_computer(named.strip("[]")):
        return
    sys.stderr.write(_MESSAGE.format(address=named or "未设置（所有网卡）") + "\n")
    raise SystemExit(REFUSED)
