"""The ledger as a thing to open: short reading and writing sessions over one database."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from files.errors import reason
from files.office import office_folder
from ledger.book.engines import WRITING, given_url, make_engine, sqlite_url
from ledger.book.errors import LedgerUnavailable, explained
from ledger.book.migrating import migrate
from ledger.book.policy import Action, Actor, require

Clock = Callable[[], datetime]
FILE_NAME = "ledger.sqlite"


def utc_now() -> datetime:
    """Return this moment; the clock of a ledger unless a test gives another."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Ledger:
    """台账: one open database. `url` has no password in it and may be shown.

    No session may outlive a click: whoever holds a writing one keeps all others waiting.
    """

    engine: Engine
    url: str
    clock: Clock = utc_now

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that sees one state of the ledger and can change nothing.

        Raises:
            LedgerUnavailable: the database does not answer, or was asked to write.
        """
        with explained(), Session(self.engine, expire_on_commit=False) as session:
            session.connection()
            yield session

    @contextmanager
    def writing(self, actor: Actor) -> Iterator[Session]:
        """Open a session in which `actor` writes: kept as a whole at the end, or not at all.

        Raises:
            NotAllowed: nobody is known in that role.
            LedgerUnavailable: the database does not answer, or others wrote for too long.
        """
        require(actor, Action.READ)
        engine = self.engine.execution_options(**{WRITING: True})
        with explained(), Session(engine, expire_on_commit=False) as session, session.begin():
            session.info.update(actor=actor, at=self.clock().astimezone(UTC))
            session.connection()  # take the turn now, not at the first statement
            yield session

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def open_ledger(environment: Mapping[str, str], clock: Clock = utc_now) -> Ledger:
    """Open the office's ledger, and make it or bring it up to date first.

    SQLite in SANMING_DATA, or the database named by DATABASE_URL. A ledger of an older program
    is copied to `backups/` in the office's folder before it is changed.

    Raises:
        LedgerUnavailable: it cannot be opened, or a newer program wrote it.
    """
    folder = office_folder(environment)
    given = environment.get("DATABASE_URL", "").strip()
    url = given_url(given) if given else sqlite_url(folder / FILE_NAME)
    if url.get_backend_name() == "sqlite" and url.database:
        _make_private_file(Path(url.database))
    ledger = Ledger(make_engine(url), url.render_as_string(hide_password=True), clock)
    try:
        with explained():
            migrate(ledger.engine, folder / "backups", ledger.clock())
    except BaseException:
        ledger.close()
        raise
    return ledger


def _make_private_file(file: Path) -> None:
    """Make an empty file if there is none: the ledger holds contacts, so only its owner reads it.

    SQLite gives the files beside it the same permissions.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_CREAT | os.O_RDONLY, 0o600))
    except OSError as error:
        text = f"打不开台账文件 {file}({reason(error)})。请管理员检查 SANMING_DATA 设置和权限。"
        raise LedgerUnavailable(text) from error


def acting(session: Session) -> Actor:
    """Return who opened this writing session."""
    actor: Actor = session.info["actor"]
    return actor


def moment(session: Session) -> datetime:
    """Return the one moment at which everything in this writing session happens."""
    at: datetime = session.info["at"]
    return at
