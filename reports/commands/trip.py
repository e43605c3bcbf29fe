"""`python -m reports trip`: a trip book in four formats."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date

from briefings.paper_form import load_form
from briefings.state.composing import office
from briefings.targets.finding import targets_in_step
from briefings.travel import load_travel
from briefings.trip.book import TripRequest, write_book
from briefings.trip.companies import (
    best_of_desk,
    contacts_of,
    known_companies,
    parted_by_closing,
)
from briefings.trip.route import YEARS, TripRule
from files.command_line import amount, whole_count
from files.errors import ProductError
from ledger.book.policy import LOCAL
from ledger.companies.reading import companies_of
from papers.trip.files import book_jobs
from papers.verification.making import make_recorded, orders_for
from papers.verification.orders import TripOrder
from reports.commands import Commands, add_command, write_papers
from targets.stores.query import CompanyFilter
from targets.stores.search import count

MOST = 200


def add(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands, "trip", run, "出访手册：按天的行程和一企一表（Word、PDF、Excel、手机网页）"
    )
    parser.add_argument("--desk", metavar="片区", help="片区名称，如 长三角；手册写明给谁")
    parser.add_argument("--top", type=whole_count, default=10, metavar="N", help="排在最前的几家")
    parser.add_argument(
        "--company", action="append", default=[], metavar="ID", help="指定企业编号，可写多次"
    )
    parser.add_argument("--start", type=_day, metavar="日期", help="如 2026-12-01")
    parser.add_argument("--per-day", type=whole_count, default=3, metavar="N", help="每天最多几家")
    parser.add_argument(
        "--km-per-day", type=amount, default=300, metavar="公里", help="每天最多多远"
    )
    parser.add_argument("--as-given", action="store_true", help="按 --company 的次序，不另排路线")


def run(options: argparse.Namespace) -> int:
    """Make the four files and print their names."""
    if not (options.desk or options.company):
        text = "请写明 --desk 片区，或用 --company 指定企业。没有生成文件。"
        raise ProductError(text)
    if not 0 < options.top <= MOST or not options.per_day:
        text = f"--top 应当是 1 到 {MOST},--per-day 至少是 1。没有生成文件。"
        raise ProductError(text)
    rule = TripRule(options.start, options.per_day, options.km_per_day, as_given=options.as_given)
    with office(os.environ) as (ledger, state):
        targets, _ = targets_in_step(ledger, state, os.environ)
        with ledger.reading() as session, companies_of(session, os.environ) as companies:
            ids, left_out = parted_by_closing(companies, options.company)
            _say_left_out(ids, left_out)
            known = (
                known_companies(session, companies, targets, ids)
                if ids
                else best_of_desk(session, companies, targets, options.desk, options.top)
            )
            contacts = contacts_of(session, LOCAL, known)
            listed = count(companies, CompanyFilter())
        found = "、".join(dict.fromkeys(one.desk for one in known if one.desk))
        desks = options.desk or found or "未定片区"
        request = TripRequest(
            desks,
            LOCAL.name,
            rule,
            contacts,
            targets=listed,
            left_out=left_out,
            travel=load_travel(os.environ),
            form=load_form(os.environ),
        )
        book = write_book(state, known, request)
        order = TripOrder(
            subject=desks,
            made_by=LOCAL.name,
            rule=rule,
            companies=tuple(one.company.id for one in known),
            left_out=left_out,
            travel=request.travel,
            form=request.form,
        )
        ordered = orders_for(order, (state.version, state.today), book_jobs(book))
        made = make_recorded(ledger, LOCAL, ordered, _tell)
    write_papers(options.out, made)
    return 0


def _say_left_out(ids: Sequence[str], left_out: Sequence[str]) -> None:
    """Say which companies are no more; the book is made of the others.

    Raises:
        ProductError: there are no others.
    """
    if not left_out:
        return
    named = "、".join(left_out)
    if not ids:
        text = f"{named}不再经营，不能列入出访，没有别的企业了。没有生成文件。"
        raise ProductError(text)
    print(f"没有列入：{named}不再经营。手册里写明了这一点。", file=sys.stderr)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        msg = f"应当是日期，如 2026-12-01（填写值：{text[:40]}）"
        raise argparse.ArgumentTypeError(msg)
    return day


def _tell(done: int, total: int, what: str) -> None:
    if what:
        print(f"({done + 1}/{total}) 正在制作 {what}", file=sys.stderr)
