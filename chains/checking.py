"""Every chain file that the product may read, opened the strict way."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from chains.catalog import CLOSED_CHAIN, Catalog, alternate_paths, chain_files, load_chain
from chains.model import Source
from chains.settings import DATA, SETTINGS
from chains.shared_sources import SOURCES, load_sources
from files.errors import DataError
from files.opening import DataFile, failures, opened_or


def chain_failures(catalog: Catalog) -> tuple[DataError, ...]:
    """Return what is wrong with chain files, sources and settings, each with what that closes."""
    return (*catalog.problems, *failures(alternate_files()))


def paths_of_chains(office: Path | None = None) -> tuple[Path, ...]:
    """List the files that make a catalog: settings, sources and chains, then the office's own."""
    own = [office] if office is not None and office.is_dir() else []
    shared = (DATA / SETTINGS, DATA / SOURCES)
    return (*shared, *chain_files(), *(path for folder in own for path in folder.glob("*.yaml")))


def cited_addresses(catalog: Catalog) -> list[str]:
    """List the `url` of every source that the chains, those beside them or the shared list hold."""
    none: dict[str, Source] = {}
    shared = opened_or(none, partial(load_sources, DATA / SOURCES))
    beside = [opened_or(None, partial(load_chain, path, shared)) for path in alternate_paths()]
    chains = (*catalog.chains.values(), *(opened[0] for opened in beside if opened))
    held = (*shared.values(), *(source for chain in chains for source in chain.sources))
    return [url for _, url in dict.fromkeys((source.id, source.url) for source in held)]


def alternate_files() -> Iterator[DataFile]:
    """List chains that wait to be put into an office's folder; broken ones would break there."""
    none: dict[str, Source] = {}
    shared = opened_or(none, partial(load_sources, DATA / SOURCES))
    for path in alternate_paths():
        read = partial(load_chain, path, shared, every_source=bool(shared))
        yield DataFile(path, CLOSED_CHAIN, read)
