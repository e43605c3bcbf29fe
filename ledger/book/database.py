"""The ledger as a thing to open: short reading and writing sessions over one database."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Lock

from sqlalchemy import Engine
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from files.office import office_folder
from ledger.book.engines import WRITING, file_of, given_url, make_engine, make_whole, sqlite_url
from ledger.book.errors import LedgerUnavailable, LedgerUnwritable
from ledger.book.migrating import migrate, require_our_tables
from ledger.book.opening.file_state import (
    is_there,
    make_folder,
    make_private_file,
    no_room,
    put_in_place,
    why_unwritable,
)
from ledger.book.opening.meanings import UNCHANGED, explained, is_full_disk
from ledger.book.opening.reach import Reach
from ledger.book.opening.row_rights import act_as
from ledger.book.opening.state_mark import LedgerMark, StateMarks
from ledger.book.policy import Action, Actor, require

_making = Lock()
Clock = Callable[[], datetime]
FILE_NAME = "ledger.sqlite"
NOT_SAVED = "这次没有保存，已保存的内容没有改变。填写的内容先留着，恢复后请再保存一次。"
PERHAPS_SAVED = "正在保存时断开了，不能确定存上没有。恢复后请先看一眼，没有存上再保存一次。"


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
    reach: Reach = field(init=False, compare=False)
    _marks: StateMarks = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Let it be looked whether the database is back, once it was lost."""
        object.__setattr__(self, "reach", Reach(partial(_look, self.engine)))
        object.__setattr__(self, "_marks", StateMarks(self.engine, file_of(self.engine.url)))

    def mark(self) -> LedgerMark | None:
        """Return what stays the same as long as nothing is saved; None if it cannot be told.

        Much cheaper than a session. One opened afterwards sees this state or a later one.
        """
        return None if self.reach.problem else self._marks.take()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that sees one state of the ledger and can change nothing.

        Raises:
            LedgerUnavailable: the database does not answer, or was asked to write.
        """
        self.reach.require()
        with self.reach.watched(), _session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self, actor: Actor) -> Iterator[Session]:
        """Open a session in which `actor` writes: kept as a whole at the end, or not at all.

        A database that was lost is tried all the same, and known to be back if it answers.

        Raises:
            NotAllowed: nobody is known in that role.
            LedgerUnavailable: the database does not answer, or others wrote for too long.
        """
        require(actor, Action.READ)
        engine = self.engine.execution_options(**{WRITING: True})
        is_over = False
        try:
            with self.reach.watched(), _session(engine) as session:
                self.reach.found()
                act_as(session.connection(), actor)
                session.info.update(actor=actor, at=self.clock().astimezone(UTC))
                yield session
                is_over = True
                session.commit()
        except LedgerUnwritable as error:
            raise LedgerUnwritable(_said_of_a_save(error)) from error
        except LedgerUnavailable as error:
            uncertain = is_over and file_of(self.engine.url) is None
            raise LedgerUnavailable(_said_of_a_save(error, uncertain=uncertain)) from error

    def unwritable(self) -> str:
        """Say why nothing can be saved though it can be read, "" if it can; quick, asks no one.

        Of PostgreSQL this is known only when it refuses.
        """
        file = file_of(self.engine.url)
        return why_unwritable(file) if file is not None else ""

    def close(self) -> None:
        """Give back every connection."""
        self.reach.close()
        self._marks.close()
        self.engine.dispose()


@contextmanager
def _session(engine: Engine) -> Iterator[Session]:
    """Open a session; what is not committed in it is taken back."""
    reading = not engine.get_execution_options().get(WRITING, False)
    with (
        explained(file_of(engine.url), reading=reading),
        Session(engine, expire_on_commit=False) as session,
    ):
        session.connection()  # take the turn now, not at the first statement
        yield session


def _said_of_a_save(error: LedgerUnavailable, *, uncertain: bool = False) -> str:
    said = str(error).removesuffix(UNCHANGED)
    if uncertain:
        return f"{said}{PERHAPS_SAVED}"
    return said if "没有保存" in said else f"{said}{NOT_SAVED}"


def _look(engine: Engine) -> None:
    """Return if the database answers and holds the tables this program works with."""
    with _session(engine) as session:
        require_our_tables(session.connection())


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
    file = file_of(url)
    if file is not None:
        with _making:  # the steps of Alembic are one at a time in a process
            if not is_there(file):
                _make(file, clock())
    ledger = Ledger(make_engine(url), shown(url), clock)
    try:
        with explained(file, reading=True):
            migrate(ledger.engine, folder / "backups", ledger.clock())
    except BaseException:
        ledger.close()
        raise
    return ledger


def shown(url: URL) -> str:
    """Return the address of a database without its password."""
    return url.render_as_string(hide_password=True)


def _make(file: Path, now: datetime) -> None:
    """Make a new ledger beside its place and put it there once it is whole.

    So there is never half a ledger under its name, whatever happens meanwhile.

    Raises:
        LedgerUnavailable: there is no room, or the folder takes nothing; nothing is left behind.
    """
    make_folder(file)
    made = file.with_name(f".{file.name}.{os.getpid()}.new")
    make_private_file(made)
    engine = make_engine(sqlite_url(made), as_it_is=True)
    try:
        with explained(file):
            migrate(engine, file.parent, now)
            make_whole(engine)
        put_in_place(made, file)
    except LedgerUnwritable as error:
        if error.__cause__ is not None and is_full_disk(error.__cause__):
            raise LedgerUnwritable(no_room(file)) from error
        raise
    finally:
        engine.dispose()
        for ending in ("", "-wal", "-shm", "-journal"):
            made.with_name(made.name + ending).unlink(missing_ok=True)


def acting(session: Session) -> Actor:
    """Return who opened this writing session."""
    actor: Actor = session.info["actor"]
    return actor


def moment(session: Session) -> datetime:
    """Return the one moment at which everything in this writing session happens."""
    at: datetime = session.info["at"]
    return at
