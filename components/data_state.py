"""The state of the data for papers made from a screen: the same as the screen itself shows."""

import os

from components.context import Context
from components.ledger_access import office_day
from components.map_source import get_places
from reports.composing import base_url
from reports.state import DataState


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
    )
