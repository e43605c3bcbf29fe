"""企业台账: bought lists taken over and undone, and the links they speak for reviewed."""

import streamlit as st

from components.access import require
from components.company_register.review import link_review
from components.company_register.undoing import company_imports
from components.company_register.upload import company_import
from components.context import get_context
from components.ledger_access import actor_of, open_ledger
from components.provenance import provenance
from components.register.import_undo import show_undone
from components.sections import choose_section
from components.targets.asking import get_targets
from components.theme import page_style

user = require()
page_style()
context = get_context()
targets, ledger, actor = get_targets(context), open_ledger(), actor_of(user)

st.title("企业台账", anchor=False)
section = choose_section("企业台账", ("归链复核", "导入", "导入记录"))
show_undone()
match section:
    case "导入":
        company_import(ledger, actor, targets)
    case "导入记录":
        company_imports(ledger, actor, targets)
    case _:
        link_review(context.catalog, targets, user)
provenance(context)
