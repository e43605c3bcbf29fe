"""要素台账: the office's plots as a table, import of county lists, and the way back."""

import streamlit as st

from components.frame.access import require
from components.frame.context import get_context
from components.frame.ledger_access import office_day, open_ledger
from components.frame.notices import page_notices
from components.frame.provenance import provenance
from components.frame.sections import choose_offered
from components.frame.theme import page_style
from components.importing.import_undo import show_undone
from components.plots.card import asked_plot, plot_card
from components.plots.due_list import due_list
from components.plots.import_history import import_history
from components.plots.sample_switch import sample_switch
from components.plots.table import plot_table
from components.plots.uploading.upload import plot_import
from geodata.samples import sample_plots
from ledger.book.policy import Action

actor = require()
SECTIONS = {
    "台账": Action.READ,
    "待复核": Action.READ,
    "导入": Action.IMPORT_PLOTS,
    "导入记录": Action.READ,
    "示例数据": Action.SWITCH_SAMPLES,
}
page_style()
context = get_context()
ledger = open_ledger()

st.title("要素台账", anchor=False)
page_notices(context)
plot_id = asked_plot()
section = "" if plot_id else choose_offered("要素台账", SECTIONS, actor)
show_undone()
match section:
    case "":
        plot_card(ledger, actor, plot_id)
    case "待复核":
        due_list(ledger, office_day(), actor)
    case "导入":
        plot_import(ledger, actor)
    case "导入记录":
        import_history(ledger, actor)
    case "示例数据":
        sample_switch(ledger, actor)
    case _:
        plot_table(ledger, actor, sample_plots, office_day())
provenance(context)
