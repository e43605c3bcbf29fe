"""`python -m reports changes --since 快照`: what changed; and the snapshots behind it."""

import argparse
import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING

from briefings.changes.all_changes import compare
from briefings.changes.change import CHANGE_NAMES
from briefings.changes.results import Results
from briefings.meeting.now import keep, kept_results, results_now
from briefings.state.composing import office, read_state, today_here
from files.office import CHINA
from ledger.book.database import Ledger
from ledger.book.policy import LOCAL
from ledger.meeting.snapshots import find_snapshot, list_snapshots

if TYPE_CHECKING:
    from reports.commands import Commands


def add(commands: "Commands") -> None:
    """Add the command; it prints and writes no file."""
    text = "自某个快照以来的变化，每条带来源"
    parser = commands.add_parser("changes", help=text, description=text)
    parser.set_defaults(command=show)
    parser.add_argument("--since", required=True, metavar="快照", help="快照名称")
    parser.add_argument("--until", metavar="快照", help="比到哪个快照，默认比到现在")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def show(options: argparse.Namespace) -> int:
    """Print every change, or all of them as JSON."""
    with office(os.environ) as (ledger, state):
        before = _kept(ledger, options.since)
        after = (
            _kept(ledger, options.until)
            if options.until
            else results_now(ledger, state, os.environ)
        )
    changes = compare(before, after)
    if options.json:
        told = {
            "since": before.version,
            "until": after.version,
            "figures": after.figures,
            "changes": [asdict(change) for change in changes],
        }
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    print(f"{before.version} → {after.version}：{len(changes)} 处变化")
    for change in changes:
        name = CHANGE_NAMES[change.kind]
        print(f"{name}  {change.subject}  {change.says}  来源：{change.source}")
    return 0


def _kept(ledger: Ledger, name: str) -> Results:
    with ledger.reading() as session:
        return kept_results(session, find_snapshot(session, name).id)


def snapshot(options: argparse.Namespace, ledger: Ledger) -> int:
    """Keep the results of now under a name; without one list the snapshots there are."""
    if not options.name:
        with ledger.reading() as session:
            for kept in list_snapshots(session):
                taken = f"{kept.taken_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
                print(f"{kept.name}  数据版本 {kept.data_version}  {taken}  {kept.taken_by}")
        return 0
    state = read_state(ledger, os.environ, today_here())
    results = results_now(ledger, state, os.environ)
    kept = keep(ledger, LOCAL, options.name, results)
    print(f"已存快照 {kept.name}，数据版本 {kept.data_version}，链头 {kept.position}")
    return 0
