"""The real program, started as a user starts it, for tests that need a real server."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parent.parent
_START_S = 60.0


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


@contextmanager
def running_app(folder: Path) -> Iterator[str]:
    """Run the dashboard with `folder` as the office's own data; yield its address."""
    with running_process(folder) as running:
        yield running.address


@contextmanager
def running_process(folder: Path, **settings: str) -> Iterator[RunningApp]:
    """Run the dashboard as `running_app` does, with more settings in its environment.

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
            _wait_until_ready(process, port, log)
            yield RunningApp(f"http://127.0.0.1:{port}", process)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and process.poll() is None:
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
