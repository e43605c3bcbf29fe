"""`python -m reports deck --out DIR [--since 快照]`: the joint meeting as a PowerPoint deck."""

import argparse
import os
import sys
from typing import TYPE_CHECKING

from briefings.meeting.now import meeting_now
from briefings.state.composing import office
from ledger.book.policy import LOCAL
from papers.meeting.deck import deck_job
from papers.verification.making import make_recorded, orders_for
from papers.verification.orders import DeckOrder
from reports.commands import add_command, write_papers

if TYPE_CHECKING:
    from reports.commands import Commands


def add(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(commands, "deck", make, "联席会议幻灯片（PPTX，形状可编辑，备注写明来源）")
    parser.add_argument("--since", metavar="快照", help="对比哪个快照，默认最近一个")


def make(options: argparse.Namespace) -> int:
    """Make the deck and print its name."""
    with office(os.environ) as (ledger, state):
        meeting = meeting_now(ledger, state, os.environ, options.since or "")
        order = DeckOrder(since=meeting.compared)
        ordered = orders_for(order, (meeting.version, meeting.day), [deck_job(meeting)])
        made = make_recorded(ledger, LOCAL, ordered, _say)
    write_papers(options.out, made)
    return 0


def _say(_done: int, _total: int, name: str) -> None:
    if name:
        print(f"正在制作 {name}", file=sys.stderr, flush=True)
