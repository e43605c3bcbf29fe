"""县域重点产业链: which chains the city named for each county in 2023.

The names and industries are the notice's; to which of our chains one belongs is our reading
(`chain`), empty where it belongs to none.
"""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from files.csv_reader import read_csv
from files.errors import DataError, Problem
from files.records import Name, Record, Slug, Text
from geodata.model import County
from geodata.parks import SourceIds, load_parks

DATA = Path(__file__).with_name("data")


class CountyChain(Record):
    """县域重点产业链: one chain that the city named for one county."""

    county: County
    name: Name
    industry: Text
    chain: Annotated[Slug | None, BeforeValidator(lambda text: text or None)]
    as_of: Text
    note: Text
    sources: SourceIds


@cache
def load_county_chains(folder: Path = DATA) -> tuple[CountyChain, ...]:
    """Read `county_chains.csv`, in file order.

    Raises:
        DataError: the table is missing, a value is not allowed, or a source is not listed.
    """
    path = folder / "county_chains.csv"
    rows = read_csv(CountyChain, path)
    known = load_parks(folder).sources
    problems = [
        Problem(line, "sources", f"来源表里没有编号 {source}")
        for line, row in rows
        for source in row.sources
        if source not in known
    ]
    if problems:
        raise DataError(path, problems)
    return tuple(row for _, row in rows)
