"""Uploads are read in a process of its own, which ends when nobody waits for it any more."""

import os
import subprocess
import sys

import psutil  # type: ignore[import-untyped]
import pytest

from files.apart import FRUGAL, ROOT, Limits
from geodata.model import Datum
from geodata.readers import apart
from geodata.readers.any_file import read_upload
from geodata.readers.apart import read_apart
from geodata.rows.export import export
from tests.forked import really_start
from tests.geodata.readers.test_any_file import SURVEY, TOLD, geojson

MEMORY_OF_LAYER = """
from pathlib import Path
from geodata.layers.layer import load_layer
load_layer("sanming_counties")
lines = Path("/proc/self/status").read_text().splitlines()
print(next(line.split()[1] for line in lines if line.startswith("VmData")))
"""
NAMED: dict[str, object] = {"编号": "A", "名称": "甲"}


@pytest.fixture(autouse=True)
def _in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("files.apart._start", really_start)


def ignore(_done: int, _total: int) -> None:
    """Somebody who does not care how far it is."""


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("勘测.txt", SURVEY.encode("gb18030")),
        ("清单.csv", "编号,名称,类型,县区\nA,甲,闲置土地,东北\n".encode()),
        ("空.xlsx", b""),
        ("地块.dwg", b"AC1032"),
    ],
)
def test_it_reads_what_the_reader_itself_reads(name: str, raw: bytes) -> None:
    assert read_apart(raw, name, TOLD, ignore) == read_upload(raw, name, TOLD)


def test_a_workbook_is_read_by_a_process_of_that_process() -> None:
    plots = read_upload(SURVEY.encode(), "勘测.txt", TOLD).plots

    read = read_apart(export(plots), "清单.xlsx", {}, ignore)

    assert (read.problems, [plot.name for plot in read.plots]) == ((), ["城东地块"])


def test_the_datum_that_a_person_names_reaches_the_reader() -> None:
    [plot] = read_apart(geojson(NAMED), "a.geojson", TOLD | {"datum": "高德"}, ignore).plots

    assert plot.position is not None
    assert plot.position.datum is Datum.GCJ02
    assert plot.position.longitude != 117.6


def test_many_rows_arrive_in_their_order_each_with_what_was_said_of_it() -> None:
    rows = [f"K-{n},地块{n},闲置土地,{'东北' if n == 700 else '大田县'}" for n in range(1203)]
    raw = "\n".join(["编号,名称,类型,县区", *rows]).encode()

    read = read_apart(raw, "清单.csv", {}, ignore)

    assert read == read_upload(raw, "清单.csv", {})
    assert [entry.row for entry in read.entries] == list(range(2, 1205))
    assert [entry.row for entry in read.entries if entry.plot is None] == [702]


def test_what_two_plots_say_alike_is_held_once() -> None:
    raw = "编号,名称,类型,县区\nA,甲,闲置土地,大田县\nB,乙,闲置土地,大田县\n".encode()

    first, second = read_apart(
        raw, "清单.csv", {"source": "自然资源局二〇二六年清单"}, ignore
    ).plots

    assert first.source is second.source
    assert first.model_fields_set is second.model_fields_set


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is that of Linux")
def test_the_table_of_the_counties_takes_no_gigabyte_of_the_limit() -> None:
    """A list of 100 000 rows ended there: the gigabyte was set aside and never used."""
    told = subprocess.run(
        [sys.executable, "-c", MEMORY_OF_LAYER],
        env={**os.environ, **FRUGAL},
        cwd=ROOT,
        capture_output=True,
        check=True,
    )

    assert int(told.stdout) < 600_000, told.stdout


def test_the_process_ends_when_the_page_is_gone() -> None:
    class Gone(Exception):  # noqa: N818
        """As Streamlit ends a run whose page is gone, at the next thing drawn."""

    seen: list[psutil.Process] = []

    def leave(_done: int, _total: int) -> None:
        seen.extend(_children())
        raise Gone

    with pytest.raises(Gone):
        read_apart(SURVEY.encode(), "勘测.txt", TOLD, leave)

    assert seen
    assert not any(child.is_running() for child in seen)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(megabytes=60, seconds=60), "内存超过 60 MB"),
        (Limits(megabytes=1500, seconds=0), "时间超过 0 秒"),
    ],
    ids=["memory", "time"],
)
def test_who_needs_more_than_the_limit_is_told_the_limit(
    limits: Limits, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "LIMITS", limits)

    [problem] = read_apart(SURVEY.encode(), "勘测.txt", TOLD, ignore).problems

    assert said in problem.text
    assert "没有改动" in problem.text


def _children() -> list[psutil.Process]:
    return [
        child
        for child in psutil.Process().children(recursive=True)
        if "geodata.readers.apart" in child.cmdline()
    ]
