"""Which addresses a reader is given, and which stay in the data files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chains import web_addresses
from chains.model import Grade, Source
from chains.shared_sources import load_sources
from chains.web_addresses import (
    address_for_readers,
    addresses_for_readers,
    load_link_hosts,
    load_refused_hosts,
    unlisted_hosts,
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
    "row",
    ["WWW.gov.cn,政府,政府", "gov.cn/a,政府,政府", "cn,都给,政府", "gov.cn,政府,朋友"],
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


@pytest.mark.parametrize("field", ["url", "copy_url"])
def test_an_address_on_an_unfit_host_is_refused_by_its_line(field: str, tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    address = "http://www.cp705.com/2022-02/08/content_30955951.htm"
    path.write_text(f"- id: S1\n  title: 集中开工\n  {field}: {address}\n  grade: C\n", "utf-8")

    with pytest.raises(DataError) as refused:
        load_sources(path)

    (problem,) = refused.value.problems
    assert problem.line == 3
    for words in ("cp705.com", load_refused_hosts()["cp705.com"], "请删去网址，留下发布单位"):
        assert words in str(problem)


def test_no_host_is_both_given_to_readers_and_refused() -> None:
    assert load_link_hosts().isdisjoint(load_refused_hosts())


def test_while_the_list_of_unfit_hosts_is_broken_sources_still_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_addresses, "REFUSED", tmp_path / "refused_hosts.csv")

    assert Source(id="S1", title="题", url="http://cp705.com/a", grade=Grade.C).url


def test_the_address_of_a_copy_keeps_the_grade_and_no_address_loses_it() -> None:
    told = {"id": "S1", "title": "题", "grade": "C"}

    assert Source(**told, copy_url="http://example.org/a").grade is Grade.C
    assert Source(**told).grade is Grade.D


def test_addresses_not_given_to_readers_are_counted_by_site_most_first() -> None:
    urls = ["", "http://b.cn/1", "http://www.a.cn/1", "https://a.cn:80/2", "http://www.gov.cn/"]

    assert list(unlisted_hosts(urls).items()) == [("a.cn", 2), ("b.cn", 1)]
