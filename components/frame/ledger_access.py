"""The ledger as the screens reach it: opened once per process, and its day."""

import os
from datetime import date, datetime

import streamlit as st

from files.office import CHINA, office_folder
from ledger.book import database
from ledger.book.database import Ledger


def open_ledger() -> Ledger:
    """Return the office's ledger; a process opens and migrates it at its first use.

    Raises:
        LedgerUnavailable: it cannot be opened; the next call tries again.
    """
    return _ledger(str(office_folder(os.environ).resolve()), os.environ.get("DATABASE_URL", ""))


@st.cache_resource(show_spinner="正在打开台账…", max_entries=4, on_release=Ledger.close)
def _ledger(office: str, database_url: str) -> Ledger:  # noqa: ARG001  (the key of the cache)
    return database.open_ledger(os.environ)


def office_day() -> date:
    """Return the day it is in Sanming, wherever the server's clock stands."""
    return datetime.now(CHINA).date()
