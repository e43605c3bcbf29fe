"""The places of the map, kept for all sessions as long as their data is the same."""

import streamlit as st
from sqlalchemy.orm import Session

from briefings.state.composing import places_version, read_places
from briefings.state.places import Places
from components.frame.last_state.asking import remember
from components.frame.ledger_access import open_ledger


def get_places() -> Places:
    """Return the places as the ledger has them now; they are read again only after a change.

    Raises:
        LedgerUnavailable: the ledger cannot be read, and never was.
        DataError: the shipped park list is damaged.
    """
    return remember("places", _read_now)


def _read_now() -> Places:
    ledger = open_ledger()
    with ledger.reading() as session:
        return _places(places_version(ledger, session), session)


# A spinner would push the map down for one run, and the browser would load it anew.
@st.cache_resource(show_spinner=False, max_entries=2)
def _places(version: str, _session: Session) -> Places:
    return read_places(_session, version)
