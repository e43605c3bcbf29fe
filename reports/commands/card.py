"""`python -m reports card`: one gap on one sheet to hand over."""

import argparse
import os

from briefings.state.composing import office
from ledger.book.policy import LOCAL
from papers.card import card_paper
from papers.trip.files import card_jobs
from papers.verification.making import make_recorded, orders_for
from papers.verification.orders import CardOrder
from reports.commands import Commands, add_command, write_papers


def add(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "card", run, "项目推介卡：一个缺口一页（Word、PDF）")
    parser.add_argument("--chain", required=True, metavar="ID", help="链的编号，如 fluorine")
    parser.add_argument("--link", required=True, metavar="ID", help="环节的编号，如 lithium_salt")


def run(options: argparse.Namespace) -> int:
    """Make the two files and print their names."""
    with office(os.environ) as (ledger, state):
        paper = card_paper(state, options.chain, options.link)
        order = CardOrder(chain=options.chain, link=options.link)
        ordered = orders_for(order, (state.version, state.today), card_jobs(paper))
        made = make_recorded(ledger, LOCAL, ordered)
    write_papers(options.out, made)
    return 0
