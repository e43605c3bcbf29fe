"""`ledger export`: the plots as a workbook that imports again without a change."""

import argparse
from pathlib import Path

from geodata.rows.export import export
from ledger.book.database import Ledger
from ledger.plots.register import list_plots


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what is exported, and where to."""
    parser.add_argument("--plots", action="store_true", required=True, help="地块和厂房")
    parser.add_argument("--out", type=Path, required=True, metavar="文件.xlsx", help="写到哪里")


def run(options: argparse.Namespace, ledger: Ledger) -> int:
    """Write every real plot, by id, without contacts."""
    with ledger.reading() as session:
        plots = [stored.plot for stored in list_plots(session)]
    options.out.write_bytes(export(plots))
    print(f"已导出 {len(plots)} 条到 {options.out}")
    return 0
