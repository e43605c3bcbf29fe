"""`ledger export`: plots or companies as a workbook that imports again without a change."""

import argparse
import os
from pathlib import Path

from briefings.state.composing import office
from briefings.targets.finding import targets_in_step
from geodata.rows.export import export
from ledger.book.audit import record_export
from ledger.book.database import Ledger
from ledger.book.policy import LOCAL
from ledger.company_imports.export import export_companies
from ledger.plots.register import list_plots


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what is exported, and where to."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--plots", action="store_true", help="地块和厂房")
    what.add_argument("--companies", action="store_true", help="企业（不带联系方式）")
    parser.add_argument("--out", type=Path, required=True, metavar="文件.xlsx", help="写到哪里")


def run(options: argparse.Namespace, ledger: Ledger) -> int:
    """Write every real plot, or every company that may be shown, by id, without contacts."""
    if options.companies:
        return _companies(options.out)
    with ledger.reading() as session:
        plots = [stored.plot for stored in list_plots(session)]
    options.out.write_bytes(export(plots))
    _note(ledger, options.out, len(plots))
    print(f"已导出 {len(plots)} 条到 {options.out}")
    return 0


def _note(ledger: Ledger, out: Path, rows: int) -> None:
    if not ledger.unwritable():
        with ledger.writing(LOCAL) as session:
            record_export(session, LOCAL, out.name, rows)


def _companies(out: Path) -> int:
    with office(os.environ) as (ledger, state):
        targets_in_step(ledger, state, os.environ)
        with ledger.reading() as session:
            raw, count = export_companies(session)
        _note(ledger, out, count)
    out.write_bytes(raw)
    print(f"已导出 {count} 家到 {out}")
    return 0
