"""`python -m reports verify FILE`: does a paper that came back still say what it said?"""

import argparse
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from briefings.state.composing import today_here
from files.errors import reason
from ledger.book.database import open_ledger
from ledger.book.policy import LOCAL
from papers.verification.reading.package import PaperUnreadable
from papers.verification.remaking import PaperOffice
from papers.verification.telling import SAID, told_differences, told_origin
from papers.verification.verifying import PaperStanding, Verification, verify_paper
from reports.commands import Commands

CODES = {
    PaperStanding.AS_MADE: 0,
    PaperStanding.ALTERED: 1,
    PaperStanding.UNKNOWN: 2,
    PaperStanding.OUTDATED: 3,
}
SHOWN = 200


def add(commands: Commands) -> None:
    """Add the command; it prints and writes no file."""
    text = "核对一份材料（Word、PPT、PDF、Excel、网页）：改过哪里，哪些数字已过时"
    parser = commands.add_parser("verify", help=text, description=text)
    parser.set_defaults(command=run)
    parser.add_argument("file", type=Path, metavar="文件", help="要核对的文件")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(options: argparse.Namespace) -> int:
    """Verify the file; 0 as made, 1 altered, 2 not readable or not ours, 3 of older data."""
    try:
        content = options.file.read_bytes()
    except OSError as error:
        return _refused(options, reason(error))
    ledger = open_ledger(os.environ)
    try:
        office = PaperOffice(ledger, os.environ, LOCAL)
        found = verify_paper(office, today_here(), options.file.name, content)
    except PaperUnreadable as error:
        return _refused(options, str(error))
    finally:
        ledger.close()
    if options.json:
        print(json.dumps(_json(options.file.name, found), ensure_ascii=False, indent=1))
    else:
        _print(options.file.name, found)
    return CODES[found.standing]


def _refused(options: argparse.Namespace, why: str) -> int:
    found = Verification(PaperStanding.UNKNOWN, remarks=(why,))
    if options.json:
        print(json.dumps(_json(options.file.name, found), ensure_ascii=False, indent=1))
    else:
        _print(options.file.name, found)
    return CODES[found.standing]


def _print(name: str, found: Verification) -> None:
    print(f"{name}：{SAID[found.standing]}")
    for line in told_origin(found):
        print(line)
    for title, differences in told_differences(found):
        _list(title, differences)
    for remark in found.remarks:
        print(remark)


def _list(title: str, differences: Sequence[str]) -> None:
    print(f"{title} {len(differences)} 处：")
    for one in differences[:SHOWN]:
        print(f"  {one}")
    if len(differences) > SHOWN:
        print(f"  先列 {SHOWN} 处，其余用 --json 看。")


def _json(name: str, found: Verification) -> dict[str, object]:
    record, request = found.record, found.request
    return {
        "file": name,
        "standing": found.standing,
        "kind": request.kind if request else None,
        "data_version": request.version if request else None,
        "day": request.day.isoformat() if request else None,
        "current_version": found.current_version,
        "record": record.number if record else None,
        "made_by": record.made_by if record else None,
        "made_at": record.made_at.isoformat() if record else None,
        "same_file": found.same_file,
        "altered": [asdict(one) for one in found.altered],
        "outdated": [asdict(one) for one in found.outdated],
        "remarks": list(found.remarks),
    }
