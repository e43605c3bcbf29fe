"""The settings of server mode, and the sentences for what is missing: nothing is guessed."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import NamedTuple

from files.errors import ProductError, reason
from files.office import is_host_name

MODE = "SANMING_MODE"
HOSTS = "SANMING_HOSTS"
SECRET_FILE = "SANMING_SECRET_FILE"  # noqa: S105  (the name of a variable)
PROXY = "SANMING_PROXY"
LEAST_SECRET = 32  # bytes
_OPEN_TO_OTHERS = stat.S_IRWXG | stat.S_IRWXO
HEADING = "无法启动联网模式："


class ServerRefused(ProductError):  # noqa: N818  (a state of the world)
    """Server mode cannot start as it is set up; nothing listens."""


class Https(NamedTuple):
    """Whether this program itself speaks https: where its certificate and key are, "" if not."""

    certificate: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """How the office is reached: host names, the secret, and the proxies that are trusted."""

    hosts: frozenset[str]
    secret: bytes = field(repr=False)
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()

    @property
    def address(self) -> str:
        """The address to open, by the first host name."""
        return f"https://{min(self.hosts)}"


def is_server(environment: Mapping[str, str]) -> bool:
    """Tell whether server mode is asked for.

    Raises:
        ServerRefused: the mode is none we know.
    """
    mode = environment.get(MODE, "").strip()
    if mode not in {"", "local", "server"}:
        text = f"{HEADING}{MODE}={mode[:40]} 没有这种模式。单机不用设置，联网写 server。"
        raise ServerRefused(text)
    return mode == "server"


def read_settings(environment: Mapping[str, str], https: Https) -> ServerSettings:
    """Return the settings of server mode.

    Raises:
        ServerRefused: naming everything that is missing at once, each with what to do.
    """
    problems: list[str] = []
    hosts = _hosts(environment.get(HOSTS, ""), problems)
    secret = _secret(environment.get(SECRET_FILE, "").strip(), problems)
    proxies = _proxies(environment.get(PROXY, ""), problems)
    if not proxies and not (https.certificate and https.key):
        problems.append(
            "没有 https。本程序自己用证书：设置 STREAMLIT_SERVER_SSL_CERT_FILE 和 "
            f"STREAMLIT_SERVER_SSL_KEY_FILE；在反向代理后面：设置 {PROXY}=代理的地址，"
            "如 127.0.0.1，由代理提供 https。"
        )
    if problems:
        raise ServerRefused("\n- ".join((HEADING, *problems)))
    return ServerSettings(hosts, secret, proxies)


def _hosts(written: str, problems: list[str]) -> frozenset[str]:
    hosts = {one.strip().lower() for one in written.split(",") if one.strip()}
    if not hosts:
        problems.append(f"没有主机名。设置 {HOSTS}=别人打开时用的名称，如 zs.example.gov.cn。")
    problems.extend(
        f"{HOSTS} 里的 {one[:60]} 不是主机名：只写名称，不写 https://、端口和斜杠。"
        for one in sorted(hosts)
        if not is_host_name(one)
    )
    return frozenset(hosts)


def _secret(written: str, problems: list[str]) -> bytes:
    if not written:
        problems.append(
            f"没有密钥文件。先运行 python -m ledger online，再按它打印的设置 {SECRET_FILE}。"
        )
        return b""
    file = Path(written).expanduser()
    try:
        content, mode = file.read_bytes(), file.stat().st_mode
    except OSError as error:
        problems.append(f"{SECRET_FILE} 指的文件 {file} 读不到（{reason(error)}）。")
        return b""
    if len(content.strip()) < LEAST_SECRET:
        problems.append(f"密钥文件 {file} 太短。请用 python -m ledger online 生成一个新的。")
    if os.name == "posix" and mode & _OPEN_TO_OTHERS:
        problems.append(f"密钥文件 {file} 别人也能读。请执行 chmod 600 {file}。")
    return content.strip()


def _proxies(written: str, problems: list[str]) -> tuple[IPv4Network | IPv6Network, ...]:
    found = []
    for one in (part.strip() for part in written.split(",")):
        try:
            found += [ip_network(one)] if one else []
        except ValueError:
            problems.append(
                f"{PROXY} 里的 {one[:60]} 不是 IP 地址或网段，如 127.0.0.1、10.0.0.0/24。"
            )
    return tuple(found)
