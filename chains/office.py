"""Where an office keeps its own files: the folder named by SANMING_DATA, `var/` by default."""

from collections.abc import Mapping
from pathlib import Path

from chains.catalog import Catalog, load_catalog

PROJECT = Path(__file__).parent.parent


def office_folder(environment: Mapping[str, str]) -> Path:
    """Return the office's data folder; it need not exist."""
    return Path(environment.get("SANMING_DATA") or PROJECT / "var").expanduser()


def open_catalog(environment: Mapping[str, str]) -> Catalog:
    """Load the shipped chains and those in the office's `chains/` folder.

    Raises:
        DataError: the shared sources or the settings are wrong.
    """
    return load_catalog(office=office_folder(environment) / "chains")
