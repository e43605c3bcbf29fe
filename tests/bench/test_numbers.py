"""Commands refuse a bad number with a Chinese sentence: none is read with Python's own words."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.copied_program import ROOMS, ROOT

DOORS = [room for room in (*ROOMS, "bench") if room != "tests"]


def numbers_read_as_python_does(file: Path) -> list[int]:
    """Return the lines on which an option is given int or float as its type."""
    return [
        call.lineno
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func).endswith("add_argument")
        and any(
            word.arg == "type" and ast.unparse(word.value) in {"int", "float"}
            for word in call.keywords
        )
    ]


@pytest.mark.parametrize("room", DOORS)
def test_no_option_reads_a_number_with_words_of_its_own(room: str) -> None:
    files = [*(ROOT / room).rglob("*.py")]
    found = {file: lines for file in files if (lines := numbers_read_as_python_does(file))}

    assert found == {}


def test_a_bad_number_is_refused_in_chinese() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.kills", "--seed", "x"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
        check=False,
    )

    assert done.returncode == 2
    assert "应当是整数" in done.stderr
