"""`python -m ledger signal --company ID`: the events of a company; one more, or one taken back."""

import argparse
import os

from briefings.company.briefing import KnownCompany
from briefings.state.composing import read_state, today_here
from briefings.targets.finding import targets_in_step
from briefings.targets.state import TargetState, know_company
from chains.gaps.wording import points
from files.command_line import whole_number
from files.errors import NotFound
from ledger.book.database import Ledger
from ledger.book.policy import LOCAL
from ledger.companies.reading import companies_of
from ledger.findings.merged import kept_instead
from ledger.findings.rows import CompanyRef
from ledger.findings.signals import read_signal, record_signal, signal_history, withdraw_signal
from targets.model import SignalKind
from targets.scoring.score import total
from targets.scoring.wording import SIGNAL_NAMES, signal_words
from targets.stores.search import find_companies

KINDS = "、".join(f"{kind.value} {SIGNAL_NAMES[kind]}" for kind in SignalKind)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("--company", required=True, metavar="ID", help="企业编号")
    parser.add_argument("--kind", choices=[kind.value for kind in SignalKind], help=KINDS)
    parser.add_argument("--on", metavar="日期", help="发生日期，如 2026-11-01")
    parser.add_argument("--says", metavar="内容", help="发生了什么；不写企业的打算")
    parser.add_argument("--source", metavar="来源", help="标题、发布单位、网址或文号")
    parser.add_argument("--withdraw", type=whole_number, metavar="编号", help="撤回这一条")
    parser.add_argument("--reason", default="", metavar="理由", help="为什么撤回")


def signal(options: argparse.Namespace, ledger: Ledger) -> int:
    """Record, withdraw or list the events of a company, and print the score they give."""
    state = read_state(ledger, os.environ, today_here())
    targets, _ = targets_in_step(ledger, state, os.environ)
    known = _known(ledger, targets, _meant(ledger, options.company))
    company = CompanyRef(known.company.id, known.desk)
    if options.withdraw is not None:
        with ledger.writing(LOCAL) as session:
            withdraw_signal(session, LOCAL, company, options.withdraw, options.reason)
    elif options.kind or options.on or options.says or options.source:
        values = {"kind": options.kind, "says": options.says, "source": options.source}
        event = read_signal({**values, "happened_on": options.on})
        with ledger.writing(LOCAL) as session:
            record_signal(session, LOCAL, company, event)
    _print(ledger, _known(ledger, targets, known.company.id))
    return 0


def _meant(ledger: Ledger, company_id: str) -> str:
    """Return the company that counts for this one, and say so where it is another."""
    with ledger.reading() as session:
        kept = kept_instead(session, company_id)
    if kept:
        print(f"{company_id} 已并入 {kept}，按 {kept} 记。")
    return kept or company_id


def _known(ledger: Ledger, targets: TargetState, company_id: str) -> KnownCompany:
    with ledger.reading() as session, companies_of(session, os.environ) as companies:
        found = find_companies(companies, [company_id]).get(company_id)
        if found is None:
            text = f"没有编号为“{company_id}”的企业。编号可从 python -m targets find 查到。"
            raise NotFound(text)
        return know_company(session, targets, found.company)


def _print(ledger: Ledger, known: KnownCompany) -> None:
    with ledger.reading() as session:
        entries = signal_history(session, known.company.id)
    for entry in entries:
        record = entry.record
        back = f"（已撤回：{record.withdrawn_reason}）" if record.withdrawn_at else ""
        print(f"{record.id}  {signal_words(entry.signal)}：{entry.signal.says}{back}")
    low_high = total(known.scored.parts.as_tuple(), known.weights)
    print(f"{known.company.name}：动向 {len(entries)} 条，目标分 {points(low_high)}")
