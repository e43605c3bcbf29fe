"""A path that a page names leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.docs.test_layers import ROOT, TO_COME, rooms

PAGES = sorted(
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")],
    key=lambda path: path.as_posix(),
)
NAMES = "|".join([*(room.name for room in rooms()), "tests", "bench", "docs"])
_PATH = re.compile(rf"(?<![\w/.])((?:{NAMES})/[\w./-]*\w/?)(?![\w<>*{{}}])")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_path_on_a_page_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    gone = [path for path in _PATH.findall(text) if not _is_there(path, page)]
    assert gone == []


def _is_there(path: str, page: Path) -> bool:
    return path in TO_COME or (ROOT / path).exists() or (page.parent / path).exists()
