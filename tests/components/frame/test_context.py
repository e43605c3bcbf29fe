"""What every screen uses: read once for all of them."""

from pathlib import Path

import pytest

from components.frame import context
from components.frame.context import Context, get_context


@pytest.fixture
def read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Context:
    """The context, read for this test alone."""
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    context._assessed.forget()  # noqa: SLF001 - another test may have read the same files
    return get_context()


def test_the_context_is_the_same_while_no_file_changes(read_anew: Context) -> None:
    again = get_context()

    assert again.assessments is read_anew.assessments
    assert again.data_version == read_anew.data_version
