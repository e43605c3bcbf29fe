"""A pgbouncer of our own before a PostgreSQL of the tests: handed on after each transaction."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil  # type: ignore[import-untyped]
from sqlalchemy.engine import make_url

OWNERS = ("postgres", "nobody")  # it refuses to be root
PLACES = f"{os.environ.get('PATH', '')}:/usr/sbin"


def find_pgbouncer() -> str | None:
    """Return where its program is, None if it is not installed."""
    return shutil.which("pgbouncer", path=PLACES)


@contextmanager
def behind_pgbouncer(program: str, address: str, *, connections: int) -> Iterator[str]:
    """Run it before the database at `address`, and give the address by way of it."""
    server = make_url(address)
    with TemporaryDirectory(prefix="pgbouncer-", ignore_cleanup_errors=True) as name:
        folder, port = Path(name), _free_port()
        (folder / "users").write_text(f'"{server.username}" ""\n', encoding="ascii")
        (folder / "settings.ini").write_text(
            f"""[databases]
* = host={server.host} port={server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = {connections}
logfile = {folder}/log
""",
            encoding="ascii",
        )
        owner = _owner(folder)
        with subprocess.Popen(
            [program, str(folder / "settings.ini")],
            user=owner,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                _until_it_listens(process.pid, port)
                yield server.set(port=port).render_as_string(hide_password=False)
            finally:
                process.terminate()


def _until_it_listens(process_id: int, port: int) -> None:
    process = psutil.Process(process_id)
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
    msg = "pgbouncer did not start"
    raise AssertionError(msg)


def _owner(folder: Path) -> str | None:
    if os.getuid() != 0:
        return None
    import pwd

    known = {user.pw_name for user in pwd.getpwall()}
    owner = next(name for name in OWNERS if name in known)
    for path in (folder, *folder.iterdir()):
        shutil.chown(path, owner)
    return owner


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
