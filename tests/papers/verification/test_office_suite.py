"""Papers saved again by LibreOffice: nothing seems altered, and what was altered is found."""

from pathlib import Path

import pytest

from bench.verify.office_suite import saved_again
from papers.verification.comparing import compare
from papers.verification.reading.any_paper import read_paper
from papers.verification.request import read_mark
from tests.papers.verification.made import OFFICE, REQUEST, make_file, passages, replaced

pytestmark = pytest.mark.office
CHANGES = {
    "docx": ("word/document.xml", "补链方向 68 处", "补链方向 61 处"),
    "xlsx": ("xl/sharedStrings.xml", "补链方向 68 处", "补链方向 61 处"),
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    files = [(ending, make_file(ending)) for ending in OFFICE]
    return dict(zip(OFFICE, saved_again(files, tmp_path_factory.mktemp("saved")), strict=True))


@pytest.mark.parametrize("ending", OFFICE)
def test_nothing_is_altered_by_saving(ending: str, saved: dict[str, bytes]) -> None:
    assert compare(passages(ending, make_file(ending)), passages(ending, saved[ending])) == []


@pytest.mark.parametrize("ending", OFFICE)
def test_the_mark_is_kept_by_saving(ending: str, saved: dict[str, bytes]) -> None:
    mark = read_mark(read_paper(ending, saved[ending]).mark)

    assert mark is not None
    assert mark.id == REQUEST.paper


def test_what_was_altered_before_saving_is_found(tmp_path: Path) -> None:
    files = [(e, replaced(make_file(e), *change)) for e, change in CHANGES.items()]

    for (ending, _), content in zip(files, saved_again(files, tmp_path), strict=True):
        found = compare(passages(ending, make_file(ending)), passages(ending, content))
        assert found
        assert all("68" in one.was and "61" in one.now for one in found)
