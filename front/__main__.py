"""Start the dashboard on this computer: `python -m front [--port 8501] [--no-browser]`.

`python -m front check [--json]` opens every data file instead and names what is wrong.

Read by any Python 3, so that an old one gets a sentence instead of a syntax error.
"""

import argparse
import os
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from front.binding import REFUSED, require_this_computer

APP = Path(__file__).resolve().parent.parent / "app.py"
HOST = "127.0.0.1"


def main() -> None:
    """Check what can be checked before the start, then hand over to Streamlit."""
    _refuse(_python_problem())
    _ensure_utf8_names()
    arguments = _parser().parse_args()
    if arguments.command:
        _check(arguments)
    host, address = _addresses(arguments.port)
    _refuse(_port_problem(host, arguments.port))
    print(f"三明产业链招商地图：{address}  （按 Ctrl-C 停止）", flush=True)
    if address.startswith("http:") and _has_display() and not arguments.no_browser:
        threading.Thread(target=_open_when_up, args=(arguments.port,), daemon=True).start()
    _check_beside()
    _serve(arguments.port)


def _addresses(port: int) -> tuple[str, str]:
    """Return where to listen, and the address to open; refuse what the mode does not allow."""
    from files.errors import ProductError  # noqa: PLC0415
    from front.server.settings import Https, is_server, read_settings  # noqa: PLC0415

    host = os.environ.get("STREAMLIT_SERVER_ADDRESS", HOST)
    try:
        if is_server(os.environ):
            certificate = os.environ.get("STREAMLIT_SERVER_SSL_CERT_FILE", "")
            https = Https(certificate, os.environ.get("STREAMLIT_SERVER_SSL_KEY_FILE", ""))
            return host, read_settings(os.environ, https).address
    except ProductError as error:
        _refuse(str(error))
    require_this_computer(host)
    return HOST, f"http://{HOST}:{port}"


def _refuse(problem: "str | None") -> None:
    if problem:
        sys.stderr.write(problem + "\n")
        raise SystemExit(REFUSED)


def _parser() -> argparse.ArgumentParser:
    # Not at the top: an old Python cannot read it, and has its own sentence before.
    from files.command_line import ChineseParser, whole_count  # noqa: PLC0415

    parser = ChineseParser(prog="python -m front", description="启动三明产业链招商地图")
    parser.add_argument("--port", type=whole_count, default=8501, help="端口，默认 8501")
    parser.add_argument("--no-browser", action="store_true", help="不自动打开浏览器")
    parser.add_argument(
        "command",
        nargs="?",
        choices=("check",),
        help="check：不启动，只检查全部数据文件，列出每个问题的文件和行号（有问题时退出码 1）",
    )
    parser.add_argument("--json", action="store_true", help="check 的结果输出为 JSON")
    parser.add_argument("--summary", action="store_true", help="check 只说大概（启动时用）")
    return parser


def _ensure_utf8_names() -> None:
    from files.command_line import ensure_utf8_names  # noqa: PLC0415

    ensure_utf8_names()


def _check(arguments: argparse.Namespace) -> None:
    """Open every data file."""
    from files.command_line import run_command  # noqa: PLC0415
    from front import checking  # noqa: PLC0415

    def run(_: "Sequence[str]") -> int:
        return checking.summary() if arguments.summary else checking.check(as_json=arguments.json)

    run_command(run, "python -m front check")


def _check_beside() -> None:
    """Check the data files in a process of its own: whatever it finds, the start goes on."""
    command = [sys.executable, "-m", "front", "check", "--summary"]
    subprocess.Popen(command, cwd=APP.parent, stdin=subprocess.DEVNULL)  # noqa: S603


def _python_problem() -> "str | None":
    if sys.version_info < (3, 11):  # noqa: UP036 - an old Python does get this far
        return f"需要 Python 3.11 或更新版本，当前是 {sys.version.split()[0]}。"
    if find_spec("streamlit") is None:
        return "运行所需的软件包还没有安装，请先执行 make setup(Windows:make.bat setup)。"
    return None


def _port_problem(host: str, port: int) -> "str | None":
    """Say why `port` cannot be used; a server that just ended does not count as one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError):
            return (
                f"端口 {port} 不能使用：可能已被别的程序占用，或本程序已在运行。\n"
                f"请先打开 http://{HOST}:{port} 看看，或换一个端口：make run PORT={_other(port)}"
            )
    return None


def _other(port: int) -> int:
    """Suggest the next port, staying in the range anybody may use."""
    return port + 1 if 1024 <= port < 65535 else 8600  # noqa: PLR2004 - the range itself


def _has_display() -> bool:
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def _open_when_up(port: int) -> None:
    """Open the browser once the server answers, so that the first page is not an error."""
    for _ in range(120):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if probe.connect_ex((HOST, port)) == 0:
                webbrowser.open(f"http://{HOST}:{port}")
                return
        time.sleep(0.5)


def _serve(port: int) -> None:
    """Run Streamlit in this process, so that Ctrl-C reaches it directly."""
    # Imported here: the checks above must be able to speak before these packages are needed.
    import uvicorn  # noqa: PLC0415
    from click.exceptions import Abort  # noqa: PLC0415
    from streamlit.web import cli  # noqa: PLC0415

    # Streamlit has no settings for it: nobody needs to know what answers here, and who a proxy
    # speaks for is judged at the gate.
    said = {"server_header": False, "proxy_headers": False}
    uvicorn.Config = partial(uvicorn.Config, **said)  # type: ignore[misc, assignment, arg-type]
    try:
        cli.main(["run", str(APP), "--server.port", str(port)], standalone_mode=False)
    except (Abort, KeyboardInterrupt):
        print("已停止。", flush=True)


if __name__ == "__main__":
    # Windows consoles still start in GBK; a pipe would otherwise fail on the middle dot.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main()
