"""Any bytes and any table: read or refused, never an exception, never another text in silence."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from files.sheets.values import unprotected
from targets.vendor.file import read_vendor
from targets.vendor.model import ImportRequest, VendorReading
from targets.vendor.values import is_empty, read_text
from tests.files.sheets_of import excel_xml, page
from tests.targets.vendor.vendor_lists import csv_file, make_code

TODAY = date(2026, 11, 29)
HEADINGS = [
    "企业名称",
    "统一社会信用代码",
    "登记状态",
    "注册资本",
    "成立日期",
    "所属省份",
    "所属城市",
]
WORDS = st.sampled_from(
    [
        "合计",
        "共3家",
        "说明：",
        "=",
        "'",
        '"',
        "\n",
        ",",
        "甲公司",
        "浙江",
        "杭州",
        "42065",
        "1000",
        "万元",
    ]
)
CELL = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12),
    st.lists(WORDS, max_size=4).map("".join),
    st.integers(1, 9).map(make_code),
)
ROWS = st.lists(st.lists(CELL, max_size=9), max_size=6)
WHOLE = csv_file(
    [HEADINGS, ["甲公司", make_code(1), "存续", "1万元", "2015-03-02", "浙江", "杭州"]]
)
PAGE, XML = page([HEADINGS, ["甲公司"]]), excel_xml([HEADINGS, ["甲公司"]])


def read(raw: bytes) -> VendorReading:
    return read_vendor(raw, ImportRequest(), TODAY)


def mutated(raw: bytes, edits: list[tuple[int, bytes]]) -> bytes:
    for place, piece in edits:
        at = place % (len(raw) + 1)
        raw = raw[:at] + piece + raw[at + len(piece) // 2 :]
    return raw


@settings(max_examples=300, deadline=None)
@given(ROWS)
def test_no_text_becomes_another_without_a_word(rows: list[list[str]]) -> None:
    reading = read(csv_file([HEADINGS, *rows]))

    said = {warning.row for warning in reading.warnings} | {0}
    for company in reading.companies:
        written = dict(company.written)
        name = read_text(unprotected(written["企业名称"]).strip())
        assert company.name == name or company.row in said
        for heading in ("统一社会信用代码", "登记状态"):
            text = written.get(heading, "").strip()
            kept = company.credit_code if "代码" in heading else company.said("status")
            same = "".join(kept.split()) == "".join(read_text(unprotected(text)).upper().split())
            assert same or is_empty(text) or company.row in said or kept == read_text(text)


@settings(max_examples=300, deadline=None)
@given(ROWS)
def test_every_row_is_a_company_or_left_with_a_reason(rows: list[list[str]]) -> None:
    reading = read(csv_file([HEADINGS, *rows]))
    if reading.header is None or reading.needs_mapping:  # as a whole refused, or asked about
        assert reading.problems
        return

    known = {company.row for company in reading.companies} | {left.row for left in reading.left}
    filled = [n for n, row in enumerate(rows, start=2) if any(cell.strip() for cell in row)]
    assert set(filled) <= known or reading.of_the_file
    assert all(left.why for left in reading.left)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([WHOLE, WHOLE.decode("utf-8-sig").encode("gb18030")]),
    st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=6)), min_size=1, max_size=5),
)
def test_broken_text_is_read_or_refused(raw: bytes, edits: list[tuple[int, bytes]]) -> None:
    reading = read(mutated(raw, edits))

    assert reading.problems or reading.header is not None


@settings(max_examples=15, deadline=None)
@given(
    st.sampled_from([PAGE, XML]),
    st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=6)), min_size=1, max_size=5),
)
def test_broken_pages_are_read_or_refused(raw: bytes, edits: list[tuple[int, bytes]]) -> None:
    reading = read(mutated(raw, edits))

    assert reading.problems or reading.header is not None
