"""Where an office keeps its own files: the folder named by SANMING_DATA, `var/` by default."""

from collections.abc import Mapping

from chains.catalog import Catalog, load_catalog
from files.office import office_folder


def open_catalog(environment: Mapping[str, str]) -> Catalog:
    """Load the shipped chains and those in the office's `chains/` folder.

    Raises:
        DataError: the shared sources or the settings are wrong.
    """
    return load_catalog(office=office_folder(environment) / "chains")
