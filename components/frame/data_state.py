"""The state of the data for papers made from a screen: the same as the screen itself shows."""

import os
from collections.abc import Mapping

from briefings.data_files import names_of, of_figures
from briefings.state.composing import base_url
from briefings.state.state import DataState
from components.frame.context import Context
from components.frame.last_state.asking import ask
from components.frame.ledger_access import office_day
from components.frame.places import get_places
from files.office import office_folder
from ledger.book.errors import LedgerUnavailable
from ledger.companies.former_names import renamed
from policies.reading import load_acts
from policies.workdays import load_workdays


def get_state(context: Context) -> DataState:
    """Return what `context` shows, with the places; nothing that is loaded is read again.

    Raises:
        LedgerUnavailable: the ledger cannot be read.
    """
    return DataState(
        context.catalog,
        context.assessments,
        get_places(),
        context.data_version,
        office_day(),
        base_url(os.environ),
        names_of(of_figures(context.closed)),
        load_acts(office_folder(os.environ)),
        workdays=load_workdays(office_folder(os.environ)),
        renamed=renamed_here,
    )


def renamed_here(names: frozenset[str]) -> Mapping[str, str]:
    """Return what companies of the ledger are called now by those of `names` that they gave up.

    While it is away, as when last asked, or of none.
    """
    try:
        return ask(renamed, names)
    except LedgerUnavailable:
        return {}
