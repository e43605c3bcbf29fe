"""From the rows of a database to companies, and to the lines of a list."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, select

from targets.model import ScoreWeights
from targets.scoring.score import total
from targets.stores.orders import NAME_RANK
from targets.stores.query import CompanyRow
from targets.stores.standing import basis_of, is_target
from targets.stores.store import FoundCompany
from targets.stores.tables import COMPANY, ENDS, LINKS, LISTS, split
from targets.stores.values import read_company, read_parts

TOLD = (
    "id",
    "name",
    "province",
    "city",
    "desk",
    "products",
    "basis",
    "source_title",
    "published",
    "status",
)
SHOWN = (*TOLD, "list_tags", "best_chain", "best_link", *ENDS)


def read_companies(connection: Connection, which: ColumnElement[bool]) -> dict[str, FoundCompany]:
    """Return the companies of which `which` holds, by id, as one database keeps them."""
    rows = connection.execute(select(COMPANY).where(which)).mappings().all()
    numbers = [row["number"] for row in rows]
    in_order = (LINKS.c.chain, LINKS.c.link)
    links = _by_company(connection, select(LINKS).order_by(*in_order), numbers)
    in_order = (LISTS.c.name, LISTS.c.edition)
    lists = _by_company(connection, select(LISTS).order_by(*in_order), numbers)
    return {
        row["id"]: FoundCompany(
            read_company(row, links.get(row["number"], ()), lists.get(row["number"], ())),
            row["desk"],
            row["origin"],
            row["version"],
        )
        for row in rows
    }


def _by_company(
    connection: Connection, query: Select[Any], numbers: Sequence[int]
) -> dict[int, list[RowMapping]]:
    company = query.selected_columns["company"]
    found: dict[int, list[RowMapping]] = {}
    for row in connection.execute(query.where(company.in_(numbers))).mappings():
        found.setdefault(row["company"], []).append(row)
    return found


def read_row(row: RowMapping, weights: ScoreWeights) -> CompanyRow:
    """Return a line of a list from `SHOWN` and what its order tells, its score with `weights`."""
    parts = read_parts(row).as_tuple()
    return CompanyRow(
        **{name: row[name] for name in TOLD} | {"basis": basis_of(row["basis"]).value},
        lists=split(row["list_tags"]),
        best=(row["best_chain"], row["best_link"]) if row["best_link"] else None,
        parts=parts,
        score=total(parts, weights),
        class_code=row["class_code"],
        after_code=row["after_code"],
        tie_order=row["tie_order"],
        is_target=is_target(row["basis"]),
        name_rank=row.get(NAME_RANK, 0),
    )
