"""Pages that list commands list those there are, with options they have."""

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOORS = ("chains", "geodata", "targets", "ledger", "reports")
LISTS = [("commands.md", door) for door in DOORS] + [("ledger.md", "ledger")]
Help = Callable[..., str]
_IN_HELP = re.compile(r"^    ([a-z]+)(?:\s|$)", re.MULTILINE)
_OPTION = re.compile(r"--[a-z][a-z0-9-]+")


def lines_of(page: str, door: str) -> list[tuple[str, str]]:
    """Return every command of a door that a page lists, one a line, and what follows it there."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    blocks = "\n".join(text.split("```")[1::2])
    return re.findall(rf"^python -m {door} ([a-z]+)(.*)$", blocks, re.MULTILINE)


@pytest.fixture
def help_of(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Help:
    """Return what a door, or a command of it, says of itself."""
    monkeypatch.setenv("COLUMNS", "200")

    def ask(door: str, *command: str) -> str:
        with pytest.raises(SystemExit) as ended:
            import_module(f"{door}.__main__").main([*command, "--help"])
        assert ended.value.code == 0
        return capsys.readouterr().out

    return ask


@pytest.mark.parametrize(("page", "door"), LISTS)
def test_a_page_lists_every_command_and_no_other(page: str, door: str, help_of: Help) -> None:
    listed = {command for command, _ in lines_of(page, door)}

    assert listed == set(_IN_HELP.findall(help_of(door)))


@pytest.mark.parametrize(("page", "door"), LISTS)
def test_every_option_on_a_page_is_one_of_its_command(page: str, door: str, help_of: Help) -> None:
    unknown = [
        (command, option)
        for command, rest in lines_of(page, door)
        for option in _OPTION.findall(rest)
        if option not in _OPTION.findall(_help(help_of, door, command, rest))
    ]

    assert unknown == []


def test_every_timing_that_can_be_started_alone_is_named() -> None:
    bench = ROOT / "bench"
    files = [path for path in bench.glob("*.py") if path.stem != "__main__"]
    alone = {path.stem for path in files if "if __name__ ==" in path.read_text("utf-8")}
    alone |= {door.parent.name for door in bench.glob("*/__main__.py")}

    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^python -m bench\.([a-z_]+)", text, re.MULTILINE)) == alone


def _help(help_of: Help, door: str, command: str, rest: str) -> str:
    """Return the help that holds for a line; `ledger chains` hands on to the door of that name."""
    if (door, command) == ("ledger", "chains"):
        return help_of("chains", rest.split(maxsplit=1)[0].split("|", maxsplit=1)[0])
    return help_of(door, command)
