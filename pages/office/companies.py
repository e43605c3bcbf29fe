"""企业台账: bought lists taken over and undone, their links reviewed, and twins merged."""

import streamlit as st

from components.companies.review import link_review
from components.companies.same import same_companies
from components.companies.undoing import company_imports
from components.companies.upload import company_import
from components.frame.access import require
from components.frame.context import get_context
from components.frame.ledger_access import open_ledger
from components.frame.notices import page_notices
from components.frame.provenance import provenance
from components.frame.sections import choose_offered
from components.frame.theme import page_style
from components.importing.import_undo import show_undone
from components.targets.asking import get_targets
from ledger.book.policy import Action

actor = require()
SECTIONS = {
    "归链复核": Action.REVIEW_LINK,
    "可能是同一家": Action.MERGE_COMPANIES,
    "导入": Action.IMPORT_COMPANIES,
    "导入记录": Action.READ,
}
page_style()
context = get_context()
targets, ledger = get_targets(context), open_ledger()

st.title("企业台账", anchor=False)
page_notices(context)
section = choose_offered("企业台账", SECTIONS, actor)
show_undone()
match section:
    case "可能是同一家":
        same_companies(targets, actor)
    case "导入":
        company_import(ledger, actor, targets)
    case "导入记录":
        company_imports(ledger, actor, targets)
    case _:
        link_review(context.catalog, targets, actor)
provenance(context)
