"""Everything a screen needs, read once per state of the files and of the ledger's checks."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from sqlalchemy.orm import Session

from briefings.data_files import closed_files, files_version, names_of, of_figures
from briefings.state.composing import assess_all
from briefings.state.state import data_version, lack_of
from chains.catalog import Catalog
from chains.gaps.assessment import Assessment, LinkKnowledge
from chains.gaps.ranking import CityRanks, rank_city
from chains.model import Chain
from chains.office import open_catalog
from chains.settings import DATA, Weights
from components.frame.kept import kept
from components.frame.last_state.asking import ask
from components.frame.last_state.look import begin_look
from components.frame.ledger_access import ledger_key, office_day
from files.errors import DataError
from files.office import office_folder
from files.opening import FileStamp, stamps
from ledger.book.audit import data_head, topic_version
from ledger.book.canonical import digest
from ledger.book.errors import LedgerUnavailable
from ledger.links import checks, urgencies
from ledger.links.checks import (
    CheckedStanding,
    checked_standings,
    standing_overrides,
    undecided_counts,
)
from ledger.links.urgencies import RecordedUrgency, standing_urgencies, urgency_values

Checks = Mapping[tuple[str, str], CheckedStanding]
Urgencies = Mapping[tuple[str, str], RecordedUrgency]


@dataclass(frozen=True)
class LedgerState:
    """What the screens take from the ledger: its checks, and how far it has been written."""

    last_entry: int = 0
    checks_version: int = 0
    checks: Checks = field(default_factory=dict)
    urgencies: Urgencies = field(default_factory=dict)

    @cached_property
    def checks_key(self) -> str:
        """Differs wherever checks or needs differ, also between two ledgers; for keys of caches."""
        heard = (("urgency", item) for item in sorted(self.urgencies.items(), key=_link))
        return digest(repr(one) for one in (*sorted(self.checks.items(), key=_link), *heard))


@dataclass(frozen=True, slots=True)
class Context:
    """What a screen may use; tests build their own instead of patching globals.

    `closed` are the data files that do not open, each with what that closes.
    """

    catalog: Catalog
    assessments: Mapping[str, Assessment]
    today: date
    ledger: LedgerState = LedgerState()
    closed: tuple[DataError, ...] = ()

    @property
    def data_version(self) -> str:
        """The state of the data behind this screen, as printed on every screen and paper."""
        known = self.catalog.data_version, self.ledger.last_entry
        return data_version(*known, lacking=names_of(self.closed))

    @property
    def lack(self) -> str:
        """Say what the figures of a screen leave out, for where they stand; "" if nothing."""
        return lack_of(names_of(of_figures(self.closed)))

    @property
    def rules_version(self) -> str:
        """Changes with all that assessments are reckoned from, and with nothing else."""
        return f"{self.catalog.data_version}·{self.ledger.checks_key}·{self.today}"

    def known(self, chain: Chain) -> LinkKnowledge:
        """What the office found and heard about links of `chain`, as `assess` takes it."""
        return LinkKnowledge(
            checked_standings(self.ledger.checks, chain.id),
            urgency_values(self.ledger.urgencies, chain.id),
            undecided_counts(self.ledger.checks, chain.id),
        )

    def ranks(self, weights: Weights | None = None) -> CityRanks:
        """The city-wide ranks under these weights (the office's if none are given)."""
        given = weights or self.catalog.settings.weights
        return _ranks((self.rules_version, given.as_tuple()), self, given)


def get_context() -> Context:
    """Begin a look: return files and ledger as they are now; what changed is read again."""
    begin_look()
    state, today = _ledger_state(), office_day()
    catalog, assessments = _assessed(
        _stamps(), state.checks_key, today, state.checks, state.urgencies
    )
    closed = _closed(files_version(os.environ), catalog)
    return Context(catalog, assessments, today, state, closed)


@kept(most=16)
def _ranks(
    key: tuple[object, ...],  # noqa: ARG001  (the key of the cache)
    _context: Context,
    _weights: Weights,
) -> CityRanks:
    return rank_city(_context.assessments.values(), _context.catalog.settings, _weights)


@kept(most=2)
def _closed(
    version: tuple[FileStamp, ...],  # noqa: ARG001  (the key of the cache)
    _catalog: Catalog,
) -> tuple[DataError, ...]:
    return closed_files(os.environ, _catalog)


@kept(most=2, spinner="正在读取产业链数据…")
def _assessed(
    stamps: tuple[FileStamp, ...],  # noqa: ARG001  (the key of the cache)
    checks_key: str,  # noqa: ARG001  (the key of the cache)
    today: date,
    _checks: Checks,
    _urgencies: Urgencies,
) -> tuple[Catalog, dict[str, Assessment]]:
    catalog = open_catalog(os.environ)
    return catalog, assess_all(catalog, _checks, _urgencies, today)


def _ledger_state() -> LedgerState:
    """Read the ledger; while it is away, go on from the last state that it gave, or from none."""
    try:
        state = ask(_read_state)
    except LedgerUnavailable:
        return LedgerState()
    _known_states()[ledger_key()] = state
    return state


def _read_state(session: Session) -> LedgerState:
    version = topic_version(session, checks.TOPIC, urgencies.TOPIC)
    before = _known_states().get(ledger_key())
    if before is not None and version == before.checks_version:
        return replace(before, last_entry=data_head(session).number)
    found, heard = standing_overrides(session), standing_urgencies(session)
    return LedgerState(data_head(session).number, version, found, heard)


def _link(item: tuple[tuple[str, str], object]) -> tuple[str, str]:
    return item[0]


@kept(most=1)
def _known_states() -> dict[tuple[str, str], LedgerState]:
    return {}


def _stamps() -> tuple[FileStamp, ...]:
    """Name, time and size of every chain file: 20 look-ups, far below a millisecond."""
    folders = (DATA, office_folder(os.environ) / "chains")
    return tuple(one for folder in folders for one in stamps(folder, "*.yaml"))
