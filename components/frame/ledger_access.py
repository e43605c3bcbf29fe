"""The ledger as the screens reach it: opened once per process, and its day."""

import os
from collections.abc import Mapping
from datetime import date, datetime

from components.frame.kept import kept
from files.office import CHINA, office_folder
from ledger.book import database
from ledger.book.database import Ledger
from ledger.book.errors import LedgerUnavailable, NotPossible
from ledger.book.opening.reach import Reach


class LedgerDoor:
    """台账的门: opens the ledger of one office when it can be; one tries, the others are told."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._ledger: Ledger | None = None
        self._reach = Reach(self._open)

    def ledger(self) -> Ledger:
        """Return the open ledger; once open it stays so, even while its database is away.

        Raises:
            LedgerUnavailable: it could not be opened yet; the next call tries again.
        """
        if self._ledger is None:
            self._reach.require()
        if self._ledger is None:
            with self._reach.watched():
                self._open()
        if self._ledger is None:  # the look that was waited for goes on
            raise LedgerUnavailable(self._reach.problem)
        return self._ledger

    def close(self) -> None:
        """Close the ledger."""
        self._reach.close()
        if self._ledger is not None:
            self._ledger.close()

    def _open(self) -> None:
        try:
            self._ledger = database.open_ledger(self._environment)
        except NotPossible as error:  # the copy before an upgrade
            raise LedgerUnavailable(str(error)) from error


def ledger_key() -> tuple[str, str]:
    """Return what tells one ledger from another: the office's folder, the address if any."""
    given = os.environ.get("SANMING_DATA", ""), os.environ.get("DATABASE_URL", "")
    return _key(*given, os.getcwd())  # noqa: PTH109  (asked some ten times at each run)


@kept(most=4)
def _key(office: str, database_url: str, folder: str) -> tuple[str, str]:  # noqa: ARG001
    return str(office_folder({"SANMING_DATA": office}).resolve()), database_url


def open_ledger() -> Ledger:
    """Return the office's ledger; a process opens and migrates it at its first use.

    Raises:
        LedgerUnavailable: it cannot be opened; the next call tries again.
    """
    return _door(ledger_key()).ledger()


@kept(most=4, release=LedgerDoor.close)
def _door(ledger: tuple[str, str]) -> LedgerDoor:  # noqa: ARG001  (the key of the cache)
    door = LedgerDoor(dict(os.environ))
    try:
        door.ledger()
    except LedgerUnavailable:
        return door  # whoever comes through it is told
    return door


def ledger_problem() -> str:
    """Say why the ledger cannot be read now, "" if it can; asks the database."""
    try:
        with open_ledger().reading():
            return ""
    except LedgerUnavailable as error:
        return str(error)


def unwritable() -> str:
    """Say why nothing can be saved in a ledger that can be read, "" if it can, or is not open."""
    try:
        return open_ledger().unwritable()
    except LedgerUnavailable:
        return ""


def office_day() -> date:
    """Return the day it is in Sanming, wherever the server's clock stands."""
    return datetime.now(CHINA).date()
