"""`python -m reports company`: one company on one sheet."""

import argparse
import os

from briefings.company.common import common_page
from briefings.paper_form import load_form
from briefings.state.composing import office
from briefings.targets.finding import targets_in_step
from briefings.trip.book import paper_profile, starred
from briefings.trip.companies import contacts_of, known_companies
from ledger.book.policy import LOCAL
from ledger.companies.reading import companies_of
from papers.trip.files import company_jobs
from papers.verification.making import make_recorded, orders_for
from papers.verification.orders import CompanyOrder
from reports.commands import Commands, add_command, write_papers


def add(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands, "company", run, "一企一表：一家企业一张纸（Word、PDF、手机网页）"
    )
    parser.add_argument("--id", required=True, metavar="ID", help="企业编号")


def run(options: argparse.Namespace) -> int:
    """Make the three files and print their names."""
    with office(os.environ) as (ledger, state):
        targets, _ = targets_in_step(ledger, state, os.environ)
        with ledger.reading() as session, companies_of(session, os.environ) as companies:
            [known] = known_companies(session, companies, targets, [options.id])
            contacts = contacts_of(session, LOCAL, [known]).get(known.company.id, ())
        profile, common = paper_profile(state, known), starred(common_page(state))
        order = CompanyOrder(company=known.company.id, form=load_form(os.environ))
        jobs = company_jobs(profile, common, contacts, order.form)
        made = make_recorded(ledger, LOCAL, orders_for(order, (state.version, state.today), jobs))
    write_papers(options.out, made)
    return 0
