"""`python -m reports wallmap --out DIR [--only 名称] [--size A0|A3|both]`: the wall maps as PDF."""

import argparse
import os
import sys
from typing import TYPE_CHECKING

from briefings.state.composing import office
from briefings.wallmap_settings import load_settings
from briefings.wallmaps.listing import find_map, list_maps
from briefings.wallmaps.state import open_wall_state
from briefings.wallmaps.targets import desk_counts
from files.office import office_folder
from ledger.book.policy import LOCAL
from papers.verification.making import make_recorded
from papers.verification.wall_orders import wall_orders
from papers.wallmaps.paper import Size
from reports.commands import add_command, write_papers

if TYPE_CHECKING:
    from reports.commands import Commands

SIZES = {"A0": (Size.A0,), "A3": (Size.A3,), "both": (Size.A0, Size.A3)}


def add(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(commands, "wallmap", make, "制作全部挂图（矢量 PDF,A0 和 A3）")
    parser.add_argument("--only", metavar="名称", help="只做一张：编号、链名或图名，如 fluorine")
    parser.add_argument("--size", choices=sorted(SIZES), default="both", help="幅面（默认两种）")


def make(options: argparse.Namespace) -> int:
    """Make the maps and write all of them, or none."""
    with office(os.environ) as (ledger, state):
        maps = list_maps(state, load_settings(office_folder(os.environ)).views)
        chosen = [find_map(maps, options.only)] if options.only else list(maps)
        wall = open_wall_state(state, os.environ, desk_counts(ledger, state, os.environ))
        ordered = wall_orders(wall, chosen, len(maps), SIZES[options.size])
        made = make_recorded(ledger, LOCAL, ordered, _say)
    write_papers(options.out, made)
    return 0


def _say(done: int, total: int, name: str) -> None:
    if name:
        print(f"{done + 1}/{total} {name}", file=sys.stderr, flush=True)
