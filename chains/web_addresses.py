"""来源网址: which addresses a reader is given, and which stay in the data files only.

Half of the addresses under which the compilers read a text belong to sites that copied it, many
of them beside advertisements or worse. Publisher, title and date name such a source well enough.
"""

import ipaddress
from enum import StrEnum
from functools import lru_cache, partial
from urllib.parse import urlsplit

from chains.settings import DATA
from files.csv_reader import read_csv
from files.errors import DataError, Problem
from files.opening import DataFile, FileStamp, opened_or, stamp
from files.records import Record, Text, refusal

HOSTS = DATA / "link_hosts.csv"
CLOSED_HOSTS = "各处的来源只写发布单位、题目和日期,不给网址;其余照常"


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


def load_link_hosts() -> frozenset[str]:
    """Read the hosts whose addresses readers are given.

    Raises:
        DataError: the list does not open, names a host twice, or names what is no host.
    """
    rows = read_csv(LinkHost, HOSTS)
    hosts = [row.host for _, row in rows]
    wrong = [
        Problem(line, "host", f"“{row.host}”不是小写的域名,或列了两次;如 www.sm.gov.cn 写 gov.cn")
        for line, row in rows
        if hosts.count(row.host) > 1 or "." not in row.host or _host(f"//{row.host}") != row.host
    ]
    if wrong:
        raise DataError(HOSTS, wrong)
    return frozenset(hosts)


def link_host_file() -> DataFile:
    """Return the list as the check of all data files opens it."""
    return DataFile(HOSTS, CLOSED_HOSTS, load_link_hosts)


def address_for_readers(url: str) -> str:
    """Return `url` if its host is listed or lies below one that is, else ""."""
    host = _host(url)
    above = host.split(".")
    names = {".".join(above[at:]) for at in range(len(above))}
    return "" if names.isdisjoint(_listed(stamp(HOSTS))) else url


def addresses_for_readers(urls: str) -> tuple[str, ...]:
    """Return those of several addresses, written with spaces between, that readers are given."""
    return tuple(url for url in urls.split() if address_for_readers(url))


def require_named_host(url: str) -> str:
    """Return `url` unless its host is a bare number, which tells nobody whose page it is.

    Raises:
        ValueError: it is one, in Chinese.
    """
    try:
        ipaddress.ip_address(_host(url))
    except ValueError:
        return url
    text = "网址的主机是一串数字(IP 地址),看不出是谁的网站:请删去网址,留下发布单位、题目和日期"
    raise refusal(text)


@lru_cache(maxsize=2)
def _listed(_stamp: FileStamp) -> frozenset[str]:
    none: frozenset[str] = frozenset()
    return opened_or(none, partial(load_link_hosts))


def _host(url: str) -> str:
    """Return the host of an address in small letters, "" if it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
