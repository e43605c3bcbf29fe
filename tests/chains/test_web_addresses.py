"""Which addresses a reader is given, and which stay in the data files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chains import web_addresses
from chains.web_addresses import (
    address_for_readers,
    addresses_for_readers,
    load_link_hosts,
)
from files.errors import DataError

HEADS = "host,owner,kind\n"


@pytest.mark.parametrize(
    "url",
    [
        "http://www.sm.gov.cn/zw/t1.htm",
        "https://GOV.CN/",
        "http://swj.sm.gov.cn:8080/a",
        "https://sm.fjsen.com/2021-01/11/content_30607331.htm",
        "http://fj.news.cn/a",
    ],
)
def test_the_address_of_a_listed_site_is_given_as_it_stands(url: str) -> None:
    assert address_for_readers(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "www.sm.gov.cn",
        "http://gov.cn.example.com/a",
        "http://notgov.cn/a",
        "http://example.com/www.gov.cn",
        "http://www.gov.cn@example.com/",
        "http://example.com?.gov.cn",
        "http://example.com#.gov.cn",
        "http://103.52.134.50/gov.cn",
        "http://[oops/",
    ],
)
def test_any_other_address_stays_in_the_files(url: str) -> None:
    assert address_for_readers(url) == ""


@given(st.text(max_size=60))
def test_whatever_is_asked_the_answer_is_the_address_or_nothing(url: str) -> None:
    assert address_for_readers(url) in {"", url}


def test_of_several_addresses_those_of_listed_sites_are_given() -> None:
    assert addresses_for_readers("http://a.cn/x http://www.gov.cn/y") == ("http://www.gov.cn/y",)


@pytest.mark.parametrize(
    "row", ["WWW.gov.cn,政府,政府", "gov.cn/a,政府,政府", "cn,都给,政府", "gov.cn,政府,朋友"]
)
def test_a_list_that_names_no_host_is_refused_by_line(
    row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_addresses, "HOSTS", tmp_path / "link_hosts.csv")
    (tmp_path / "link_hosts.csv").write_text(f"{HEADS}fjsen.com,东南网,省市党报\n{row}\n")

    with pytest.raises(DataError) as refused:
        load_link_hosts()

    assert [problem.line for problem in refused.value.problems] == [3]


def test_without_the_list_no_address_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_addresses, "HOSTS", tmp_path / "link_hosts.csv")

    assert address_for_readers("http://www.gov.cn/") == ""
