"""Everything a screen needs, read once per state of the files; only this reads the environment."""

import gc
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from chains.assessment import Assessment, assess
from chains.catalog import Catalog
from chains.office import office_folder, open_catalog
from chains.settings import DATA

FileStamp = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Context:
    """What a screen may use; tests build their own instead of patching globals."""

    catalog: Catalog
    assessments: Mapping[str, Assessment]

    @property
    def data_version(self) -> str:
        """The state of the data behind this screen, as printed on every screen and paper."""
        return self.catalog.data_version


def get_context() -> Context:
    """Return the context for the files as they are now; edited files are read again.

    Raises:
        DataError: the shared sources or the settings are wrong; nothing can be shown.
    """
    return _context(_stamps())


@st.cache_resource(show_spinner="正在读取产业链数据…", max_entries=2)
def _context(stamps: tuple[FileStamp, ...]) -> Context:  # noqa: ARG001  (the key of the cache)
    gc.unfreeze()  # what the context before this one leaves behind goes as well
    catalog = open_catalog(os.environ)
    context = Context(catalog, {i: assess(chain) for i, chain in catalog.chains.items()})
    # Streamlit collects garbage after every run. All that is loaded now stays until the files
    # change, and walking through it took nine tenths of the CPU of a click.
    gc.collect()
    gc.freeze()
    return context


def _stamps() -> tuple[FileStamp, ...]:
    """Name, time and size of every chain file: 20 look-ups, far below a millisecond."""
    folders = (DATA, office_folder(os.environ) / "chains")
    files = [path for folder in folders if folder.is_dir() for path in folder.glob("*.yaml")]
    return tuple(sorted(_stamp(path) for path in files))


def _stamp(path: Path) -> FileStamp:
    status = path.stat()
    return (str(path), status.st_mtime_ns, status.st_size)
