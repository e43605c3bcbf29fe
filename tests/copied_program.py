"""A copy of the program whose shipped data may be broken, and a process that looks at it."""

import base64
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, ignore_patterns

ROOT = Path(__file__).parent.parent
ROOMS = (
    "files", "chains", "geodata", "targets", "drawing", "ledger", "briefings", "papers",
    "components", "reports", "pages", "front", "tests", ".streamlit",
)  # fmt: skip
FOLDER = "a folder"  # planted in the place of a file

Planted = Mapping[str, bytes | str | None]
"""What stands in the place of files (by their path in the program): bytes, FOLDER, or nothing."""


@dataclass(frozen=True, slots=True)
class Found:
    """One problem that the program named: file (path in the program), line or None, text."""

    file: str
    line: int | None
    text: str
    closes: str


def copy_program(folder: Path) -> Path:
    """Copy what runs into `folder` and return it; the office's own data lie in `folder`/var."""
    for room in ROOMS:
        copytree(ROOT / room, folder / room, ignore=ignore_patterns("__pycache__"))
    return folder


def ask(program: Path, module: str, asked: object) -> object:
    """Run a module of the copied program with JSON on its standard input; return its JSON."""
    done = subprocess.run(
        [sys.executable, "-m", module],
        cwd=program,
        env={"PATH": "/usr/bin:/bin", "SANMING_DATA": str(program / "var"), "PYTHONUTF8": "1"},
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def check_planted(program: Path, rounds: Sequence[Planted]) -> list[list[Found]]:
    """Plant the faults of each round in turn; return what the check of the data said of each."""
    asked = [{path: told(content) for path, content in planted.items()} for planted in rounds]
    answered = ask(program, "tests.front.planting", asked)
    assert isinstance(answered, list)
    return [[Found(*row) for row in found] for found in answered]


@dataclass(frozen=True, slots=True)
class Screen:
    """What one screen showed: what it failed with, its notices, and whether it got to its foot."""

    exceptions: list[str]
    errors: list[str]
    foot: bool


def open_screens(
    program: Path, rounds: Sequence[tuple[Planted, Sequence[str]]]
) -> list[dict[str, Screen]]:
    """Plant the faults of each round in turn and open its screens (all where none is named)."""
    asked = [
        ({path: told(content) for path, content in planted.items()}, list(screens))
        for planted, screens in rounds
    ]
    answered = ask(program, "tests.pages.breaking", asked)
    assert isinstance(answered, list)
    return [{name: Screen(**one) for name, one in opened.items()} for opened in answered]


def told(content: bytes | str | None) -> str | None:
    """Write what is planted so that JSON can hold it."""
    if isinstance(content, bytes):
        return base64.b64encode(content).decode()
    return content
