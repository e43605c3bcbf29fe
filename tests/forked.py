"""Processes of the program, forked from one that has it imported already (`tests.preloaded`).

A Python of its own needs a second or two of computing to import what a forked one has. For tests
of what a command says and does, and of what is read apart. How a process itself starts, what it
may cost and how it ends is tested with real ones: `tests.running_app.running_process`, and
`reading_really_apart`.
"""

import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from types import ModuleType
from typing import IO, TYPE_CHECKING

import pytest

from files import apart

if TYPE_CHECKING:  # there is none on Windows
    from multiprocessing.context import ForkServerProcess

ROOT = Path(__file__).parent.parent
CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()
LONGEST_S = 120.0  # long enough for a busy machine
really_start = apart._start  # noqa: SLF001


def fork(target: Callable[..., None], *given: object) -> "ForkServerProcess":
    """Start a process that has the program imported and calls `target`.

    It is told nothing of the main module here: it would run that first, and after a test of a
    screen that is the screen.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.preloaded"])
    process = context.Process(target=target, args=given)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "__main__", ModuleType("__main__"))
        process.start()
    return process


class Forked:
    """A forked process that is `python -m …`: as much of a Popen as is asked of one here.

    It leads a group of its own. `streams` are its open standard files; they stay open here, too.
    """

    def __init__(
        self,
        errand: Sequence[str],
        streams: Sequence[int],
        environment: Mapping[str, str],
        folder: Path = ROOT,
    ) -> None:
        """Start it with the module and what follows it on the command line."""
        here, there = Pipe(duplex=False)
        theirs = [Connection(os.dup(number)) for number in streams]
        self._process = fork(_be, list(errand), theirs, dict(environment), str(folder), there)
        for end in (*theirs, there):
            end.close()
        here.poll(LONGEST_S)  # closed there once it leads its group
        here.close()
        self.stdout: IO[bytes] | None = None

    @property
    def pid(self) -> int:
        """The number of the process and of its group."""
        return self._process.pid or 0

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit code once it has ended."""
        self._process.join(timeout)
        code = self._process.exitcode
        assert code is not None, "it has not ended"
        return code

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()


def _be(
    errand: list[str],
    streams: list[Connection],
    environment: dict[str, str],
    folder: str,
    ready: Connection,
) -> None:
    """Be `python -m …` in a process that was forked for it."""
    os.setsid()
    for number, stream in enumerate(streams):
        os.dup2(stream.fileno(), number)
        stream.close()
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    ready.close()
    sys.argv = errand
    try:
        runpy.run_module(errand[0], run_name="__main__", alter_sys=True)
    except Exception:  # noqa: BLE001  (whatever it is, it ends as a process of its own does)
        sys.excepthook(*sys.exc_info())
        sys.exit(1)


def forked_command(
    *errand: str, environment: Mapping[str, str] | None = None, folder: Path = ROOT
) -> "subprocess.CompletedProcess[str]":
    """Run `python -m` with that errand in `folder`, more settings given; return what it said."""
    settings = {**os.environ, **(environment or {})}
    if not CAN_FORK:
        return subprocess.run(
            [sys.executable, "-m", *errand],
            cwd=folder,
            env=settings | {"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=LONGEST_S,
            check=False,
        )
    with (
        Path(os.devnull).open("rb") as nothing,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        streams = [file.fileno() for file in (nothing, out, err)]
        process = Forked(errand, streams, settings, folder)
        code = process.wait(LONGEST_S)
        said = [_all_of(file) for file in (out, err)]
    return subprocess.CompletedProcess(errand, code, *said)


def _all_of(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


@contextmanager
def reading_in_forked_processes() -> Iterator[None]:
    """Let what is read apart be read by forked processes, for as long as this lasts."""
    with pytest.MonkeyPatch.context() as patch:
        if CAN_FORK:
            patch.setattr(apart, "_start", _start)
        yield


def _start(errand: Sequence[str], given: IO[bytes], environment: Mapping[str, str]) -> Forked:
    out, into = os.pipe()
    with Path(os.devnull).open("wb") as nothing:
        process = Forked(errand, (given.fileno(), into, nothing.fileno()), environment)
    os.close(into)
    process.stdout = os.fdopen(out, "rb")
    return process
