"""Every chain file that the product may read, opened the strict way."""

from collections.abc import Iterator
from functools import partial

from chains.catalog import CLOSED_CHAIN, Catalog, load_chain
from chains.model import Source
from chains.settings import DATA
from chains.shared_sources import SOURCES, load_sources
from files.errors import DataError
from files.opening import DataFile, failures, opened_or


def chain_failures(catalog: Catalog) -> tuple[DataError, ...]:
    """Return what is wrong with chain files, sources and settings, each with what that closes."""
    return (*catalog.problems, *failures(_alternates()))


def _alternates() -> Iterator[DataFile]:
    """Chains that wait to be put into an office's folder; broken ones would break there."""
    none: dict[str, Source] = {}
    shared = opened_or(none, partial(load_sources, DATA / SOURCES))
    for path in sorted((DATA / "alternates").glob("*.yaml")):
        read = partial(load_chain, path, shared, every_source=bool(shared))
        yield DataFile(path, CLOSED_CHAIN, read)
