"""The start: refused where it would be unsafe or could not work, with a sentence that helps."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from front.binding import require_this_computer
from tests.forked import ROOT
from tests.running_app import free_port


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.2"])
def test_an_address_of_this_computer_is_accepted(address: str) -> None:
    require_this_computer(address)


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.9", "", None, "unix:///tmp/s"])  # noqa: S104
def test_any_other_address_ends_the_start(
    address: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        require_this_computer(address)

    assert ended.value.code == 2
    assert "server.address" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("flags", "environment"),
    [
        (["--server.address", "0.0.0.0"], {}),  # noqa: S104
        ([], {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}),  # noqa: S104
    ],
)
def test_neither_a_flag_nor_the_environment_can_open_the_port_to_others(
    flags: list[str], environment: dict[str, str]
) -> None:
    streamlit = ["-m", "streamlit", "run", "app.py", "--server.port", str(free_port()), *flags]

    ended = _python(streamlit, environment)

    assert ended.returncode == 2
    assert "server.address 是“0.0.0.0”" in ended.stderr


def test_the_start_command_refuses_a_foreign_address_too() -> None:
    ended = _python(["-m", "front"], {"STREAMLIT_SERVER_ADDRESS": "192.0.2.1"})

    assert ended.returncode == 2
    assert "server.address 是“192.0.2.1”" in ended.stderr


def test_a_busy_port_is_named_and_another_one_offered() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        ended = _python(["-m", "front", "--port", str(port)], {})

    assert ended.returncode == 2
    assert f"端口 {port} 不能使用" in ended.stderr
    assert "make run PORT=" in ended.stderr


def test_a_port_out_of_range_is_refused_with_the_same_sentence() -> None:
    ended = _python(["-m", "front", "--port", "70000"], {})

    assert ended.returncode == 2
    assert "端口 70000 不能使用" in ended.stderr


def test_files_have_chinese_names_under_a_language_that_knows_none(tmp_path: Path) -> None:
    folder = tmp_path / "三明"
    folder.mkdir()
    plain = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    office = {**plain, "SANMING_DATA": str(folder / "台账")}

    begun = _python(["-m", "ledger", "init"], office)
    copied = _python(["-m", "ledger", "backup", str(folder / "备份")], office)

    assert (begun.returncode, begun.stderr, copied.returncode) == (0, "", 0)
    assert sorted(path.name for path in folder.iterdir()) == ["台账", "备份"]


def _python(arguments: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
