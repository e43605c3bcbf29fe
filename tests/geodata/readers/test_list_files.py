"""Hostile and broken uploads: refused in Chinese, quickly, without memory and without a trace."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter

from files.sheets.cells import MOST_COLUMNS
from geodata.readers.lists import read_sheet
from tests.geodata.plots import HEADINGS, ROW, csv_of, told, workbook
from tests.steps import steps

MEGABYTE = 1_000_000


def repacked(raw: bytes, member: str, content: bytes) -> bytes:
    """Return a workbook with one of its members replaced."""
    target = io.BytesIO()
    packed = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(target, "w", packed) as new:
        for name in old.namelist():
            new.writestr(name, content if name == member else old.read(name))
    return target.getvalue()


def with_far_cell(row: int, column: int) -> bytes:
    """Return a list with one more cell, far away: dense, it would fill the machine."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ROW)
        sheet.write_string(row, column, "x")
    return target.getvalue()


LIST = workbook([HEADINGS, ROW])
STRINGS = "xl/sharedStrings.xml"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (n + 1, *[n] * 8)
        for n in range(ord("a"), ord("k"))
    )
    + b"]><sst><si><t>&k;</t></si></sst>"
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    b"<sst><si><t>&a;</t></si></sst>"
)
HOSTILE: dict[str, Callable[[], bytes]] = {  # made by the test that reads it: some take a second
    "bomb": lambda: repacked(
        LIST, STRINGS, b"<sst><si><t>" + b"a" * 200 * MEGABYTE + b"</t></si></sst>"
    ),
    "laughs": lambda: repacked(LIST, STRINGS, LAUGHS),
    "outside": lambda: repacked(LIST, STRINGS, OUTSIDE),
    "far": lambda: with_far_cell(1_048_575, 16_383),
    "tall": lambda: with_far_cell(1_048_575, 30),
    "cut": lambda: LIST[: len(LIST) // 2],
    "other zip": lambda: repacked(LIST, "xl/workbook.xml", b"<html/>"),
    "old": lambda: b"\xd0\xcf\x11\xe0" + b"x" * 600,
    "picture": lambda: b"\x89PNG\r\n\x1a\n\0\0\0",
    "empty": lambda: b"  \n",
    "commas": lambda: b"," * 20 * MEGABYTE,
    "lines": lambda: ",".join(HEADINGS).encode() + b"\n" * 20 * MEGABYTE,
    "quotes": lambda: b'"' + b"a" * 20 * MEGABYTE,
    "quoted": lambda: b'"a\n",' * (2 * MEGABYTE),
    "letters": lambda: b"\xff\xff\xff" * 1000,
    "large": lambda: b"a" * (51 * MEGABYTE),
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_cheaply_and_says_that_nothing_changed(
    make: Callable[[], bytes],
) -> None:
    raw, read = make(), []
    tracemalloc.start()

    taken = steps(lambda: read.append(read_sheet(raw, "a.xlsx")))

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    [reading] = read
    assert reading.plots == ()
    assert any("没有改动" in text for text in told(reading))
    assert taken < 20_000  # functions entered; a look at each cell would be millions
    assert peak < 200 * MEGABYTE


def test_an_entity_of_a_file_outside_reads_nothing() -> None:
    assert "etc" not in str(read_sheet(HOSTILE["outside"](), "a.xlsx"))


def test_a_list_with_too_many_columns_says_how_many() -> None:
    wide = [f"列{i}" for i in range(MOST_COLUMNS + 1)]

    assert "有 301 列，最多 300 列" in told(read_sheet(workbook([wide]), "a.xlsx"))[0]
    assert "有 301 列，最多 300 列" in told(read_sheet(csv_of(wide), "a.csv"))[0]


def test_a_list_with_too_many_rows_says_how_many() -> None:
    raw = csv_of(HEADINGS) + b"\n1,2,3,4" * 200_001

    assert "有 200002 行，最多 200000 行" in told(read_sheet(raw, "a.csv"))[0]


def test_a_large_sheet_beside_the_list_does_no_harm() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet("清单").write_row(0, 0, HEADINGS)
        book.worksheets()[0].write_row(1, 0, ROW)
        book.add_worksheet("图").write_string(9, 700, "x")

    reading = read_sheet(target.getvalue(), "a.xlsx")

    assert [plot.id for plot in reading.plots] == ["A-1"]


def test_a_workbook_is_known_by_its_bytes_and_not_by_its_name() -> None:
    assert [plot.id for plot in read_sheet(LIST, "清单.csv").plots] == ["A-1"]
