"""A data file that is wrong in any way closes only what rests on it: every screen opens.

`python -m bench.broken_files` tries every file in every way on every screen; this tries each file
in some of them, by a seed.
"""

import random
from pathlib import Path

import pytest

from tests.copied_program import Screen, copy_program, open_screens
from tests.ways_to_break import FILES, WAYS, broken

SCREENS = tuple(sorted(p.stem for p in Path("pages").glob("*/*.py") if p.name != "__init__.py"))
DICE = random.Random(11)  # noqa: S311
CASES = [(path, DICE.choice(list(WAYS)), DICE.sample(SCREENS, 4)) for path in FILES]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Screen]]:
    program = copy_program(tmp_path_factory.mktemp("program"))
    rounds = [({path: broken(path, way)}, screens) for path, way, screens in CASES]
    return open_screens(program, [*rounds, ({}, ["overview", "map"])])


def test_every_screen_opens_and_says_which_file_is_closed(opened: list[dict[str, Screen]]) -> None:
    wrong = [
        (path, way, name, screen)
        for (path, way, _), screens in zip(CASES, opened, strict=False)
        for name, screen in screens.items()
        if screen.exceptions or not screen.foot or not _says(screen, path)
    ]

    assert wrong == []


def test_after_the_files_are_mended_nothing_is_said_without_a_restart(
    opened: list[dict[str, Screen]],
) -> None:
    assert all(not (s.exceptions or s.errors) and s.foot for s in opened[-1].values())


def test_no_notice_speaks_of_a_chain_where_no_chain_is_closed(
    opened: list[dict[str, Screen]],
) -> None:
    of_chains = [path.startswith("chains/data/") for path, _, _ in CASES]

    said = [
        error
        for is_chain, screens in zip(of_chains, opened, strict=False)
        for screen in screens.values()
        for error in screen.errors
        if not is_chain and "这条链暂不显示" in error
    ]

    assert said == []


def _says(screen: Screen, path: str) -> bool:
    stem = Path(path).stem.replace("_", "\\_")
    return [stem in error for error in screen.errors] == [True]
