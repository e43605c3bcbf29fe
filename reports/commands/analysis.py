"""`python -m reports analysis --chain 编号 --out DIR [--json]`: the four-part analysis in Word."""

import argparse
import json
import os
import sys
from typing import TYPE_CHECKING

from briefings.analysis.analysis import PARTS, Analysis
from briefings.analysis.now import analysis_now
from briefings.paper_form import load_form
from briefings.state.composing import office
from ledger.book.policy import LOCAL
from papers.analysis import analysis_job
from papers.renderers.writing import write_files
from papers.verification.making import PaperOrdered, make_recorded, orders_for
from papers.verification.orders import AnalysisOrder
from reports.commands import add_command, write_papers

if TYPE_CHECKING:
    from reports.commands import Commands


def add(commands: "Commands") -> None:
    """Add the command."""
    parser = add_command(commands, "analysis", make, "四维研判（Word），每句附依据和来源")
    parser.add_argument("--chain", metavar="编号", help="产业链编号，如 fluorine；不写就做全部链")
    parser.add_argument("--json", action="store_true", help="同时在屏幕上输出 JSON")


def make(options: argparse.Namespace) -> int:
    """Make the documents and print their names."""
    with office(os.environ) as (ledger, state):
        chosen = [options.chain] if options.chain else list(state.assessments)
        found = [analysis_now(ledger, state, os.environ, chain_id) for chain_id in chosen]
        ordered = [one for analysis in found for one in _ordered(analysis)]
        made = make_recorded(ledger, LOCAL, ordered, _say)
    if options.json:
        write_files(options.out, made.files)
        told = [_json(analysis, made.notice) for analysis in found]
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    write_papers(options.out, made)
    return 0


def _ordered(analysis: Analysis) -> list[PaperOrdered]:
    order = AnalysisOrder(chain=analysis.chain_id, form=load_form(os.environ))
    return orders_for(order, (analysis.version, analysis.day), [analysis_job(analysis, order.form)])


def _json(analysis: Analysis, notice: str) -> dict[str, object]:
    """Return an analysis with what is to be told of its file: no font, or nothing written down."""
    return {
        "data_version": analysis.version,
        "notice": notice,
        "chain": analysis.chain_id,
        "conclusion": analysis.conclusion,
        "parts": {
            PARTS[key]: [
                {"place": s.place, "text": s.text, "computed": s.computed} for s in sentences
            ]
            for key, sentences in analysis.parts.items()
        },
    }


def _say(done: int, total: int, name: str) -> None:
    if name:
        print(f"{done + 1}/{total} 正在制作 {name}", file=sys.stderr, flush=True)
