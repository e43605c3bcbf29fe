"""What the wall maps are drawn from, and their pictures, once per state of the data."""

import os

from briefings.state.state import DataState
from briefings.wallmaps.content import WallState, wall_map
from briefings.wallmaps.listing import WallMapEntry
from briefings.wallmaps.state import open_wall_state
from briefings.wallmaps.targets import desk_counts
from components.frame.context import Context
from components.frame.data_state import get_state
from components.frame.kept import kept
from components.frame.last_state.asking import remember
from components.frame.ledger_access import open_ledger
from ledger.companies.reading import columnar_file_version
from papers.wallmaps.paper import sheet_png

# Points per inch: 1455 and 397 pixels wide. Streamlit shrinks whatever is wider than 1460 anew in
# every run, which took 0.15 s of CPU.
PREVIEW, THUMBNAIL = 88, 24


def get_wall(context: Context) -> WallState:
    """Return what the maps say now; read again only when data or settings changed.

    Raises:
        DataError: a shipped file is damaged.
        LedgerUnavailable: the ledger cannot be read, and never was.
    """
    return remember("wall", lambda: _read_wall(context))


def _read_wall(context: Context) -> WallState:
    state = get_state(context)
    return _wall((*state_key(state), columnar_file_version(os.environ)), state)


def state_key(state: DataState) -> tuple[str, ...]:
    """What differs whenever a sheet would: data, places, day, address."""
    number = os.environ.get("SANMING_MAP_REVIEW_NO", "")
    where = (state.base_url, number, os.environ.get("SANMING_DATA", ""))
    return (state.version, state.places.version, state.today.isoformat(), *where)


@kept(most=2, spinner="正在准备挂图…")
def _wall(
    key: tuple[str, ...],  # noqa: ARG001  (the key of the cache)
    _state: DataState,
) -> WallState:
    counts = desk_counts(open_ledger(), _state, os.environ)
    return open_wall_state(_state, os.environ, counts)


def picture(wall: WallState, listed: WallMapEntry, total: int, ppi: int) -> bytes:
    """Return a picture of one sheet, drawn once."""
    key = (state_key(wall.state), listed.number, listed.id, total)
    return _picture(key, ppi, wall, listed)


@kept(most=64)
def _picture(key: tuple[object, ...], ppi: int, _wall: WallState, _listed: WallMapEntry) -> bytes:
    return sheet_png(wall_map(_wall, _listed, int(str(key[-1]))), ppi)
