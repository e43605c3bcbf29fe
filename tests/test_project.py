"""Contracts over the files on disk: a new file is held to them by existing."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from front.identity import identity_headers
from ledger.book.policy import LOCAL

ROOT = Path(__file__).parent.parent
SCREENS = sorted(path for path in (ROOT / "pages").rglob("*.py") if path.name != "__init__.py")
LISTS = ["requirements.txt", "requirements-dev.txt"]
_TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)


def test_there_are_screens_to_check() -> None:
    assert SCREENS


def test_no_screen_lies_where_it_could_run_around_the_menu() -> None:
    # Streamlit runs files of a pages/ folder beside its script by themselves.
    directly = [path for path in SCREENS if path.parent == ROOT / "pages"]

    assert directly == []
    assert not (ROOT / "front" / "pages").exists()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda path: path.stem)
def test_a_screen_is_at_most_60_lines(screen: Path) -> None:
    assert len(screen.read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize("screen", SCREENS, ids=lambda path: path.stem)
def test_a_screen_begins_by_asking_whether_it_may_be_seen(screen: Path) -> None:
    body = ast.parse(screen.read_text(encoding="utf-8")).body

    imports = [ast.unparse(line) for line in body if isinstance(line, ast.ImportFrom)]
    first = next(line for line in body[1:] if not isinstance(line, ast.Import | ast.ImportFrom))
    assert any(
        re.match(r"from components\.frame\.access import .*\brequire\b", line) for line in imports
    )
    assert "require(" in ast.unparse(first)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda path: path.stem)
def test_a_screen_stands_in_the_menu(screen: Path) -> None:
    menu = (ROOT / "front" / "menu.py").read_text(encoding="utf-8")

    assert f'PAGES / "{screen.parent.name}" / "{screen.name}"' in menu


@pytest.mark.parametrize("name", LISTS)
def test_requirements_are_pinned_exactly(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-r "))]

    loose = [line for line in wanted if not re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9a-z.]*", line)]
    assert wanted
    assert loose == []


def test_contributing_names_every_make_target() -> None:
    targets = _TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

    assert len(targets) >= 6
    assert [target for target in targets if f"make {target}" not in text] == []


def test_windows_has_every_make_target() -> None:
    targets = _TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
    labels = re.findall(
        r"^:([a-z]+)", (ROOT / "make.bat").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert set(targets) <= set(labels)


def test_decisions_are_numbered_without_a_hole() -> None:
    numbers = sorted(path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md"))

    assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)]
    assert numbers


def test_the_settings_tell_the_screens_who_asks() -> None:
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    sent = {name.decode() for name, _ in identity_headers(LOCAL)}
    assert set(settings["server"]["trustedUserHeaders"]) == sent


def test_one_place_decides_when_the_server_looks_for_garbage() -> None:
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    callers = [
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if re.search(r"^\s*import gc$", path.read_text(encoding="utf-8"), re.MULTILINE)
        and path.relative_to(ROOT).parts[0] not in {".venv", "tests"}
    ]

    assert settings["runner"]["postScriptGC"] is False
    # The first is for processes that do one thing and end.
    assert sorted(callers) == ["files/collecting.py", "front/garbage.py"]
