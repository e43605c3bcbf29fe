"""Every data file that the product reads: what is wrong with it, and what that closes."""

from collections.abc import Mapping

from briefings.wallmaps.settings import SHIPPED, settings_files
from chains.catalog import Catalog, chain_files, load_catalog
from chains.checking import chain_failures
from chains.settings import DATA as CHAINS
from files.errors import DataError
from files.office import office_folder
from files.opening import FileStamp, failures, stamp, stamps
from geodata.checking import direction_files, place_failures
from geodata.layers.layer import DATA as PLACES
from targets.checking import company_failures
from targets.companies_file import DATA as COMPANIES


def closed_files(environment: Mapping[str, str], catalog: Catalog) -> tuple[DataError, ...]:
    """Open every file, shipped and the office's own; return what is wrong with each.

    `catalog` is what `open_catalog` says now. Order: chains, places, companies, wall maps. A file
    with two kinds of fault is there once.
    """
    office = office_folder(environment)
    shipped = load_catalog() if (office / "chains").is_dir() else catalog
    chains = None if shipped.problems else shipped.chains
    closed = chain_failures(catalog)
    broken = {error.path for error in closed}
    own = chain_files(office / "chains") if (office / "chains").is_dir() else []
    read = [path for path in (*chain_files(), *own) if path not in broken]
    found = (
        *closed,
        *failures(direction_files(read)),
        *place_failures(office / "geodata", chains),
        *company_failures(environment, chains),
        *failures(settings_files(office)),
    )
    return tuple({error.path: error for error in reversed(found)}.values())[::-1]


def files_version(environment: Mapping[str, str]) -> tuple[FileStamp, ...]:
    """Return what changes whenever a data file does: name, time and size of each."""
    office = office_folder(environment)
    folders = (CHAINS, CHAINS / "alternates", PLACES, COMPANIES, COMPANIES / "links")
    own = (office / "chains", office / "geodata", office / "targets")
    found = [one for folder in (*folders, *own) for one in stamps(folder, "*.*")]
    return (*found, *stamps(office, "*.yaml"), stamp(SHIPPED))
