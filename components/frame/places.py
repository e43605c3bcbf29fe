"""The places of the map, kept for all sessions as long as their data is the same."""

from briefings.state.composing import places_files, places_version, read_places
from briefings.state.places import Places
from components.frame.kept import kept
from components.frame.last_state.asking import ask, remember
from components.frame.ledger_access import open_ledger
from files.opening import FileStamp
from ledger.book.database import Ledger
from ledger.plots.register import plots_version


def get_places() -> Places:
    """Return the places as the ledger has them now; they are read again only after a change.

    Raises:
        LedgerUnavailable: the ledger cannot be read, and never was.
        DataError: the shipped park list is damaged.
    """
    return remember("places", _read_now)


def _read_now() -> Places:
    ledger = open_ledger()
    return _places(ledger.url, ask(plots_version), places_files(), ledger)


# A spinner would push the map down for one run, and the browser would load it anew.
@kept(most=2)
def _places(
    url: str,  # noqa: ARG001  (the key)
    plots: int,  # noqa: ARG001  (the key)
    files: tuple[FileStamp, ...],  # noqa: ARG001  (the key)
    _ledger: Ledger,
) -> Places:
    with _ledger.reading() as session:
        return read_places(session, places_version(_ledger, session))
