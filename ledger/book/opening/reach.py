"""Whether the ledger's database answers, known to all sessions of a process at once.

Who reads while it is known not to answer is told so at once. One of them looks whether it is back,
in a thread of its own, and waits for that a moment; so the first look after it came back reads
again, however long a lost network takes to fail, and a hundred screens ask it no more than one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Thread

from ledger.book.errors import LedgerUnavailable, LedgerUnwritable

PATIENCE_S = 1.0


class Reach:
    """能否连上: what is known of it; `attempt` returns if the database answers, else raises."""

    def __init__(self, attempt: Callable[[], object]) -> None:
        self._attempt = attempt
        self._lock = Lock()
        self._under_way: Thread | None = None
        self._problem = ""

    @property
    def problem(self) -> str:
        """Why the database was not reached when it was last tried, "" if it was."""
        return self._problem

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Take note if the database is found not to answer meanwhile."""
        try:
            yield
        except LedgerUnwritable:
            raise
        except LedgerUnavailable as error:
            self._problem = str(error)
            raise

    def found(self) -> None:
        """Take note that it answered."""
        self._problem = ""

    def require(self) -> None:
        """Return if it answers as far as anybody knows, or is found to be back.

        Raises:
            LedgerUnavailable: it is still away; said after a moment at the most.
        """
        if not self._problem:
            return
        look = self._begin_look()
        if look is not None:
            look.join(PATIENCE_S)
        problem = self._problem
        if problem:
            raise LedgerUnavailable(problem)

    def close(self) -> None:
        """Wait for a look that is under way."""
        look = self._under_way
        if look is not None:
            look.join()

    def _begin_look(self) -> Thread | None:
        """Begin to look whether it is back; None if somebody else is looking."""
        with self._lock:
            if self._under_way is not None and self._under_way.is_alive():
                return None
            self._under_way = Thread(target=self._look, name="ledger-reach", daemon=True)
            self._under_way.start()
            return self._under_way

    def _look(self) -> None:
        try:
            with self.watched():
                self._attempt()
        except LedgerUnwritable:
            self.found()
        except LedgerUnavailable:
            return
        else:
            self.found()
