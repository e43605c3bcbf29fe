"""`python -m reports card`: one link on a card to hand out."""

import argparse
import os
import sys

from briefings.state.composing import office
from ledger.book.policy import LOCAL
from ledger.papers.cards import standing_card
from papers.card import card_cautions, card_paper
from papers.trip.files import card_jobs
from papers.verification.making import make_recorded, orders_for
from papers.verification.orders import CardOrder
from reports.commands import Commands, add_command, write_papers


def add(commands: Commands) -> None:
    """Add the command."""
    about = "项目推介卡：一个环节一张，填了英文的另附一页（Word、PDF）"
    parser = add_command(commands, "card", run, about)
    parser.add_argument("--chain", required=True, metavar="ID", help="链的编号，如 fluorine")
    parser.add_argument("--link", required=True, metavar="ID", help="环节的编号，如 lithium_salt")


def run(options: argparse.Namespace) -> int:
    """Make the two files and print their names."""
    with office(os.environ) as (ledger, state):
        for caution in card_cautions(state, options.chain, options.link):
            print(f"提醒：{caution}", file=sys.stderr)
        with ledger.reading() as session:
            filled = standing_card(session, options.chain, options.link)
        content = filled.content if filled else None
        paper = card_paper(state, options.chain, options.link, content)
        order = CardOrder(chain=options.chain, link=options.link)
        ordered = orders_for(order, (state.version, state.today), card_jobs(paper))
        made = make_recorded(ledger, LOCAL, ordered)
    write_papers(options.out, made)
    return 0
