"""Ask for companies: a page, a count, one company, the best of a link, counts of cities.

The same code for every database: SQLAlchemy Core over `targets.stores.tables`. With a columnar
file, each question goes to both, and a company that lies in the ledger is not counted twice.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, select

from targets.model import ScoreWeights
from targets.scoring.score import total
from targets.stores.conditions import Conditions, conditions
from targets.stores.orders import USUAL, Order
from targets.stores.query import CompanyFilter, CompanyPage, CompanyRow
from targets.stores.standing import basis_of
from targets.stores.store import Companies, FoundCompany, Store
from targets.stores.tables import COMPANY, ENDS, LINKS, LISTS, split
from targets.stores.values import read_company, read_parts

PAGE = 50
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


def find_page(
    companies: Companies,
    asked: CompanyFilter,
    weights: ScoreWeights = USUAL,
    *,
    offset: int = 0,
    limit: int = PAGE,
    high_first: bool = False,
) -> CompanyPage:
    """Return the rows from `offset` on, by the low end of the score (highest first), then id.

    `high_first` puts the high end of the score before that.
    """
    span = (max(0, offset), max(0, limit))
    rows = _rows(companies, asked, Order(weights, high_first=high_first), span)
    return CompanyPage(count(companies, asked), span[0], rows)


def worth_checking_rows(
    companies: Companies, asked: CompanyFilter, weights: ScoreWeights = USUAL, first: int = 10
) -> tuple[CompanyRow, ...]:
    """Return those that a check would tell most about: as `targets.scoring.score.worth_checking`.

    Of the companies that may fill a gap or a wanted link; where there are none, of all.
    """
    for wanted in (replace(asked, fills_gap=True), asked):
        rows = _rows(companies, wanted, Order(weights, open_first=True), (0, first))
        if found := tuple(row for row in rows if row.score[1] > row.score[0]):
            return found
    return ()


def count(companies: Companies, asked: CompanyFilter) -> int:
    """Return how many companies satisfy `asked`."""
    return sum(
        connection.execute(
            select(func.count()).select_from(COMPANY).where(*_where(connection, asked), *hidden)
        ).scalar_one()
        for connection, hidden in companies.stores()
    )


def city_counts(companies: Companies, asked: CompanyFilter) -> dict[tuple[str, str], int]:
    """Return how many companies of `asked` have their office in each (province, city)."""
    places = (COMPANY.c.province, COMPANY.c.city)
    found: Counter[tuple[str, str]] = Counter()
    for connection, hidden in companies.stores():
        query = select(*places, func.count()).where(*_where(connection, asked), *hidden)
        for province, city, number in connection.execute(query.group_by(*places)):
            found[province, city] += number
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def find_companies(companies: Companies, ids: Sequence[str]) -> dict[str, FoundCompany]:
    """Return those of `ids` that there are, by id, whatever their basis; the ledger's come first.

    What may be shown as a target is for the caller to decide (`Company.may_be_shown`).
    """
    found: dict[str, FoundCompany] = {}
    for connection, _ in companies.stores():
        missing = [i for i in dict.fromkeys(ids) if i not in found]
        if missing:
            found |= read_companies(connection, COMPANY.c.id.in_(missing))
    return found


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


def _where(connection: Connection, asked: CompanyFilter) -> Conditions:
    return conditions(asked, connection.dialect.name)


def _rows(
    companies: Companies, asked: CompanyFilter, order: Order, span: tuple[int, int]
) -> tuple[CompanyRow, ...]:
    """Return a stretch of the rows of all stores together, in one order.

    The ledger holds few beside a columnar file: no row of the file can stand further back than
    by all of those.
    """
    offset, limit = span
    stores = companies.stores()
    if len(stores) == 1 or not limit:
        return tuple(_stretch(stores[0], asked, order, span)) if limit else ()
    small, large = stores
    first = _stretch(small, asked, order, (0, offset + limit))
    start = max(0, offset - len(first))
    rest = _stretch(large, asked, order, (start, offset - start + limit))
    merged = sorted([*first, *rest], key=order.key)
    return tuple(merged[offset - start : offset - start + limit])


def _stretch(
    store: Store, asked: CompanyFilter, order: Order, span: tuple[int, int]
) -> list[CompanyRow]:
    connection, hidden = store
    query = (
        select(*(COMPANY.c[name] for name in SHOWN))
        .where(*_where(connection, asked), *hidden)
        .order_by(*order.columns())
        .offset(span[0])
        .limit(span[1])
    )
    return [_row(row, order.weights) for row in connection.execute(query).mappings()]


def _row(row: RowMapping, weights: ScoreWeights) -> CompanyRow:
    parts = read_parts(row).as_tuple()
    return CompanyRow(
        **{name: row[name] for name in TOLD} | {"basis": basis_of(row["basis"]).value},
        lists=split(row["list_tags"]),
        best=(row["best_chain"], row["best_link"]) if row["best_link"] else None,
        parts=parts,
        score=total(parts, weights),
    )
