"""The door: whose session a token is now, asked again at every click.

As long as nobody saved anything in the ledger the last answer is the answer. While the ledger is
away, who was known stays known until their time is over; nobody new comes in.
"""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock

from ledger.accounts.sessions import SignInSession, find_session, hash_token, touch_session
from ledger.accounts.signing_in import DOORKEEPER
from ledger.accounts.users import Account, AccountState, find_account
from ledger.book.database import Clock, Ledger, utc_now
from ledger.book.errors import LedgerUnavailable
from ledger.book.opening.state_mark import LedgerMark

TOUCH_EVERY = timedelta(minutes=5)
"""How often it is written down who did something, for all in one: each writing lets every screen
read anew. To this process it is known exactly."""
MOST = 4096


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody with a session: who, and whether it is over."""

    session: SignInSession
    account: Account
    is_over: bool


@dataclass(slots=True)
class _Known:
    mark: LedgerMark | None
    session: SignInSession
    account: Account
    seen_at: datetime


class Door:
    """Knows the sessions of one ledger; asked by many threads."""

    def __init__(self, open_ledger: Callable[[], Ledger]) -> None:
        self._open_ledger = open_ledger
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._lock = Lock()
        self._unwritten: dict[str, datetime] = {}
        self._written_at: datetime | None = None
        self._writer = ThreadPoolExecutor(1, "sessions")
        self._clock: Clock = utc_now  # that of the ledger, once it was open

    @property
    def ledger(self) -> Ledger:
        """The ledger whose sessions these are.

        Raises:
            LedgerUnavailable: it cannot be opened.
        """
        return self._open_ledger()

    def look(self, token: str) -> Comer | None:
        """Return whose token it is, None if it never was one.

        Raises:
            LedgerUnavailable: the ledger is away, and this token was not seen before.
        """
        if not token:
            return None
        known = self._find(hash_token(token))
        if known is None:
            return None
        now = self._clock()
        over = known.session.is_over(now, known.seen_at)
        gone = known.account.state is not AccountState.ACTIVE
        return Comer(known.session, known.account, over or gone)

    def touch(self, token: str) -> None:
        """Note that the owner of a token did something now."""
        with self._lock:
            known = self._known.get(hash_token(token))
        if known is None:
            return
        now = self._clock()
        known.seen_at = now
        if now - known.session.seen_at >= TOUCH_EVERY:
            known.session = replace(known.session, seen_at=now)
            with self._lock:
                self._unwritten[known.session.id] = now
                if self._written_at is not None and now - self._written_at < TOUCH_EVERY:
                    return
                self._written_at = now
            self._writer.submit(self._write)

    def close(self) -> None:
        """Write what is still to be written."""
        self._writer.shutdown()
        self._write()

    def _find(self, token_hash: str) -> _Known | None:
        with self._lock:
            known = self._known.get(token_hash)
        try:
            ledger = self._open_ledger()
            self._clock = ledger.clock
            mark = ledger.mark()
            if known is not None and mark is not None and known.mark == mark:
                return known
            with ledger.reading() as session:
                found = find_session(session, token_hash)
                account = find_account(session, found.account_id) if found else None
        except LedgerUnavailable:
            if known is None:
                raise
            return known
        if found is None or account is None:
            return None
        seen_at = max(found.seen_at, known.seen_at) if known else found.seen_at
        return self._keep(token_hash, _Known(mark, found, account, seen_at))

    def _keep(self, token_hash: str, known: _Known) -> _Known:
        with self._lock:
            self._known[token_hash] = known
            self._known.move_to_end(token_hash)
            while len(self._known) > MOST:
                self._known.popitem(last=False)
        return known

    def _write(self) -> None:
        with self._lock:
            seen, self._unwritten = self._unwritten, {}
        if not seen:
            return
        with suppress(LedgerUnavailable), self._open_ledger().writing(DOORKEEPER) as session:
            for session_id, seen_at in seen.items():
                touch_session(session, session_id, seen_at)
