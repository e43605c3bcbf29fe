"""A copy of the program whose shipped data may be broken, and a process that looks at it."""

import base64
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, ignore_patterns

ROOT = Path(__file__).parent.parent
ROOMS = (
    "files", "chains", "policies", "geodata", "targets", "drawing", "ledger", "briefings", "papers",
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


Answer = Callable[[object], object]


@contextmanager
def asked_of(program: Path, module: str) -> Iterator[Answer]:
    """Run a module of the copied program that answers each line of JSON with one."""
    with subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=program,
        env={"PATH": "/usr/bin:/bin", "SANMING_DATA": str(program / "var"), "PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        given, said = process.stdin, process.stdout
        assert given is not None
        assert said is not None

        def answer(asked: object) -> object:
            given.write(json.dumps(asked) + "\n")
            given.flush()
            return json.loads(said.readline())

        yield answer
        given.close()


Checks = Callable[[Sequence[Planted]], list[list[Found]]]


@contextmanager
def checking(program: Path) -> Iterator[Checks]:
    """Give what plants the faults of each round in turn and tells what the check said of each."""
    with asked_of(program, "tests.front.planting") as answer:

        def check_planted(rounds: Sequence[Planted]) -> list[list[Found]]:
            answered = answer(
                [{path: told(content) for path, content in planted.items()} for planted in rounds]
            )
            assert isinstance(answered, list)
            return [[Found(*row) for row in found] for found in answered]

        yield check_planted


@dataclass(frozen=True, slots=True)
class Screen:
    """What one screen showed: what it failed with, its notices, and whether it got to its foot.

    `lack` tells whether it says beside its notices that something is missing; `content` is the
    same for the same content.
    """

    exceptions: list[str]
    errors: list[str]
    foot: bool
    lack: bool
    content: str

    @property
    def unforeseen(self) -> bool:
        """Whether a page raised what nobody foresaw."""
        return any(error.startswith("程序出错") for error in self.errors)

    @property
    def named(self) -> list[str]:
        """The data files that its notices name, in order."""
        plain = (error.replace("\\", "") for error in self.errors)
        found = (re.match(r"数据文件 \*\*(.+?)\*\*", error) for error in plain)
        return sorted(match.group(1) for match in found if match)


@dataclass(frozen=True, slots=True)
class Ran:
    """What one command did: its traceback if it broke down, its exit code, what it said."""

    failed: str
    code: int
    said: str
    lack: bool
    content: str


@dataclass(frozen=True, slots=True)
class Round:
    """What one round showed: files opened, files closed with what that closes, then what ran."""

    opened: list[str]
    closed: dict[str, str]
    screens: list[tuple[str, Screen]]
    commands: dict[str, Ran]


@dataclass(frozen=True, slots=True)
class Asked:
    """What one round does: plant these, open these screens at these addresses, run these."""

    planted: Planted
    screens: Sequence[tuple[str, Mapping[str, str]]] = ()
    commands: Sequence[str] = ()


def run_rounds(program: Path, rounds: Iterable[Asked]) -> Iterator[Round]:
    """Plant the faults of each round in turn and look; give each answer as soon as it is there."""
    with asked_of(program, "tests.pages.breaking") as answer:
        for asked in rounds:
            faults = {path: told(content) for path, content in asked.planted.items()}
            found = answer({"faults": faults, "screens": asked.screens, "commands": asked.commands})
            assert isinstance(found, dict)
            yield Round(
                found["opened"],
                found["closed"],
                [(name, Screen(**one)) for name, one in found["screens"]],
                {name: Ran(**one) for name, one in found["commands"].items()},
            )


def told(content: bytes | str | None) -> str | None:
    """Write what is planted so that JSON can hold it."""
    if isinstance(content, bytes):
        return base64.b64encode(content).decode()
    return content
