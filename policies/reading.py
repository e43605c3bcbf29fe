"""Read the tables of law the strict way; a table that does not open closes only itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from chains.model import Source
from chains.shared_sources import Cited, read_source_table, refuse_unlisted, unseen_source
from chains.source_words import source_text
from files.csv_reader import read_csv
from files.errors import DataError, Problem
from files.opening import FileStamp, opened_or, stamp, stamps
from files.records import Record
from policies.model import Allowance, NamedAct, PlanningChange, Rule

DATA = Path(__file__).with_name("data")
SOURCES, RULES, ALLOWANCES, ACTS = "sources.csv", "rules.csv", "allowances.csv", "acts.csv"
PLANNING = "planning.csv"
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Policies:
    """法规: the rules by id, and what they say of links, each in file order.

    `open_tables` names the files that opened: of what stands in another, nobody can say.
    """

    rules: Mapping[str, Rule]
    allowances: tuple[Allowance, ...]
    planning: tuple[PlanningChange, ...]
    sources: Mapping[str, Source]
    open_tables: frozenset[str]

    def cite(self, row: Cited) -> tuple[str, ...]:
        """Name the sources of a row for a note."""
        return tuple(source_text(self.source(source)) for source in row.sources)

    def source(self, source_id: str) -> Source:
        """Return a source, or what stands for it while the list of sources is closed."""
        return self.sources.get(source_id) or unseen_source(source_id)


def load_policies(folder: Path = DATA) -> Policies:
    """Return the tables of `folder` as they are now; read again only after a change."""
    return _open_policies(folder, stamps(folder, "*.csv"))


@lru_cache(maxsize=4)
def _open_policies(folder: Path, _stamps: tuple[FileStamp, ...]) -> Policies:
    none: dict[str, Rule] = {}
    sources = opened_or(None, partial(read_source_table, folder / SOURCES))
    rules = opened_or(None, partial(read_rules, folder))
    allowances = opened_or(None, partial(read_allowances, folder))
    planning = opened_or(None, partial(read_planning, folder))
    found = {SOURCES: sources, RULES: rules, ALLOWANCES: allowances, PLANNING: planning}
    return Policies(
        MappingProxyType(none if rules is None else rules),
        () if rules is None or allowances is None else allowances,
        planning or (),
        MappingProxyType(sources or {}),
        frozenset(name for name, content in found.items() if content is not None),
    )


def read_rules(folder: Path = DATA) -> dict[str, Rule]:
    """Read the rules, by id.

    Raises:
        DataError: the table is missing, a value does not fit, an id is used twice, or a source is
            not listed.
    """
    path = folder / RULES
    rows = read_csv(Rule, path)
    refuse_unlisted(path, rows, folder / SOURCES)
    found: dict[str, Rule] = {}
    problems = [
        Problem(line, "id", "编号用了两次，每个编号只能用一次")
        for line, row in rows
        if found.setdefault(row.id, row) is not row
    ]
    if problems:
        raise DataError(path, problems)
    return found


def read_allowances(folder: Path = DATA) -> tuple[Allowance, ...]:
    """Read what the rules say of links, in file order.

    Raises:
        DataError: the table is missing, a value does not fit, or a rule or source is not listed.
    """
    path = folder / ALLOWANCES
    rows = read_csv(Allowance, path)
    refuse_unlisted(path, rows, folder / SOURCES)
    rules = opened_or(None, partial(read_rules, folder))
    problems = [
        Problem(line, "rule", f"法规表 {RULES} 里没有编号 {row.rule}，请补上或改正")
        for line, row in rows
        if rules is not None and row.rule not in rules
    ]
    if problems:
        raise DataError(path, problems)
    return tuple(row for _, row in rows)


def read_planning(folder: Path = DATA) -> tuple[PlanningChange, ...]:
    """Read what has changed in the city's planning, in file order.

    Raises:
        DataError: the table is missing, a value does not fit, or a source is not listed.
    """
    rows = read_csv(PlanningChange, folder / PLANNING)
    refuse_unlisted(folder / PLANNING, rows, folder / SOURCES)
    return tuple(row for _, row in rows)


def read_acts(path: Path = DATA / ACTS) -> tuple[NamedAct, ...]:
    """Read the national list of acts; it may have no row, since it was not out yet.

    Raises:
        DataError: the table is missing, or a value does not fit.
    """
    return tuple(row for _, row in read_csv(NamedAct, path, may_be_empty=True))


def office_acts(office: Path | None) -> Path:
    """Return where the list of acts is read: the office's own `policies/acts.csv` goes first."""
    own = office / "policies" / ACTS if office is not None else None
    return own if own is not None and own.exists() else DATA / ACTS


def load_acts(office: Path | None = None) -> tuple[NamedAct, ...]:
    """Return the list of acts as it is now; none while its file does not open.

    Read again only after a change: every screen asks.
    """
    path = office_acts(office)
    return _open_acts(path, stamp(path))


@lru_cache(maxsize=4)
def _open_acts(path: Path, _stamp: FileStamp) -> tuple[NamedAct, ...]:
    return opened_or((), partial(read_acts, path))
