"""Work the scores of a store behind the ledger out anew, in the state the chains have now."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, func, select

from targets.model import Company
from targets.stores.engine import BuildError
from targets.stores.registry import behind
from targets.stores.rows import read_companies
from targets.stores.tables import COMPANY
from targets.stores.values import Measure

STRETCH = 20_000


def rebuild(office: Path, measure: Measure, state: str) -> int:
    """Build a new store from the companies of the present one; return how many.

    Raises:
        BuildError: there is no store behind the ledger, or a new one cannot be written.
    """
    found = behind(office)
    if found is None:
        text = "还没有列式文件，不需要重建。"
        raise BuildError(text)
    former, whole = found
    engine = former.open()
    try:
        with (
            engine.connect() as connection,
            whole.building(office, state, keep=False) as builder,
        ):
            for origin, companies in _stretches(connection):
                builder.add(companies, origin, measure)
            return builder.rows
    finally:
        engine.dispose()


def _stretches(connection: Connection) -> Iterator[tuple[str, list[Company]]]:
    last = connection.scalar(select(func.max(COMPANY.c.number))) or 0
    for start in range(0, last + 1, STRETCH):
        within = COMPANY.c.number.between(start, start + STRETCH - 1)
        by_origin: dict[str, list[Company]] = defaultdict(list)
        for _, found in sorted(read_companies(connection, within).items()):
            by_origin[found.origin].append(found.company)
        yield from sorted(by_origin.items())
