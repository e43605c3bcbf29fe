"""The county sheets of one workbook, read together as one list."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from files.sheets.refusals import RowProblem, first_problems, first_warnings
from geodata.reading import Cells, FileEntry, Reading

AGAIN = "重复"
NamedReading = tuple[str, Reading]  # by the name of its sheet


def joined_sheets(readings: Sequence[NamedReading]) -> Reading:
    """Return what was read of several sheets as one reading; what is said names its sheet.

    A number that stands on two sheets is refused where it comes again.
    """
    if len(readings) == 1:
        return readings[0][1]
    seen: dict[str, str] = {}
    headings = tuple(dict.fromkeys(title for _, one in readings for title in one.headings))
    entries = [
        replace(_entry(name, entry, seen), written=_under(headings, one.headings, entry.written))
        for name, one in readings
        for entry in one.entries
    ]
    again = [p for e in entries for p in e.problems if p.text.endswith(AGAIN)]
    problems = [p for name, one in readings for p in _named(name, one.problems)] + again
    warnings = [w for name, one in readings for w in _named(name, one.warnings)]
    kept = tuple(entry.plot for entry in entries if entry.plot is not None)
    return replace(
        readings[0][1],
        plots=() if problems else kept,
        problems=first_problems(problems),
        rows=sum(one.rows for _, one in readings),
        warnings=first_warnings(warnings),
        entries=tuple(entries),
        headings=headings,
    )


def _under(headings: Cells, own: Cells, rows: Sequence[Cells]) -> tuple[Cells, ...]:
    """Return rows of one sheet under the headings of all: each may have its own order."""
    if headings == own:
        return tuple(rows)
    named = [dict(zip(own, row, strict=False)) for row in rows]
    return tuple(tuple(row.get(title, "") for title in headings) for row in named)


def _entry(sheet: str, entry: FileEntry, seen: dict[str, str]) -> FileEntry:
    """Return an entry with its sheet named, refused if its number was on a sheet before."""
    problems = tuple(_named(sheet, entry.problems))
    if entry.plot is None:
        return replace(entry, problems=problems)
    here = f"工作表「{sheet}」第{entry.row}行"
    first = seen.setdefault(entry.plot.id, here)
    if first == here:
        return replace(entry, problems=problems)
    text = f"{here}：编号「{entry.plot.id}」与{first}{AGAIN}"
    return replace(entry, plot=None, problems=(*problems, RowProblem(entry.row, "编号", text)))


def _named(sheet: str, problems: Iterable[RowProblem]) -> list[RowProblem]:
    return [replace(p, text=f"工作表「{sheet}」：{p.text}") for p in problems]
