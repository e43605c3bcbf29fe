"""企业: one company, what it could fill and where, who has a tie, what moved, what to ask."""

from components.access import require
from components.context import get_context
from components.notices import show_closed, show_stale
from components.provenance import provenance
from components.targets.asking import get_targets
from components.targets.company_view import chosen_company, company_view
from components.theme import page_style
from components.trip.company_visits import company_visits

user = require()
page_style()
context = get_context()

show_closed(context.catalog.problems)
show_stale(context.ledger.problem)
targets = get_targets(context)
known = chosen_company(targets)
if known is not None:
    company_view(context, targets, known, user)
    company_visits(known, user)
provenance(context, "目标分不代表企业有投资意向")
