"""县域重点产业链: which chains the city named for each county in 2023, and a county since then.

The names and industries are the notices'; to which of our chains one belongs is our reading
(`chain`, an alternate one included), empty where it belongs to none.
"""

from collections.abc import Container
from functools import lru_cache, partial
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from chains.catalog import alternate_paths
from chains.shared_sources import Cited, refuse_unlisted
from files.csv_reader import read_csv
from files.errors import DataError, Problem
from files.opening import FileStamp, opened_or, stamps
from files.records import Name, Slug, Text
from geodata.model import County
from geodata.parks import SOURCES

DATA = Path(__file__).with_name("data")
FILE = "county_chains.csv"
CITY = "三明市"
CLOSED_COUNTY_CHAINS = "县域分工图暂缺县域重点产业链；其他挂图照常"


class CountyChain(Cited):
    """县域重点产业链: one chain that the city, or the county itself, named for one county."""

    county: County
    name: Name
    industry: Text
    chain: Annotated[Slug | None, BeforeValidator(lambda text: text or None)]
    named_by: Name
    as_of: Text
    note: Text

    @property
    def of_the_city(self) -> bool:
        """Whether the city's notice of 2023 names it; else a county did later."""
        return self.named_by == CITY


@lru_cache(maxsize=4)
def _open_county_chains(folder: Path, _stamps: tuple[FileStamp, ...]) -> tuple[CountyChain, ...]:
    return opened_or((), partial(read_county_chains, folder))


def load_county_chains(folder: Path = DATA) -> tuple[CountyChain, ...]:
    """Return `county_chains.csv` as it is now, in file order; none while it does not open."""
    return _open_county_chains(folder, stamps(folder, "*.csv"))


def read_county_chains(folder: Path = DATA) -> tuple[CountyChain, ...]:
    """Read `county_chains.csv`, in file order.

    Raises:
        DataError: the table is missing, a value is not allowed, or a source is not listed.
    """
    rows = read_csv(CountyChain, folder / FILE)
    refuse_unlisted(folder / FILE, rows, folder / SOURCES)
    return tuple(row for _, row in rows)


def refuse_unknown_chains(chains: Container[str], folder: Path = DATA) -> None:
    """See that every row names a chain there is, an alternate one included, or none.

    Raises:
        DataError: naming every row that names another.
    """
    alternates = {path.stem for path in alternate_paths()}
    problems = [
        Problem(line, "chain", f"没有编号为 {row.chain} 的产业链，请改正或留空")
        for line, row in read_csv(CountyChain, folder / FILE)
        if row.chain is not None and row.chain not in chains and row.chain not in alternates
    ]
    if problems:
        raise DataError(folder / FILE, problems)
