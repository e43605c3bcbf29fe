"""What a test process needs not do twice, or not at all, as nothing about it changes meanwhile.

The strict readers make the same of the same bytes, wherever the file lies: whichever test first
reads a file in some state has it parsed, later ones are handed what came of it. So is a chain that
was checked beside the same shared sources. A file that does not open is read again each time.
Installed packages are looked through for components once, not for each screen. And who waits for
a screen sleeps until it has run; Streamlit's own looks a thousand times a second whether it has.
"""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from geopandas import GeoDataFrame
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from chains import catalog
from chains.model import Chain, Source
from files import csv_reader, yaml_reader
from files.csv_reader import R
from files.errors import DataError, Problem
from files.opening import content_of
from files.yaml_reader import YamlFile
from geodata.layers import layer

KEPT = 400  # files, each in one of its states
SELDOM = (50_000, 20, 20)  # how often Python looks for garbage: a twelfth of the CPU went there
SOMEWHERE = Path()
_parse, _read_rows, _read_shapes = yaml_reader._parsed, csv_reader._rows, layer._shapes  # noqa: SLF001
_check_chain = catalog._read_chain  # noqa: SLF001
_look = local_script_runner.require_widgets_deltas


@contextmanager
def read_once() -> Iterator[None]:
    """Keep what the readers and the look through the packages gave, for as long as this lasts."""
    gc.set_threshold(*SELDOM)
    scan = manifest_scanner.scan_component_manifests
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lru_cache(scan))
        patch.setattr(local_script_runner, "require_widgets_deltas", _wait)
        patch.setattr(yaml_reader, "_parsed", _yaml)
        patch.setattr(csv_reader, "_rows", _csv)
        patch.setattr(layer, "_shapes", _layer)
        patch.setattr(catalog, "_read_chain", _chain)
        yield


def _wait(runner: LocalScriptRunner, timeout: float) -> None:
    thread = runner._script_thread  # noqa: SLF001
    if thread is not None:
        thread.join(timeout)
    _look(runner, 0.01)  # it has run, or is stopped now


@lru_cache(KEPT)
def _kept_yaml(text: str) -> YamlFile:
    return _parse(SOMEWHERE, text)


@lru_cache(KEPT)
def _kept_csv(model: type[R], text: str) -> list[tuple[int, R]]:
    return _read_rows(model, SOMEWHERE, text)


@lru_cache(KEPT)
def _kept_layer(raw: bytes) -> GeoDataFrame:
    return _read_shapes(SOMEWHERE, raw)


Checked = tuple[Chain, YamlFile, list[Problem]]


@lru_cache(KEPT)
def _kept_chain(
    path: Path,
    raw: bytes,  # noqa: ARG001  (the file, as it is now)
    shared: tuple[tuple[str, Source], ...],
    every_source: bool,  # noqa: FBT001
) -> Checked:
    return _check_chain(path, dict(shared), every_source=every_source)


def _chain(path: Path, shared: Mapping[str, Source], *, every_source: bool) -> Checked:
    return _kept_chain(path, content_of(path), tuple(shared.items()), every_source)


def _yaml(path: Path, text: str) -> YamlFile:
    try:
        return replace(_kept_yaml(text), path=path)
    except DataError:
        return _parse(path, text)  # says where the file is


def _csv(model: type[R], path: Path, text: str) -> list[tuple[int, R]]:
    try:
        return list(_kept_csv(model, text))
    except DataError:
        return _read_rows(model, path, text)


def _layer(path: Path, raw: bytes) -> GeoDataFrame:
    try:
        return _kept_layer(raw).copy()  # a layer may be added to by whoever loaded it
    except DataError:
        return _read_shapes(path, raw)
