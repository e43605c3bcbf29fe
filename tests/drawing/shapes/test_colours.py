"""A colour stands in one file; style sheets name it."""

import re
import tomllib
from pathlib import Path

import pytest

from drawing.shapes import colours
from drawing.shapes.colours import ACCENT, TOKENS, stylesheet

ROOT = Path(__file__).parents[3]
ROOMS = ("components", "drawing", "papers", "bench", "front", "pages", "briefings")
KINDS = {".py", ".css", ".js", ".typ"}
FILES = sorted(
    path
    for room in ROOMS
    for path in (ROOT / room).rglob("*")
    if path.suffix in KINDS and "vendor" not in path.parts and path != Path(colours.__file__)
)
SHEETS = [path for path in FILES if path.suffix == ".css"]


def test_no_other_file_spells_a_token_out() -> None:
    red, green, blue = (ACCENT[at : at + 2] for at in (1, 3, 5))
    spelled = re.compile(f"{red}{green}{blue}|0x{red}, *0x{green}, *0x{blue}", re.IGNORECASE)

    assert [path for path in FILES if spelled.search(path.read_text("utf-8"))] == []


def test_the_theme_of_the_pages_has_the_same_colour() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]

    assert {theme["primaryColor"].lower(), theme["linkColor"].lower()} == {ACCENT}


def test_there_are_style_sheets_and_none_stands_in_python() -> None:
    written = [path.name for path in FILES if "<style>" in path.read_text("utf-8")]

    assert len(SHEETS) > 10
    # where a sheet goes into a page
    assert written == ["standalone.py", "style.py", "pages.py", "web.py"]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_sheet_as_it_is_sent_names_no_token(path: Path) -> None:
    sent = stylesheet(path)

    assert [token for token in TOKENS if f"var(--{token})" in sent] == []


def test_what_a_page_gives_a_sheet_is_written_out_and_the_sheets_own_stays(tmp_path: Path) -> None:
    sheet = tmp_path / "a.css"
    sheet.write_text("a { color: var(--accent); width: var(--my-width); top: var(--own) }", "utf-8")

    assert (
        stylesheet(sheet, my_width="5px") == f"a {{ color: {ACCENT}; width: 5px; top: var(--own) }}"
    )
