"""What every screen uses: read once, and out of the way of what runs after every click."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.frame import context
from components.frame.context import Context, get_context


@pytest.fixture
def read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Context]:
    """The context, read for this test alone; afterwards the garbage collector is as before."""
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    context._assessed.clear()  # noqa: SLF001 - another test may have read the same files
    yield get_context()
    gc.unfreeze()


def test_the_context_is_the_same_while_no_file_changes(read_anew: Context) -> None:
    again = get_context()

    assert again.assessments is read_anew.assessments
    assert again.data_version == read_anew.data_version


def test_the_context_is_not_walked_when_garbage_is_collected(read_anew: Context) -> None:
    walked = {id(thing) for thing in gc.get_objects()}

    assert walked.isdisjoint(map(id, read_anew.assessments.values()))
    assert walked.isdisjoint(map(id, read_anew.catalog.chains.values()))
