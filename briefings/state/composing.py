"""Read one state of all the data from the files and the ledger; commands and bench share it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial

from sqlalchemy.orm import Session

from briefings.data_files import check_files, names_of, of_figures
from briefings.state.places import Places
from briefings.state.state import DataState, data_version
from chains.catalog import Catalog
from chains.gaps.assessment import Assessment, LinkKnowledge, assess_city
from chains.office import open_catalog
from files.errors import ProductError
from files.office import CHINA, office_folder
from files.opening import FileStamp, stamps
from geodata.layers.layer import DATA as PLACES
from geodata.parks import load_parks
from geodata.samples import sample_plots
from ledger.book.audit import data_head
from ledger.book.canonical import digest
from ledger.book.database import Ledger, open_ledger
from ledger.book.opening.telling import tell_unwritable
from ledger.companies.former_names import renamed
from ledger.links.checks import (
    CheckedStanding,
    checked_standings,
    standing_overrides,
    undecided_counts,
)
from ledger.links.urgencies import RecordedUrgency, standing_urgencies, urgency_values
from ledger.plots.parks import park_positions
from ledger.plots.register import plots_version, visible_plots
from policies.reading import load_acts
from policies.workdays import load_workdays

_ADDRESS = re.compile(r"https?://[^\s/]\S*")


@contextmanager
def office(environment: Mapping[str, str]) -> Iterator[tuple[Ledger, DataState]]:
    """Open the office's ledger for one command, with the state of the data as it is today.

    Where nothing can be saved in it, that is said on the error stream.

    Raises:
        ProductError: as `open_ledger` and `read_state`.
    """
    ledger = open_ledger(environment)
    tell_unwritable(ledger.unwritable())
    try:
        yield ledger, read_state(ledger, environment, today_here())
    finally:
        ledger.close()


def today_here() -> date:
    """Return the day it is in Sanming, wherever the clock of this machine stands."""
    return datetime.now(CHINA).date()


def read_state(ledger: Ledger, environment: Mapping[str, str], today: date) -> DataState:
    """Return the state of the data as it is now: files, the office's checks, plots and parks.

    Raises:
        DataError: the shared sources or the settings are wrong.
        LedgerUnavailable: the ledger cannot be read.
        ProductError: the base address of the environment is not one.
    """
    catalog = open_catalog(environment)
    with ledger.reading() as session:
        checks, urgencies = standing_overrides(session), standing_urgencies(session)
        last_entry = data_head(session).number
        places = read_places(session, places_version(ledger, session))
    closed = check_files(environment, catalog).closed
    return DataState(
        catalog,
        assess_all(catalog, checks, urgencies, today),
        places,
        data_version(catalog.data_version, last_entry, names_of(closed)),
        today,
        base_url(environment),
        names_of(of_figures(closed)),
        load_acts(office_folder(environment)),
        workdays=load_workdays(office_folder(environment)),
        renamed=partial(renamed_in, ledger),
    )


def renamed_in(ledger: Ledger, names: frozenset[str]) -> Mapping[str, str]:
    """Return what companies of `ledger` are called now by those of `names` that they gave up.

    Raises:
        LedgerUnavailable: the ledger cannot be read.
    """
    with ledger.reading() as session:
        return renamed(session, names)


def assess_all(
    catalog: Catalog,
    checks: Mapping[tuple[str, str], CheckedStanding],
    urgencies: Mapping[tuple[str, str], RecordedUrgency],
    today: date,
) -> dict[str, Assessment]:
    """Put every chain through the rules, with what the office checked and heard counted in."""
    known = {
        chain_id: LinkKnowledge(
            checked_standings(checks, chain_id),
            urgency_values(urgencies, chain_id),
            undecided_counts(checks, chain_id),
        )
        for chain_id in catalog.chains
    }
    return assess_city(catalog.chains.values(), today, known)


def places_version(ledger: Ledger, session: Session) -> str:
    """Return what changes whenever a plot, a park's position, the samples' switch or a file does.

    The files are those of places: parks come from them, and samples lie in the counties.
    """
    files = digest(map(repr, places_files()))
    return f"{ledger.url}·{plots_version(session)}·{files[:12]}"


def places_files() -> tuple[FileStamp, ...]:
    """Return the stamps of the files of places."""
    return stamps(PLACES, "*.*")


def read_places(session: Session, version: str) -> Places:
    """Read plots and parks as the ledger has them; samples only while there is no real plot."""
    placed = {name: p.position for name, p in park_positions(session).items() if p.position}
    return Places(version, visible_plots(session, sample_plots()), load_parks(), placed)


def base_url(environment: Mapping[str, str]) -> str:
    """Return the address under which this product is opened (SANMING_BASE_URL), "" if none is set.

    Raises:
        ProductError: it is not an address of a web page.
    """
    given = environment.get("SANMING_BASE_URL", "").strip().rstrip("/")
    if given and not _ADDRESS.fullmatch(given):
        text = f"SANMING_BASE_URL 应当以 http:// 或 https:// 开头（现在是“{given[:60]}”）。请改正。"
        raise ProductError(text)
    return given
