"""The registered names of residents in one state of the data: of the chains and of companies."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from chains.catalog import Catalog
from chains.evidence.registered_names import RegisteredNames, written_names
from targets.companies_file import load_companies

Renamed = Callable[[frozenset[str]], Mapping[str, str]]


def nothing_renamed(_names: frozenset[str]) -> Mapping[str, str]:
    """Know of no company that was renamed."""
    return {}


def names_in(catalog: Catalog, today: date, renamed: Renamed = nothing_renamed) -> RegisteredNames:
    """Return the lookup that every paper reads; a former name stands for the one of today.

    `renamed` returns what companies of the ledger are called now by names they gave up; it is
    asked once, for all names, when a name is first looked up.
    """

    @cache
    def of_ledger() -> Mapping[str, str]:
        residents = (one for chain in catalog.chains.values() for one in chain.enterprises)
        written = {name for one in residents for name in written_names(one)}
        return renamed(frozenset(written | {shipped(name) for name in written} - {""}))

    def shipped(name: str) -> str:
        return load_companies(today=today).name_today(name)

    def name_today(name: str) -> str:
        known = shipped(name)
        return of_ledger().get(known or name, known)

    return RegisteredNames(catalog.chains.values(), name_today)
