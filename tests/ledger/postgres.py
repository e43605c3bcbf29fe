"""A PostgreSQL of our own for the tests: from Debian's package, in a folder that is thrown away.

It listens on 127.0.0.1 only and never runs as root; without its programs (`find_programs`) the
tests marked `postgres` are left out, except in CI, where that is a failure.
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil  # type: ignore[import-untyped]
import pytest
from sqlalchemy import Connection, create_engine, text

DATABASES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))  # as parameters
PLAIN_USER = "clerk"
OWNERS = ("postgres", "nobody")  # whom a root test run becomes; the server refuses to be root


def find_programs() -> Path | None:
    """Return the folder that holds `initdb` and `pg_ctl`, of the newest version installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((f.parent for f in found), key=lambda f: int(f.parent.name), default=None)


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A server of our own: where it listens, and how it is started, stopped and killed."""

    programs: Path
    folder: Path
    owner: str | None
    port: int

    @property
    def address(self) -> str:
        """The address, without a database name."""
        return f"postgresql://office@127.0.0.1:{self.port}"

    def make(self) -> None:
        """Make its files."""
        as_office = ("-U", "office", "-A", "trust", "-E", "UTF8", "-N")
        _run(self.owner, self.programs / "initdb", "-D", self.data, *as_office)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        # What it holds need not survive a power cut, so it does not wait for the disk.
        listening = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self.folder}"
        options = f"{listening} -F -c max_connections=120"
        self._control("-o", options, "-l", self.folder / "log", "start")

    def stop(self) -> None:
        """End it at once."""
        self._control("-m", "immediate", "stop")

    def kill(self) -> None:
        """Kill it and every process of it (kill -9); return once they are gone."""
        all_of_it = self._processes()
        for process in all_of_it:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        _, alive = psutil.wait_procs(all_of_it, timeout=60)
        assert alive == []

    def hang(self) -> None:
        """Let every process of it stand still (SIGSTOP): it takes connections and says nothing."""
        for process in self._processes():
            process.suspend()

    def go_on(self) -> None:
        """Let them go on."""
        for process in self._processes():
            process.resume()

    def guard(self, user: str, password: str) -> None:
        """Make a user that only its password lets in."""
        with connected(f"{self.address}/postgres") as connection:
            connection.execute(text(f"CREATE USER {user} PASSWORD '{password}'"))
        rules = self.data / "pg_hba.conf"
        rules.write_text(f"host all {user} 127.0.0.1/32 scram-sha-256\n{rules.read_text()}")
        self._control("reload")

    def _processes(self) -> list[psutil.Process]:
        first = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
        return [first, *first.children(recursive=True)]

    @property
    def data(self) -> Path:
        """Where its files are."""
        return self.folder / "data"

    def _control(self, *words: Path | str) -> None:
        _run(self.owner, self.programs / "pg_ctl", "-D", self.data, "-w", *words)


@contextmanager
def postgres_of_our_own(programs: Path) -> Iterator[PostgresServer]:
    """Run a server in a folder of its own; it may be killed and started again meanwhile."""
    with TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        server = PostgresServer(programs, folder, _owner(folder), _free_port())
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def running_postgres(programs: Path) -> Iterator[str]:
    """Run a server in a folder of its own and give its address, without a database name."""
    with postgres_of_our_own(programs) as server:
        yield server.address


@contextmanager
def connected(address: str) -> Iterator[Connection]:
    """Connect past the ledger, each statement by itself."""
    engine = create_engine(address.replace(":", "+psycopg:", 1), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def make_plain_user(server: str) -> None:
    """Make the user whom databases may belong to without being superuser."""
    with connected(f"{server}/postgres") as connection:
        connection.execute(text(f"CREATE USER {PLAIN_USER}"))


def as_plain_user(server: str) -> str:
    """Return the address of a server as that user."""
    return server.replace("office@", f"{PLAIN_USER}@")


def make_database(server: str, name: str, owner: str = "office") -> str:
    """Make an empty database and return its address, as the superuser."""
    with connected(f"{server}/postgres") as connection:
        connection.execute(text(f"CREATE DATABASE {name} OWNER {owner}"))
    return f"{server}/{name}"


def forget_everything(connection: Connection) -> None:
    """Empty every table of a ledger, its audit log too, which the ledger itself could not.

    Row by row, not TRUNCATE: that makes new files for all tables, for the few rows of a test.
    """
    connection.exec_driver_sql(_FORGET)


_FORGET = """
SET session_replication_role = replica;
DO $$
DECLARE one record;
BEGIN
  FOR one IN SELECT tablename AS name FROM pg_tables
      WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE 'DELETE FROM public.' || quote_ident(one.name);
  END LOOP;
  FOR one IN SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' LOOP
    PERFORM setval(('public.' || quote_ident(one.name))::regclass, 1, false);
  END LOOP;
END $$
"""


def _owner(folder: Path) -> str | None:
    if os.getuid() != 0:
        return None
    import pwd  # there is none on Windows

    known = {user.pw_name for user in pwd.getpwall()}
    owner = next(name for name in OWNERS if name in known)
    shutil.chown(folder, owner)
    return owner


def _run(owner: str | None, *command: Path | str) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        user=owner,
        cwd="/",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
