"""`python -m reports verify FILE`: does a paper that came back still say what it said?"""

import argparse
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from briefings.state.composing import today_here
from files.errors import reason
from files.office import CHINA
from ledger.book.database import open_ledger
from ledger.book.policy import LOCAL
from papers.verification.reading.package import PaperUnreadable
from papers.verification.remaking import PaperOffice
from papers.verification.request import KIND_NAMES
from papers.verification.verifying import PaperStanding, Verification, verify_paper
from reports.commands import Commands

CODES = {
    PaperStanding.AS_MADE: 0,
    PaperStanding.ALTERED: 1,
    PaperStanding.UNKNOWN: 2,
    PaperStanding.OUTDATED: 3,
}
SAID = {
    PaperStanding.AS_MADE: "没有改动，数据版本也是现在的。",
    PaperStanding.ALTERED: "有改动，或与原件不一致：",
    PaperStanding.UNKNOWN: "不能核对：",
    PaperStanding.OUTDATED: "没有改动；但所据的数据或程序已经更新。",
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
    if found.request is not None:
        kind, request = KIND_NAMES[found.request.kind], found.request
        print(f"{kind}，{request.day} 按数据版本 {request.version} 制作；{_made_by(found)}")
        if request.version != found.current_version:
            print(f"现在的数据版本 {found.current_version}")
    _list("改动", list(map(str, found.altered)))
    figures = [one for one in found.outdated if one.has_figures]
    _list("按现在的数据，数字不同", [one.as_outdated() for one in figures])
    words = [one for one in found.outdated if not one.has_figures]
    _list("按现在的数据，文字不同", [one.as_outdated() for one in words])
    for remark in found.remarks:
        print(remark)


def _list(title: str, differences: Sequence[str]) -> None:
    if not differences:
        return
    print(f"{title} {len(differences)} 处：")
    for one in differences[:SHOWN]:
        print(f"  {one}")
    if len(differences) > SHOWN:
        print(f"  先列 {SHOWN} 处，其余用 --json 看。")


def _made_by(found: Verification) -> str:
    if found.record is None:
        return "台账没有记录"
    made = found.record.made_at.astimezone(CHINA)
    return f"台账第 {found.record.number} 条材料记录，{made:%Y-%m-%d %H:%M} {found.record.made_by}"


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
