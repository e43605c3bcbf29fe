"""`import FILE` of plots: the same preview, questions and refusals for checking and for saving."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from files.collecting import rarely_collecting
from files.errors import DataError, Problem
from files.sheets.preview import ImportStatus
from files.sheets.questions import FileQuestion
from files.sheets.refusals import first_lines
from geodata.model import KIND_NAMES
from geodata.readers.apart import read_apart
from geodata.readers.formats import accepted_kinds
from geodata.reading import Reading
from geodata.rows.rejects import rejects_workbook
from ledger.book.database import Ledger
from ledger.book.policy import LOCAL
from ledger.plots.imports import ImportReceipt, save_import
from ledger.plots.preview import PlotPreview, preview
from ledger.plots.preview_json import preview_json

SHOWN = 50  # notices printed


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what both commands understand."""
    kinds = "、".join(KIND_NAMES.values())
    parser.add_argument("file", metavar="文件", type=Path, help=accepted_kinds())
    parser.add_argument("--dry-run", action="store_true", help="只检查和对照，不保存")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument(
        "--answer",
        metavar="名称=值",
        type=_answer,
        action="append",
        default=[],
        help="回答一个问题，可以写几次，如 --answer datum=CGCS2000 --answer zone=39",
    )
    parser.add_argument("--good-rows", action="store_true", help="只收没有问题的行")
    parser.add_argument(
        "--rejects", metavar="文件.xlsx", type=Path, help="把有问题的行写回这个文件"
    )
    parser.add_argument("--kind", help=f"清单没有写类型时，都算作：{kinds}")
    parser.add_argument("--county", help="清单没有写县区时，都算在这个县区")
    parser.add_argument("--source", help="清单没有写来源时的来源")


def _answer(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not (mark and name.strip() and value.strip()):
        msg = f"应当写成 名称=值（填写值：{text[:40]}）"
        raise argparse.ArgumentTypeError(msg)
    return name.strip(), value.strip()


def answers_of(options: argparse.Namespace) -> dict[str, str]:
    """Return what a person says of the whole file, by the name of the question."""
    stated = {name: getattr(options, name, None) for name in ("kind", "county", "source")}
    told = {name: text for name, text in stated.items() if text}
    return told | dict(getattr(options, "answer", []))


def read_file(path: Path, answers: Mapping[str, str]) -> Reading:
    """Return what a reader makes of a file, in the limited process that reads uploads, too.

    Raises:
        DataError: it cannot be opened.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DataError(path, [Problem(0, "", f"读不出来（{error.strerror}）")]) from error
    return read_apart(raw, path.name, answers, _silent)


def _silent(_done: int, _total: int) -> None:
    """Tell nobody how far it is: a command waits."""


def run(options: argparse.Namespace, ledger: Ledger, *, save: bool) -> int:
    """Read, compare and (unless only asked to look) save; 1 if something stands against it."""
    with rarely_collecting():
        return _run(options, ledger, save=save)


def _run(options: argparse.Namespace, ledger: Ledger, *, save: bool) -> int:
    answers = answers_of(options)
    reading = read_file(options.file, answers)
    if options.dry_run or not save:
        with ledger.reading() as session:
            found = preview(session, LOCAL, reading, answers)
        _write_rejects(options, found)
        return _told(options, found, None)
    with ledger.writing(LOCAL) as session:
        found = preview(session, LOCAL, reading, answers)
        receipt = None
        if _may_save(found, good_rows=options.good_rows):
            receipt = save_import(session, LOCAL, found.plots, options.file.name, "命令行导入")
    _write_rejects(options, found)
    return _told(options, found, receipt)


def _may_save(found: PlotPreview, *, good_rows: bool) -> bool:
    whole = good_rows or not found.reading.problems
    return bool(found.plots) and whole and not found.questions


def _write_rejects(options: argparse.Namespace, found: PlotPreview) -> None:
    if options.rejects is not None:
        options.rejects.write_bytes(rejects_workbook(found.reading))


def _told(options: argparse.Namespace, found: PlotPreview, receipt: ImportReceipt | None) -> int:
    """Print what was found and done, and return the exit code."""
    if options.json:
        for piece in preview_json(found):
            print(piece, end="")
        print()
    else:
        _print_notices(options.file, found)
        done = options.dry_run or receipt is not None
        said = summary(found, receipt, dry_run=options.dry_run)
        print(said, file=sys.stdout if done else sys.stderr)
    problems = bool(found.reading.problems) and not options.good_rows
    if options.dry_run:
        return 1 if problems or not found.reading.entries else 0
    return 0 if receipt is not None else 1


def _print_notices(file: Path, found: PlotPreview) -> None:
    reading = found.reading
    for line in first_lines(reading.problems, SHOWN):
        print(f"{file.name} {line}", file=sys.stderr)
    for line in first_lines([*reading.warnings, *found.notices], SHOWN):
        print(f"提醒 {file.name} {line}", file=sys.stderr)
    for row in found.rows[:SHOWN] if found.count(ImportStatus.CHANGED) else ():
        if row.compared is not None and row.compared.changes:
            said = "；".join(f"{k} {old} → {new}" for k, (old, new) in row.compared.changes.items())
            print(f"第{row.entry.row}行 {row.compared.plot.id} 将改动：{said}")
    for question in found.questions:
        print(f"要回答：{asked(question)}", file=sys.stderr)


def asked(question: FileQuestion) -> str:
    """Say a question with its answers as the command takes them."""
    likely = f"，可能是 {question.likely}" if question.likely else ""
    choices = "、".join(question.choices)
    return f"{question.text} --answer {question.what}={{{choices}}}{likely}"


def summary(found: PlotPreview, receipt: ImportReceipt | None, *, dry_run: bool) -> str:
    """Say in one line what an import did, or would do."""
    names = {
        ImportStatus.NEW: "新增",
        ImportStatus.CHANGED: "更新",
        ImportStatus.UNCHANGED: "未变",
        ImportStatus.REFUSED: "有问题",
        ImportStatus.SKIPPED: "略过",
    }
    counts = "，".join(f"{name} {found.count(status)}" for status, name in names.items())
    if receipt is not None:
        written = f"新增 {receipt.created}，更新 {receipt.updated}，未变 {receipt.unchanged}"
        return f"已导入：{receipt.rows} 行，{written}"
    rows = len(found.rows) - found.count(ImportStatus.SKIPPED)
    open_ = f"，待回答 {len(found.questions)} 个问题" if found.questions else ""
    if not dry_run:
        return f"没有保存任何一行：{rows} 行，{counts}{open_}"
    done = "检查完毕" if found.reading.problems or open_ else "检查通过"
    return f"{done}（没有保存）：{rows} 行，{counts}{open_}"
