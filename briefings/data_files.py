"""Every data file that the product reads: what is wrong with it, and what that closes."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from briefings.paper_form import form_files
from briefings.travel import travel_files
from briefings.wallmap_settings import SHIPPED, settings_files
from chains.catalog import Catalog, chain_files, load_catalog
from chains.checking import alternate_files, paths_of_chains
from chains.settings import DATA as CHAINS
from chains.web_addresses import host_files
from files.errors import DataError
from files.office import office_folder
from files.opening import DataFile, FileStamp, failures, stamp, stamps
from geodata.checking import CLOSED_LAYERS, direction_files, own_layer_files, place_files
from geodata.layers.layer import DATA as PLACES
from policies.checking import own_policy_files, policy_files
from policies.reading import DATA as POLICIES
from targets.checking import all_company_files, own_settings_files
from targets.companies_file import DATA as COMPANIES


@dataclass(frozen=True, slots=True)
class CheckedFiles:
    """查过的数据文件: every file that was opened, once each, and what is wrong with some."""

    paths: tuple[Path, ...]
    closed: tuple[DataError, ...]


def closed_files(environment: Mapping[str, str], catalog: Catalog) -> tuple[DataError, ...]:
    """Return what is wrong with each data file; see `check_files`."""
    return check_files(environment, catalog).closed


def names_of(closed: Iterable[DataError]) -> tuple[str, ...]:
    """Name the files that did not open, as people call them."""
    return tuple(error.path.name for error in closed)


def of_figures(closed: Iterable[DataError]) -> list[DataError]:
    """Return those that figures rest on: all but the layers of the map."""
    return [error for error in closed if error.path.name.partition(".")[0] not in CLOSED_LAYERS]


def of_places(closed: Iterable[DataError]) -> list[DataError]:
    """Return those that are about places: layers, parks, counties, desks."""
    room = PLACES.parent.name  # an office's folder has the same name
    return [error for error in closed if room in error.path.parts[-3:-1]]


def check_files(environment: Mapping[str, str], catalog: Catalog) -> CheckedFiles:
    """Open every file, shipped and the office's own, and say what is wrong with each.

    `catalog` is what `open_catalog` says now. Order: chains, places, law, companies, wall maps.
    A file with two kinds of fault is there once. Shipped files are opened again only after a
    change.
    """
    office = office_folder(environment)
    has_own = (office / "chains").is_dir()
    shipped = _check_shipped(_ShippedState(_shipped_stamps(), None if has_own else catalog))
    own = tuple(_own_files(environment, chain_files(office / "chains") if has_own else []))
    broken = {error.path for error in catalog.problems}
    beside = (*shipped.closed, *failures(file for file in own if file.path not in broken))
    found = (*catalog.problems, *(error for error in beside if error.path not in broken))
    chains = paths_of_chains(office / "chains")
    return CheckedFiles(
        tuple(dict.fromkeys((*chains, *shipped.paths, *_paths(own)))),
        tuple({error.path: error for error in reversed(found)}.values())[::-1],
    )


@dataclass(frozen=True, slots=True)
class _ShippedState:
    stamps: tuple[FileStamp, ...]
    # The same for the same stamps, so that only these are compared; None: not loaded yet.
    catalog: Catalog | None = field(compare=False)


@lru_cache(maxsize=2)
def _check_shipped(state: _ShippedState) -> CheckedFiles:
    """Check what is shipped beside the catalog; some files are opened by two readers."""
    catalog = state.catalog or load_catalog()
    chains = None if catalog.problems else catalog.chains
    opened = {p: catalog.chains[p.stem] for p in chain_files() if p.stem in catalog.chains}
    files = (
        *alternate_files(),
        *host_files(),
        *direction_files(chain_files(), opened),
        *place_files(None, chains),
        *policy_files(chains),
        *all_company_files({"SANMING_DATA": os.devnull}, chains),
        *settings_files(),
    )
    broken = {error.path for error in catalog.problems}
    return CheckedFiles(_paths(files), failures(f for f in files if f.path not in broken))


def _own_files(environment: Mapping[str, str], chains: list[Path]) -> Iterator[DataFile]:
    """List what the office keeps beside the catalog."""
    office = office_folder(environment)
    yield from direction_files(chains)
    yield from own_layer_files(office / "geodata")
    yield from own_policy_files(office)
    yield from own_settings_files(environment)
    yield from settings_files(office)[:-1]
    yield from travel_files(office)
    yield from form_files(office)


def _paths(files: Iterable[DataFile]) -> tuple[Path, ...]:
    return tuple(path for file in files for path in (file.path, *file.beside))


def _shipped_stamps() -> tuple[FileStamp, ...]:
    folders = (
        CHAINS,
        CHAINS / "alternates",
        POLICIES,
        PLACES,
        COMPANIES,
        COMPANIES / "links",
    )
    return (
        *(one for folder in folders for one in stamps(folder, "*.*")),
        stamp(SHIPPED),
    )


def files_version(environment: Mapping[str, str]) -> tuple[FileStamp, ...]:
    """Return what changes whenever a data file does: name, time and size of each."""
    office = office_folder(environment)
    own = (office / "chains", office / "geodata", office / "policies", office / "targets")
    found = [one for folder in own for one in stamps(folder, "*.*")]
    return (*_shipped_stamps(), *found, *stamps(office, "*.yaml"))
