"""One state of all the data, behind a screen or a paper alike; knows no Streamlit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from briefings.state.places import Places
from chains.catalog import Catalog
from chains.gaps.assessment import Assessment


@dataclass(frozen=True)
class DataState:
    """数据状态: chains as assessed, places as registered, on one day.

    `version` is the data version printed on every screen and paper ("2026-11-23·b01194·0042").
    Treat it as read-only: it is shared by all sessions. Companies are asked for through the
    ledger, they do not fit in here.
    """

    catalog: Catalog
    assessments: Mapping[str, Assessment]
    places: Places
    version: str
    today: date
    base_url: str = ""


def data_version(reference: str, last_entry: int) -> str:
    """Return the data version as printed everywhere: of the files, then the ledger's last entry."""
    return f"{reference}·{last_entry:04d}"
