"""Work the scores of a columnar file out anew, in the state the chains and desks have now."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, func, select

from targets.model import Company
from targets.stores.columnar import BuildError, current_file, open_file
from targets.stores.columnar_build import new_columnar
from targets.stores.search import read_companies
from targets.stores.tables import COMPANY
from targets.stores.values import Measure

STRETCH = 20_000


def rebuild(office: Path, measure: Measure, state: str) -> int:
    """Build a new columnar file from the companies of the present one; return how many.

    Raises:
        BuildError: there is no columnar file, or a new one cannot be written.
    """
    former = current_file(office)
    if former is None:
        text = "还没有列式文件,不需要重建。"
        raise BuildError(text)
    engine = open_file(former)
    try:
        with (
            engine.connect() as connection,
            new_columnar(office, state, keep=False) as builder,
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
