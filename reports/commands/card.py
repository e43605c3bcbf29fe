"""`python -m reports card`: one gap on one sheet to hand over."""

import argparse
import os

from briefings.state.composing import office
from papers.card import card_paper
from papers.renderers.writing import make_files, write_files
from papers.trip.files import card_jobs
from reports.commands import Commands, add_command


def add(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "card", run, "项目推介卡：一个缺口一页（Word、PDF）")
    parser.add_argument("--chain", required=True, metavar="ID", help="链的编号，如 fluorine")
    parser.add_argument("--link", required=True, metavar="ID", help="环节的编号，如 lithium_salt")


def run(options: argparse.Namespace) -> int:
    """Make the two files and print their names."""
    with office(os.environ) as (_, state):
        paper = card_paper(state, options.chain, options.link)
    for path in write_files(options.out, make_files(card_jobs(paper))):
        print(path)
    return 0
