"""来源网址: which addresses a reader is given, which only the data files hold, which not even they.

Half of the addresses under which the compilers read a text belong to sites that copied it, many
of them beside advertisements or worse. Publisher, title and date name such a source well enough.
"""

import ipaddress
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from chains.settings import DATA
from files.csv_reader import read_csv
from files.errors import DataError, Problem
from files.opening import DataFile, FileStamp, opened_or, stamp
from files.records import Record, Text, refusal

HOSTS = DATA / "link_hosts.csv"
REFUSED = DATA / "refused_hosts.csv"
CLOSED_HOSTS = "各处的来源只写发布单位、题目和日期，不给网址；其余照常"
CLOSED_REFUSED = "读入来源时不再拒绝不宜网站的网址；其余照常"


class HostKind(StrEnum):
    """Whose site it is, as far as that makes its pages worth opening."""

    GOVERNMENT = "政府"
    EXCHANGE = "交易所"
    NATIONAL_MEDIA = "全国性媒体"
    PARTY_PAPER = "省市党报"
    OWN_SITE = "单位自己的网站"


class LinkHost(Record):
    """可给出网址的网站: one host, with everything below it (gov.cn is also www.sm.gov.cn)."""

    host: Text
    owner: Text
    kind: HostKind


class RefusedHost(Record):
    """不宜网站: a host, with everything below it, whose addresses no data file may hold."""

    host: Text
    why: Text


Row = TypeVar("Row", LinkHost, RefusedHost)


def load_link_hosts() -> frozenset[str]:
    """Read the hosts whose addresses readers are given.

    Raises:
        DataError: the list does not open, names a host twice, or names what is no host.
    """
    return frozenset(_by_host(LinkHost, HOSTS))


def load_refused_hosts() -> Mapping[str, str]:
    """Read why an address is refused, by its host.

    Raises:
        DataError: the list does not open, names a host twice, or names what is no host.
    """
    return {host: row.why for host, row in _by_host(RefusedHost, REFUSED).items()}


def _by_host(row_of: type[Row], path: Path) -> dict[str, Row]:
    rows = read_csv(row_of, path)
    hosts = [row.host for _, row in rows]
    wrong = [
        Problem(line, "host", f"“{row.host}”不是小写的域名，或列了两次；如 www.sm.gov.cn 写 gov.cn")
        for line, row in rows
        if hosts.count(row.host) > 1 or "." not in row.host or _host(f"//{row.host}") != row.host
    ]
    if wrong:
        raise DataError(path, wrong)
    return {row.host: row for _, row in rows}


def host_files() -> tuple[DataFile, DataFile]:
    """Return both lists as the check of all data files opens them."""
    return (
        DataFile(HOSTS, CLOSED_HOSTS, load_link_hosts),
        DataFile(REFUSED, CLOSED_REFUSED, load_refused_hosts),
    )


def address_for_readers(url: str) -> str:
    """Return `url` if its host is listed or lies below one that is, else ""."""
    return "" if _listed(stamp(HOSTS)).isdisjoint(_host_and_above(url)) else url


def addresses_for_readers(urls: str) -> tuple[str, ...]:
    """Return those of several addresses, written with spaces between, that readers are given."""
    return tuple(url for url in urls.split() if address_for_readers(url))


def unlisted_hosts(urls: Iterable[str]) -> dict[str, int]:
    """Count the addresses that readers are not given, by host (without www.), most first."""
    kept = (url for url in urls if url and not address_for_readers(url))
    counted = Counter(_host(url).removeprefix("www.") or url for url in kept)
    return dict(sorted(counted.items(), key=lambda row: (-row[1], row[0])))


def require_named_host(url: str) -> str:
    """Return `url` unless its host is a bare number, which tells nobody whose page it is.

    Raises:
        ValueError: it is one, in Chinese.
    """
    try:
        ipaddress.ip_address(_host(url))
    except ValueError:
        return url
    text = "网址的主机是一串数字（IP 地址），看不出是谁的网站：请删去网址，留下发布单位、题目和日期"
    raise refusal(text)


def require_fit_host(url: str) -> str:
    """Return `url` unless its host is listed as unfit: nobody should be sent there, ever.

    Raises:
        ValueError: it is, in Chinese.
    """
    unfit = _refused(stamp(REFUSED))
    for host in _host_and_above(url):
        if host in unfit:
            text = (
                f"网址在 {host} 上（{unfit[host]}，见 {REFUSED.name}），来源里不收：请删去网址，"
                "留下发布单位、题目和日期；别处读得到的，写那里的网址"
            )
            raise refusal(text)
    return url


@lru_cache(maxsize=2)
def _listed(_stamp: FileStamp) -> frozenset[str]:
    none: frozenset[str] = frozenset()
    return opened_or(none, partial(load_link_hosts))


@lru_cache(maxsize=2)
def _refused(_stamp: FileStamp) -> Mapping[str, str]:
    none: Mapping[str, str] = {}
    return opened_or(none, load_refused_hosts)


def _host_and_above(url: str) -> list[str]:
    above = _host(url).split(".")
    return [".".join(above[at:]) for at in range(len(above))]


def _host(url: str) -> str:
    """Return the host of an address in small letters, "" if it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
