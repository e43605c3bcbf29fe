"""Server mode refuses to start while something is missing, and nothing listens then."""

import os
import subprocess
import sys
from pathlib import Path

from tests.forked import ROOT
from tests.front.server.office_online import settings
from tests.running_app import free_port


def start(folder: Path, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "front", "--no-browser", "--port", str(free_port())]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "SANMING_DATA": str(folder), "PYTHONUTF8": "1", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def test_without_settings_it_says_what_is_missing(tmp_path: Path) -> None:
    ended = start(tmp_path, {"SANMING_MODE": "server"})

    assert ended.returncode == 2
    assert "SANMING_HOSTS" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_without_an_administrator_it_says_how_to_make_one(tmp_path: Path) -> None:
    ended = start(tmp_path, settings(tmp_path))

    assert ended.returncode == 2
    assert "还没有能登录的管理员" in ended.stderr
    assert "python -m ledger online" in ended.stderr
    assert "Traceback" not in ended.stderr
