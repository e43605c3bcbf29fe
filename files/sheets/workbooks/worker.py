"""Turn the bytes of a workbook (stdin) into lines of JSON (stdout), in a process of its own.

Started by `files.sheets.cells` and never imported by the product: a workbook made to exhaust the
machine then ends this process and nothing else. First line of each sheet: its name, size and what
stands beside its rows; then one list of texts per row.
"""

import json
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from xml.parsers.expat import ExpatError

from python_calamine import CalamineWorkbook, SheetVisibleEnum, load_workbook

from files.sheets.workbooks.asides import asides_of
from files.sheets.workbooks.biff_notes import biff_scans
from files.sheets.workbooks.markup_tables import MarkupTable, excel_xml_tables, html_tables
from files.sheets.workbooks.ods_notes import CONTENT, OdsScan
from files.sheets.workbooks.workbook_notes import (
    MOST_FAULTS,
    NotedFault,
    SheetScan,
    parts_of,
    scans_of,
)

MOST_SHEETS = 200
MOST_COLUMNS = 300
MOST_MERGED = 50_000
WORKBOOK, HTML, EXCEL_XML = "workbook", "html", "excel_xml"
UNSCANNABLE = (
    zipfile.BadZipFile,
    zlib.error,
    ExpatError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,  # a member with a password
    StopIteration,
    struct.error,
    ValueError,
)


def limit(megabytes: int, seconds: int) -> None:
    """Bound memory and time of this process; on Windows only the parent's clock bounds it."""
    try:
        import resource  # noqa: PLC0415  (there is none on Windows)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def text_of(value: object) -> str:
    """Return a cell as a person would type it: 15 and not 15.0, 2026-01-31, 是 and 否."""
    if isinstance(value, str):  # nearly every cell
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if not isinstance(value, timedelta) else str(value.total_seconds())


def write_sheets(workbook: CalamineWorkbook, raw: bytes) -> None:
    """Write every sheet; of a hidden one only as much as tells whether it is a list."""
    scans = scanned(raw, [about.name for about in workbook.sheets_metadata])
    asides = asides_beside(raw)
    sheets = workbook.sheets_metadata
    if len(sheets) > MOST_SHEETS:
        write({"too_many": f"有 {len(sheets)} 个工作表，最多 {MOST_SHEETS} 个"})
        return
    for about in sheets:
        sheet = workbook.get_sheet_by_name(about.name)
        last = sheet.end or (-1, -1)
        scan = scans.get(about.name) or SheetScan()
        merged = sheet.merged_cell_ranges or [(m[:2], m[2:]) for m in scan.merged]
        head = {
            "sheet": about.name,
            "rows": last[0] + 1,
            "columns": last[1] + 1,
            "is_hidden": about.visible is not SheetVisibleEnum.Visible,
            "merged": [[*first, *end] for first, end in merged[:MOST_MERGED]],
            "unsaid": unsaid(merged, scan.faults),
            "hidden": scan.hidden,
            "hidden_columns": scan.columns,
            "faults": scan.faults,
            "asides": [*asides.get(about.name, ()), *scan.asides],
        }
        write(head)
        if last[1] >= MOST_COLUMNS:
            continue
        # Rows above the used part are given, columns left of it are not.
        left = [""] * (sheet.start[1] if sheet.start else 0)
        for row in sheet.iter_rows():
            write(left + [text_of(value) for value in row])


def write_tables(tables: Iterable[MarkupTable]) -> None:
    """Write the tables of a page or of an XML file."""
    for table in tables:
        columns = max(map(len, table.rows), default=0)
        head = {
            "sheet": table.name,
            "rows": len(table.rows),
            "columns": columns,
            "is_hidden": table.is_hidden,
            "merged": table.merged[:MOST_MERGED],
            "unsaid": unsaid(table.merged, table.faults),
            "hidden": table.hidden,
            "hidden_columns": [],
            "faults": table.faults,
            "asides": [],
        }
        write(head)
        if columns <= MOST_COLUMNS:
            for row in table.rows:
                write(row)


def unsaid(merged: Sequence[object], faults: Sequence[object]) -> str:
    """Say of what a sheet has more than is told beside its rows, "" if all is told."""
    if len(merged) > MOST_MERGED:
        return f"有 {len(merged)} 处合并单元格，最多 {MOST_MERGED} 处"
    if len(faults) >= MOST_FAULTS:
        return f"Excel 错误值和没有结果的公式有 {MOST_FAULTS} 处以上"
    return ""


def write(line: object) -> None:
    """Write one line of JSON."""
    sys.stdout.write(json.dumps(line, ensure_ascii=True))
    sys.stdout.write("\n")


def scanned(raw: bytes, names: Sequence[str]) -> dict[str, SheetScan]:
    """Return what calamine leaves out of the sheets, by their names."""
    try:
        if raw[:2] != b"PK":
            found = biff_scans(raw)
            return dict(zip(names, found, strict=True)) if len(found) == len(names) else {}
        return _zip_scans(raw)
    except UNSCANNABLE:
        return {}  # calamine has read it, for all that is odd about it


def asides_beside(raw: bytes) -> dict[str, list[NotedFault]]:
    """Return what stands beside the cells of each sheet of an .xlsx, by its name."""
    if raw[:2] != b"PK":
        return {}
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            parts = [(name, part) for name, part in parts_of(archive)]
            there = set(archive.namelist())
            return {name: asides_of(archive, part) for name, part in parts if part in there}
    except UNSCANNABLE:
        return {}


def _zip_scans(raw: bytes) -> dict[str, SheetScan]:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        if CONTENT not in archive.namelist():
            return scans_of(raw)
        found = OdsScan()
        found.read(archive)
        return found.sheets


def give(kind: str, raw: bytes) -> None:
    """Write the sheets of one file."""
    if kind == HTML:
        write_tables(html_tables(raw.decode()))
    elif kind == EXCEL_XML:
        write_tables(excel_xml_tables(raw.decode()))
    else:
        write_sheets(load_workbook(BytesIO(raw)), raw)


def main(kind: str, megabytes: str, seconds: str) -> None:
    """Read one file from stdin."""
    limit(int(megabytes), int(seconds))
    give(kind, sys.stdin.buffer.read())
