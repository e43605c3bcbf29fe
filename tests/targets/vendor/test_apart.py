"""Bought lists are read in a process of its own, which ends when nobody waits for it any more."""

from dataclasses import replace
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from files.apart import Limits
from files.sheets import csv_stream
from targets.vendor import apart
from targets.vendor.apart import read_file_apart, read_list_apart
from targets.vendor.file import read_vendor
from targets.vendor.model import ImportRequest, Sink, VendorCompany, VendorReading
from tests.forked import really_start
from tests.targets.vendor.vendor_lists import TODAY, csv_file, excel_file, make_rows

LAYOUT = "企查查导出（新版）"
ROWS = make_rows(LAYOUT, 4, 注册资本="500万美元", 曾用名="甲旧名有限公司")
FAULTY = make_rows(LAYOUT, 2, 成立日期="明天")
ASKED = ImportRequest(with_contacts=True)


@pytest.fixture(autouse=True)
def _in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("files.apart._start", really_start)


def whole(reading: VendorReading) -> tuple[VendorReading, list[VendorCompany]]:
    return replace(reading, companies=()), list(reading.companies)


class Kept(Sink):
    """Keeps the companies it is given."""

    def __init__(self) -> None:
        self.companies: list[VendorCompany] = []

    def add(self, company: VendorCompany) -> None:
        self.companies.append(company)


@pytest.mark.parametrize(
    "raw",
    [
        csv_file(ROWS),
        excel_file(ROWS),
        csv_file([*ROWS, *FAULTY[1:], ["合计"]]),
        csv_file([["甲", "乙"], ["1", "2"]]),
        b"%PDF-1.7",
        b"",
    ],
    ids=["csv", "workbook", "faulty rows", "unknown headings", "no list", "empty"],
)
def test_it_reads_what_the_reader_itself_reads(raw: bytes) -> None:
    assert whole(read_list_apart(raw, ASKED, TODAY)) == whole(read_vendor(raw, ASKED, TODAY))


def test_answers_and_mappings_reach_the_reader() -> None:
    raw = csv_file([["甲列", "乙列"], ["甲有限公司", "存续"]])
    asked = ImportRequest(mapping={"甲列": "name", "乙列": "status"})

    [company] = read_list_apart(raw, asked, TODAY).companies

    assert (company.name, company.said("status")) == ("甲有限公司", "存续")


def test_the_bytes_are_not_parsed_by_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_stream, "csv_rows", None)  # only the process itself could call it

    assert len(read_list_apart(csv_file(ROWS), ASKED, TODAY).companies) == 4


def test_a_long_file_is_handed_on_row_by_row(tmp_path: Path) -> None:
    path, kept = tmp_path / "长.csv", Kept()
    path.write_bytes(csv_file(make_rows(LAYOUT, 3000)))

    reading = read_file_apart(path, ASKED, TODAY, None, kept, is_streamed=True)

    assert (reading.rows, len(kept.companies)) == (3000, 3000)
    assert kept.companies[-1].name == "甲3000化工有限公司"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    [problem] = read_file_apart(tmp_path / "没有.csv", ASKED, TODAY).problems

    assert "文件打不开" in problem.text


def test_the_process_ends_when_the_page_is_gone() -> None:
    class Gone(Exception):  # noqa: N818
        """As Streamlit ends a run whose page is gone, at the next thing drawn."""

    seen: list[psutil.Process] = []

    def leave(_done: int, _total: int) -> None:
        seen.extend(_children())
        raise Gone

    with pytest.raises(Gone):
        read_list_apart(excel_file(ROWS), ASKED, TODAY, leave)

    assert seen
    assert not any(child.is_running() for child in seen)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(megabytes=20, seconds=60), "内存超过 20 MB"),
        (Limits(megabytes=1500, seconds=0), "时间超过 0 秒"),
    ],
    ids=["memory", "time"],
)
def test_who_needs_more_than_the_limit_is_told_the_limit(
    limits: Limits, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "LIMITS", limits)

    [problem] = read_list_apart(csv_file(ROWS), ASKED, TODAY).problems

    assert said in problem.text
    assert "没有改动" in problem.text


def _children() -> list[psutil.Process]:
    return [
        child
        for child in psutil.Process().children(recursive=True)
        if "targets.vendor.apart" in child.cmdline()
    ]
