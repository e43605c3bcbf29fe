"""The load bench opens what people open: every screen there is."""

import re
from pathlib import Path

from bench.load.screens import PAGES

MENU = Path(__file__).parent.parent / "front" / "menu.py"


def test_the_load_bench_opens_every_screen_of_the_menu() -> None:
    paths = re.findall(r'url_path="(\w+)"', MENU.read_text(encoding="utf-8"))

    assert sorted(PAGES) == sorted(["", *paths])
