"""docs/imports.md lists every format that can be read: what is taken, what is asked, the limits."""

import re
from pathlib import Path

import pytest

from geodata.readers.formats import LIST_ENDINGS, MAP_FORMATS, accepted_endings

TEXT = (Path(__file__).parents[2] / "docs" / "imports.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("| ") and re.match(r" \.\w+", line.split("|")[2])
]


def rows_of(endings: tuple[str, ...]) -> list[list[str]]:
    return [row for row in ROWS if set(row[1].split()) & set(endings)]


@pytest.mark.parametrize("endings", [LIST_ENDINGS, *(form.endings for form in MAP_FORMATS)])
def test_each_registered_format_has_a_row_with_what_is_taken_asked_and_bounded(
    endings: tuple[str, ...],
) -> None:
    found = rows_of(endings)

    assert {e for row in found for e in row[1].split()} >= set(endings)
    assert all(len(row) == 5 and all(row) for row in found)


def test_the_table_names_no_ending_that_is_not_read() -> None:
    named = {e.removeprefix(".") for row in ROWS for e in row[1].split() if e.startswith(".")}

    assert named == set(accepted_endings())
