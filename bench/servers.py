"""The three servers measured: the dashboard, the usual way, and an empty page."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
START_S = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """服务: address without a slash at its end, and the process that answers there."""

    address: str
    pid: int


@dataclass(frozen=True, slots=True)
class Servers:
    """All three, running side by side."""

    ours: Server
    usual: Server
    empty: Server


@contextmanager
def all_servers(folder: Path) -> Iterator[Servers]:
    """Run all three with `folder` as their working and data folder; end them afterwards."""
    with ExitStack() as stack:
        ours = stack.enter_context(serving(["-m", "front", "--no-browser", "--port"], ROOT, folder))
        usual = stack.enter_context(serving(_plain("usual_way.py"), folder, folder))
        # As ours in this: otherwise it would be the one that looks for garbage after every run.
        same = ["--runner.postScriptGC", "false"]
        empty = stack.enter_context(serving(_plain("empty_page.py", *same), folder, folder))
        yield Servers(ours, usual, empty)


def _plain(name: str, *more: str) -> list[str]:
    """The plain way to start a Streamlit file; the other settings are Streamlit's own."""
    settings = ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    address = ["--server.address", "127.0.0.1", "--server.port"]
    return ["-m", "streamlit", "run", str(HERE / name), *settings, *more, *address]


@contextmanager
def serving(arguments: Sequence[str], started_in: Path, data: Path) -> Iterator[Server]:
    """Run Python with `arguments` and a free port; `data` is the office's folder there."""
    port = _free_port()
    # Not started in the project, so the plain ones do not take over its settings.
    settings = {**os.environ, "SANMING_DATA": str(data), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, *arguments, str(port)],
        cwd=started_in,
        env=settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_open(process, port)
        yield Server(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_open(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    msg = f"no server came up on port {port}"
    raise RuntimeError(msg)
