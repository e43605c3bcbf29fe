"""企业: one company, what it could fill and where, who has a tie, what moved, what to ask."""

from components.company.view import chosen_company, company_view
from components.frame.access import require
from components.frame.context import get_context
from components.frame.notices import page_notices
from components.frame.provenance import provenance
from components.frame.theme import page_style
from components.frame.together.telling import tell_together
from components.targets.asking import get_targets
from components.trip.company_visits import company_visits

actor = require()
page_style()
context = get_context()

page_notices(context)
targets = get_targets(context)
known = chosen_company(targets)
if known is not None:
    tell_together(actor, ("company", "finding", "visit", "same"), known.company.id)
    company_view(context, targets, known, actor)
    company_visits(known, actor)
provenance(context, "目标分不代表企业有投资意向")
