"""An error that nobody foresaw: a Chinese sentence and a number, and the traceback in the log."""

import argparse
import inspect
import logging
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import CodeType, FrameType

import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from app import app
from components.frame.screens import PAGES
from files.command_line import run_command, whole_count, whole_number
from files.unforeseen import LOG
from front import __main__ as front
from front import checking
from front.unforeseen import answer_unforeseen, show_unforeseen
from tests.forked import forked_command
from tests.front.asgi import make_scope
from tests.signed_in import told

SCREENS = sorted(path for path in PAGES.glob("*/*.py") if path.name != "__init__.py")
ROOMS = ("chains", "geodata", "targets", "ledger", "reports")
NUMBER = re.compile(r"编号 (E-[0-9A-F]{6})")


def test_the_program_hands_streamlit_our_words_for_every_script_and_address() -> None:
    assert app._on_script_error is show_unforeseen  # noqa: SLF001
    assert app._exception_handlers[Exception] is answer_unforeseen  # noqa: SLF001


@pytest.fixture
def as_in_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let scripts of AppTest hand their errors where those of the program go."""
    begin = LocalScriptRunner.__init__

    def begun(self: LocalScriptRunner, *args: object, **kwargs: object) -> None:
        begin(self, *args, **kwargs)  # type: ignore[arg-type]
        self._on_script_error = show_unforeseen

    monkeypatch.setattr(LocalScriptRunner, "__init__", begun)


@pytest.mark.usefixtures("as_in_the_program")
@pytest.mark.parametrize("screen", SCREENS, ids=lambda path: path.stem)
def test_a_screen_that_fails_says_so_in_chinese_and_the_log_has_the_number(
    screen: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        msg = "list index out of range"
        raise IndexError(msg)

    monkeypatch.setattr("components.frame.theme.page_style", fail)
    test = AppTest.from_file(screen, default_timeout=120)
    test.user = told()

    with caplog.at_level(logging.ERROR):
        test.run()

    [error] = test.error
    assert list(test.exception) == []
    found = NUMBER.search(error.value)
    assert found is not None
    assert not re.search(r"[a-z]{3}", error.value)
    [record] = [r for r in caplog.records if r.name == "sanming.unforeseen"]
    assert found.group(1) in record.getMessage()
    assert record.exc_info is not None


def test_an_address_that_fails_answers_in_chinese() -> None:
    answer = answer_unforeseen(Request(make_scope()), KeyError("x"))

    assert answer.status_code == 500
    assert NUMBER.search(bytes(answer.body).decode())


@pytest.mark.parametrize("room", ROOMS)
def test_a_command_that_fails_says_so_in_chinese_and_the_log_has_the_number(
    room: str, tmp_path: Path
) -> None:
    office = {"SANMING_DATA": str(tmp_path)}
    done = forked_command("tests.front.failing_command", room, environment=office)

    assert (done.returncode, done.stdout) == (1, "")
    found = NUMBER.search(done.stderr)
    assert found is not None
    assert "Traceback" not in done.stderr
    log = tmp_path / "errors.log"
    assert "list index out of range" in log.read_text("utf-8").partition(found.group(1))[2]
    assert log.stat().st_mode & 0o077 == 0


def commands_of(room: str) -> dict[str, argparse.ArgumentParser]:
    """Return the parser of every command of a room, by name."""
    module = import_module("chains.commands" if room == "chains" else f"{room}.__main__")
    parser = module._parser(*(["python -m chains"] if room == "chains" else []))  # noqa: SLF001
    [found] = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]  # noqa: SLF001
    return dict(found.choices)


ONE_OF_SEVERAL = {
    "geodata import": ["--dry-run"],
    "ledger export": ["--plots"],
    "reports trip": ["--desk", "长三角"],
}
COMMANDS = [(room, name) for room in ROOMS for name in commands_of(room)]


def words_of(command: argparse.ArgumentParser, folder: Path) -> list[str]:
    """Return the least that a command asks to be written."""
    words: list[str] = []
    for action in command._actions:  # noqa: SLF001
        if not action.required or action.nargs == argparse.REMAINDER:
            continue
        value = next(iter(action.choices), "x") if action.choices else "x"
        value = {whole_count: "1", whole_number: "1", Path: str(folder / "x")}.get(
            action.type,
            value,
        )
        words += [*action.option_strings[-1:], value]
    return words


@contextmanager
def failing_inside(code: CodeType) -> Iterator[None]:
    """Let the first function that the one of `code` calls fail."""

    def look(frame: FrameType, _event: str, _arg: object) -> None:
        if frame.f_back is not None and frame.f_back.f_code is code:
            msg = "list index out of range"
            raise IndexError(msg)

    before = sys.gettrace()
    sys.settrace(look)
    try:
        yield
    finally:
        sys.settrace(before)


@pytest.fixture
def own_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Give what a command changes of its process back afterwards; return its office's folder."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(LOG, "propagate", True)
    monkeypatch.setattr(LOG, "handlers", [])
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    yield tmp_path
    for handler in LOG.handlers:
        handler.close()


@pytest.mark.parametrize(("room", "name"), COMMANDS)
def test_every_command_that_fails_inside_says_so_in_chinese(
    room: str,
    name: str,
    own_process: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = commands_of(room)[name]
    handler: Callable[..., int] = command.get_default("command")
    words = [name, *words_of(command, own_process), *ONE_OF_SEVERAL.get(f"{room} {name}", ())]
    monkeypatch.setattr(sys, "argv", ["x", *words])
    program = f"python -m {room}"

    with failing_inside(inspect.unwrap(handler).__code__), pytest.raises(IndexError) as failed:
        run_command(import_module(f"{room}.__main__").main, program)
    sys.excepthook(failed.type, failed.value, failed.tb)

    said = capsys.readouterr()
    found = NUMBER.search(said.err)
    assert found is not None
    assert "已保存的数据没有改变" in said.err
    assert not re.search(r"Traceback|index|Error", said.err.replace(str(own_process), ""))
    assert found.group(1) in (own_process / "errors.log").read_text("utf-8")


def test_the_check_of_the_data_that_fails_inside_says_so_in_chinese(
    own_process: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["x", "check"])
    asked = front._parser().parse_args(["check"])  # noqa: SLF001

    with failing_inside(checking.check.__code__), pytest.raises(IndexError) as failed:
        front._check(asked)  # noqa: SLF001
    sys.excepthook(failed.type, failed.value, failed.tb)

    said = capsys.readouterr().err
    found = NUMBER.search(said)
    assert found is not None
    assert not re.search(r"Traceback|index|Error", said.replace(str(own_process), ""))
    assert found.group(1) in (own_process / "errors.log").read_text("utf-8")
