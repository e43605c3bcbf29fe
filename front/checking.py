"""`python -m front check`: every data file of the product and of the office, in one go."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefings.data_files import check_files
from chains.office import open_catalog
from files.errors import DataError, Problem
from files.office import CHINA
from files.opening import changed_at

SAID_AT_START = 5  # problems printed at the start of the server; the command prints all


def check(environment: Mapping[str, str] = os.environ, *, as_json: bool = False) -> int:
    """Print every fault of every data file with its place; return 0 if there is none, else 1."""
    catalog = open_catalog(environment)
    checked = check_files(environment, catalog)
    closed, files = checked.closed, len(checked.paths)
    notices = list(catalog.notices)
    if as_json:
        told = {"files": files, "closed": [_told(e) for e in closed], "to_mend": _mends(notices)}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _print(files, closed, notices)
    return 1 if closed or notices else 0


def summary(environment: Mapping[str, str] = os.environ) -> int:
    """Print for the start of the server how the data files are; the start goes on anyhow."""
    checked = check_files(environment, open_catalog(environment))
    closed = checked.closed
    if not closed:
        print(f"数据检查：{len(checked.paths)} 个文件都能打开", flush=True)
        return 0
    lines = [f"  {e.path} {problem}" for e in closed for problem in e.problems]
    more = len(lines) - SAID_AT_START
    print(
        f"数据检查：{len(closed)} 个文件有问题，看板照常启动，用到它们的内容暂不显示：",
        *lines[:SAID_AT_START],
        *([f"  另有 {more} 处"] if more > 0 else []),
        "  全部问题请用 python -m front check 查看",
        sep="\n",
        flush=True,
    )
    return 1


def _print(
    files: int, closed: Sequence[DataError], notices: Sequence[tuple[Path, Problem]]
) -> None:
    for error in closed:
        for problem in error.problems:
            print(f"{error.path} {problem}", file=sys.stderr)
        print(f"    因此：{error.closes}", file=sys.stderr)
    for path, problem in notices:
        print(f"{path} {problem}", file=sys.stderr)
    wrong = f"{len(closed)} 个没有打开" if closed else "都能打开"
    mend = f"，另有 {len(notices)} 处需要修补" if notices else ""
    print(f"检查了 {files} 个数据文件：{wrong}{mend}。文件没有被改动。")


def _told(error: DataError) -> dict[str, object]:
    since = changed_at(error.path)
    return {
        "file": str(error.path),
        "closes": error.closes,
        "changed_at": since.astimezone(CHINA).isoformat(timespec="seconds") if since else None,
        "problems": [
            {"line": p.line or None, "where": p.where, "text": p.text} for p in error.problems
        ],
    }


def _mends(notices: Sequence[tuple[Path, Problem]]) -> list[dict[str, object]]:
    return [
        {"file": str(path), "line": p.line or None, "where": p.where, "text": p.text}
        for path, p in notices
    ]
