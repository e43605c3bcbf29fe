"""A data file that is wrong in any way closes only what rests on it: every screen opens.

`python -m bench.broken_files` tries every file in every way on every screen, and
docs/broken_files.md is what came of it; this breaks each file in one way, several at a time, by a
seed, and sees to it that every screen is opened.
"""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bench.broken_files import COMMANDS, PAGE, VARIANTS, screens
from geodata.checking import CLOSED_LAYERS
from tests.copied_program import Asked, Round, copy_program, run_rounds
from tests.ways_to_break import OWN, WAYS, all_files, broken, shipped_files

AT_ONCE = 8
# What lists the chains hides that one is gone, and nobody lists the alternates and the own files.
NOT_MISSED = re.compile(r"^chains/data/(alternates/)?(?!settings|sources)|^var/")
DICE = random.Random(11)  # noqa: S311


def _cases() -> Iterator[list[tuple[str, str]]]:
    """Yield the rounds: files to break together, each with its way."""
    files = list(shipped_files())
    DICE.shuffle(files)
    ways = {path: DICE.choice(list(WAYS)) for path in (*files, *OWN.values())}
    gone = {p for p, way in ways.items() if way == "不在了" and NOT_MISSED.search(p)}
    ways |= dict.fromkeys(gone, "空文件")
    # a layer of the office's own may have any column beside the point: a new name is no mistake
    own = OWN["geodata/data/desk_cities.csv"]
    ways[own] = "首行不在了" if ways[own] == "首行改过" else ways[own]
    for at in range(0, len(files), AT_ONCE):
        yield [(path, ways[path]) for path in files[at : at + AT_ONCE]]
    yield [(path, ways[path]) for path in OWN.values()]  # they stand in the place of ours


@cache
def rounds() -> list[list[tuple[str, str]]]:
    return list(_cases())


# Without an address of one chain, which may be among those that are broken.
SCREENS = [(name, VARIANTS[name][0] if name in {"company", "trip"} else {}) for name in screens()]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> list[Round]:
    program = copy_program(tmp_path_factory.mktemp("program"))
    asked = [
        Asked({path: broken(path, way) for path, way in round_}, SCREENS[at :: len(rounds())])
        for at, round_ in enumerate(rounds())
    ]
    return list(run_rounds(program, [*asked, Asked({}, SCREENS[:2])]))


def test_every_broken_file_is_named_by_the_check(opened: list[Round]) -> None:
    missed = [
        (path, way)
        for round_, found in zip(rounds(), opened, strict=False)
        for path, way in round_
        if path not in found.closed and _record(path) not in found.closed
    ]

    assert missed == []


def test_every_screen_opens_and_names_each_closed_file_once(opened: list[Round]) -> None:
    wrong = [
        (round_, name, screen)
        for round_, found in zip(rounds(), opened, strict=False)
        for name, screen in found.screens
        if screen.exceptions
        or screen.unforeseen
        or not screen.foot
        or screen.named != sorted(Path(path).name for path in found.closed)
    ]

    assert wrong == []


def test_figures_that_leave_something_out_say_so_where_they_stand(opened: list[Round]) -> None:
    silent = [
        (list(found.closed), name)
        for found in opened
        for name, screen in found.screens
        if name in {"overview", "desk"} and _of_figures(found) and not screen.lack
    ]

    assert silent == []


def test_after_the_files_are_mended_nothing_is_said_without_a_restart(opened: list[Round]) -> None:
    mended = opened[-1]

    assert mended.closed == {}
    assert all(not (s.exceptions or s.errors or s.lack) and s.foot for _, s in mended.screens)


def test_the_page_names_exactly_the_files_and_screens_there_are_and_none_that_does_not_open() -> (
    None
):
    text = PAGE.read_text(encoding="utf-8")
    head, _, *rows = [line for line in text.splitlines() if line.startswith("|")]

    named = [cell.strip() for cell in head.strip("|").split("|")][1:-1]
    commands = [f"`{' '.join(command.split()[:2])}`" for command in COMMANDS]
    assert named == [*screens().values(), *commands]
    assert [row.split("`")[1] for row in rows] == list(all_files())
    assert "打不开 |" not in text


def _of_figures(found: Round) -> list[str]:
    return [path for path in found.closed if Path(path).name.split(".")[0] not in CLOSED_LAYERS]


def _record(path: str) -> str:
    """Return the record of a layer: what is wrong with the layer may be told of it."""
    return re.sub(r"\.(geojson|csv)$", ".record.yaml", path)
