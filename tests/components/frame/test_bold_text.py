"""Bold text that ends in a mark with a word right behind it is shown with its stars.

CommonMark takes 「**都在用。**离岗」 for no end of bold text: a mark stands before the stars and a
letter behind them, so they could as well begin some.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ROOMS = ("components", "pages", "briefings", "front")
FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
ENDS_IN_A_MARK = re.compile(r"[。，；：！？、）」”》]$")
BEGINS_WITH_A_WORD = re.compile(r"^[\w{]")


def starred(line: str) -> list[str]:
    """Return the bold texts of one line whose closing stars would be shown."""
    parts = line.split("**")
    return [
        bold
        for bold, behind in zip(parts[1::2], parts[2::2], strict=False)
        if ENDS_IN_A_MARK.search(bold) and BEGINS_WITH_A_WORD.search(behind)
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("**3 个账号，都在用。**离岗的当天停用。", ["3 个账号，都在用。"]),
        ("**3 个账号，都在用**。离岗的当天停用。", []),
        ("**5 个片区。** 第 1 版", []),
        ("加上你改过的栏；**还没有保存**。核对以后", []),
    ],
)
def test_closing_stars_that_close_nothing_are_told(line: str, found: list[str]) -> None:
    assert starred(line) == found


def test_no_text_of_ours_shows_its_stars() -> None:
    shown = {
        str(path.relative_to(ROOT)): found
        for path in FILES
        if (found := [b for line in path.read_text("utf-8").splitlines() for b in starred(line)])
    }

    assert shown == {}
