"""The state of the data for papers made from a screen: the same as the screen itself shows."""

import os

from briefings.data_files import names_of, of_figures
from briefings.state.composing import base_url
from briefings.state.state import DataState
from components.frame.context import Context
from components.frame.ledger_access import office_day
from components.frame.places import get_places
from files.office import office_folder
from policies.reading import load_acts


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
    )
