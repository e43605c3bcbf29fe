"""The real program, started as a user starts it, for tests that need a real server."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.forked import CAN_FORK, ROOT, fork

_START_S = 600.0  # it is waited for as long as its process runs; this ends one that hangs


def free_port() -> int:
    """Ask the system for a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True, slots=True)
class RunningApp:
    """The running dashboard: its address without a slash at its end, and its process."""

    address: str
    process: "subprocess.Popen[bytes]"


@dataclass(frozen=True, slots=True)
class KillableApp:
    """The running dashboard, by its address; it may be killed (kill -9), and waited for."""

    address: str
    kill: Callable[[], None]
    wait: Callable[[], object]


@contextmanager
def running_app(folder: Path) -> Iterator[str]:
    """Run the dashboard with `folder` as the office's own data; yield its address.

    As `killable_app`.
    """
    with killable_app(folder) as running:
        yield running.address


@contextmanager
def killable_app(folder: Path) -> Iterator[KillableApp]:
    """Run the dashboard with `folder` as the office's own data.

    For tests of screens: it is forked from a process that has the program imported already, and
    leaves out the check of the data files beside the start. Where there is no fork, and for tests
    of the start itself: `running_process`.
    """
    if not CAN_FORK:
        with running_process(folder) as running:
            yield KillableApp(running.address, running.process.kill, running.process.wait)
        return
    port = free_port()
    log = folder / "app.log"
    process = fork(_serve, port, folder, dict(os.environ))
    try:
        _wait_until_ready(process.is_alive, port, log)
        yield KillableApp(f"http://127.0.0.1:{port}", process.kill, process.join)
    finally:
        process.terminate()
        process.join(_START_S)


def _serve(port: int, folder: Path, environment: dict[str, str]) -> None:
    """Be the command `python -m front` in a process that was forked for it."""
    with (folder / "app.log").open("wb") as output:
        for stream in (1, 2):
            os.dup2(output.fileno(), stream)
    os.environ.clear()
    os.environ.update(environment, SANMING_DATA=str(folder))
    os.chdir(ROOT)
    sys.argv = ["front", "--port", str(port), "--no-browser"]
    from front import __main__ as front

    front._check_beside = lambda: None  # noqa: SLF001
    front.main()


@contextmanager
def running_process(folder: Path, **settings: str) -> Iterator[RunningApp]:
    """Run the dashboard as a user starts it, with more settings in its environment.

    What the program prints goes to `folder`/app.log.
    """
    port = free_port()
    command = [sys.executable, "-m", "front", "--port", str(port), "--no-browser"]
    log = folder / "app.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **settings, "SANMING_DATA": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_ready(lambda: process.poll() is None, port, log)
            yield RunningApp(f"http://127.0.0.1:{port}", process)
        finally:
            process.terminate()
            process.wait(timeout=_START_S)


def _wait_until_ready(runs: Callable[[], bool], port: int, log: Path) -> None:
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and runs():
        if _status(port) == 200:
            return
        time.sleep(0.1)
    msg = f"the dashboard did not become ready:\n{log.read_text(encoding='utf-8')}"
    raise RuntimeError(msg)


def _status(port: int) -> int | None:
    """Return the status of /readyz, or None while nobody listens."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status
    except (ConnectionError, TimeoutError):  # a busy machine is slow, not wrong
        return None
    finally:
        connection.close()
