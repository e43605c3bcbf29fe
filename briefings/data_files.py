"""Every data file that the product reads: what is wrong with it, and what that closes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefings.wallmaps.settings import SHIPPED, settings_files
from chains.catalog import Catalog, chain_files, load_catalog
from chains.checking import alternate_files, paths_of_chains
from chains.model import Chain
from chains.settings import DATA as CHAINS
from chains.web_addresses import link_host_file
from files.errors import DataError
from files.office import office_folder
from files.opening import DataFile, FileStamp, failures, stamp, stamps
from geodata.checking import direction_files, place_files
from geodata.layers.layer import DATA as PLACES
from targets.checking import all_company_files
from targets.companies_file import DATA as COMPANIES


@dataclass(frozen=True, slots=True)
class CheckedFiles:
    """查过的数据文件: every file that was opened, once each, and what is wrong with some."""

    paths: tuple[Path, ...]
    closed: tuple[DataError, ...]


def closed_files(environment: Mapping[str, str], catalog: Catalog) -> tuple[DataError, ...]:
    """Return what is wrong with each data file; see `check_files`."""
    return check_files(environment, catalog).closed


def check_files(environment: Mapping[str, str], catalog: Catalog) -> CheckedFiles:
    """Open every file, shipped and the office's own, and say what is wrong with each.

    `catalog` is what `open_catalog` says now. Order: chains, places, companies, wall maps. A file
    with two kinds of fault is there once.
    """
    others = _beside_chains(environment, catalog)
    broken = {error.path for error in catalog.problems}
    found = (*catalog.problems, *failures(f for f in others if f.path not in broken))
    listed = (path for file in others for path in (file.path, *file.beside))
    chains = paths_of_chains(office_folder(environment) / "chains")
    return CheckedFiles(
        tuple(dict.fromkeys((*chains, *listed))),
        tuple({error.path: error for error in reversed(found)}.values())[::-1],
    )


def _beside_chains(environment: Mapping[str, str], catalog: Catalog) -> tuple[DataFile, ...]:
    """List what has to be opened beside the catalog itself; some files twice, for two readers."""
    office = office_folder(environment)
    has_own = (office / "chains").is_dir()
    shipped = load_catalog() if has_own else catalog
    chains = None if shipped.problems else shipped.chains
    own = chain_files(office / "chains") if has_own else []
    return (
        *alternate_files(),
        link_host_file(),
        *direction_files([*chain_files(), *own], _opened(shipped, chain_files())),
        *place_files(office / "geodata", chains),
        *all_company_files(environment, chains),
        *settings_files(office),
    )


def _opened(catalog: Catalog, files: list[Path]) -> dict[Path, Chain]:
    return {path: catalog.chains[path.stem] for path in files if path.stem in catalog.chains}


def files_version(environment: Mapping[str, str]) -> tuple[FileStamp, ...]:
    """Return what changes whenever a data file does: name, time and size of each."""
    office = office_folder(environment)
    folders = (CHAINS, CHAINS / "alternates", PLACES, COMPANIES, COMPANIES / "links")
    own = (office / "chains", office / "geodata", office / "targets")
    found = [one for folder in (*folders, *own) for one in stamps(folder, "*.*")]
    return (*found, *stamps(office, "*.yaml"), stamp(SHIPPED))
