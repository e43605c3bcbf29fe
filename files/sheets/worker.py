"""Turn the bytes of a workbook (stdin) into lines of JSON (stdout), in a process of its own.

Run by path and alone, never imported by the product: a workbook made to exhaust the machine then
ends this process and nothing else. First line of each sheet: its name and number of rows; then
one list of texts per row.
"""

import json
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineWorkbook, SheetVisibleEnum, load_workbook

MOST_SHEETS = 20
MOST_COLUMNS = 300


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
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if not isinstance(value, timedelta) else str(value.total_seconds())


def write_sheets(workbook: CalamineWorkbook) -> None:
    """Write every visible sheet."""
    visible = [s.name for s in workbook.sheets_metadata if s.visible is SheetVisibleEnum.Visible]
    for name in visible[:MOST_SHEETS]:
        sheet = workbook.get_sheet_by_name(name)
        last = sheet.end or (-1, -1)
        write({"sheet": name, "rows": last[0] + 1, "columns": last[1] + 1})
        if last[1] >= MOST_COLUMNS:
            continue
        # Rows above the used part are given, columns left of it are not.
        left = [""] * (sheet.start[1] if sheet.start else 0)
        for row in sheet.iter_rows():
            write(left + [text_of(value) for value in row])


def write(line: object) -> None:
    """Write one line of JSON."""
    sys.stdout.write(json.dumps(line, ensure_ascii=True))
    sys.stdout.write("\n")


if __name__ == "__main__":
    limit(int(sys.argv[1]), int(sys.argv[2]))
    write_sheets(load_workbook(BytesIO(sys.stdin.buffer.read())))
