"""Counts that a columnar file carries with it: all facets of a desk, before anybody asks.

The file is only read, so they stay exact; what the ledger has instead is taken off again.
"""

from collections import Counter

from sqlalchemy import Connection, Integer, MetaData, Table, Text, func, select
from sqlalchemy.schema import Column, CreateTable

from targets.spelling.folding import storable
from targets.stores.query import FACETS, CompanyFilter, FacetCounts
from targets.stores.standing import bases_asked

COUNTS = Table(
    "company_facet",
    MetaData(),
    Column("desk", Text),
    Column("basis", Text),
    Column("facet", Text),
    Column("value", Text),
    Column("companies", Integer),
)
"""分面计数: how many companies of a desk and basis have a value; tags are counted one by one."""
COLUMNS = {"provinces": "province", "cities": "city"}
TAGS = {"chains": "chain_tags", "links": "link_tags", "lists": "list_tags"}


def precount(connection: Connection) -> None:
    """Count every facet of every desk in a new columnar file."""
    connection.execute(CreateTable(COUNTS))
    values = dict(COLUMNS)
    values |= {
        name: f"unnest(string_split(trim({column}, chr(10)), chr(10)))"
        for name, column in TAGS.items()
    }
    for facet, value in values.items():
        connection.exec_driver_sql(
            "INSERT INTO company_facet "  # noqa: S608 - names of ours
            f"SELECT desk, basis, '{facet}', value, count(*) "
            f"FROM (SELECT desk, basis, {value} AS value FROM company) "
            "WHERE value <> '' GROUP BY ALL"
        )


def precounted(connection: Connection, asked: CompanyFilter) -> FacetCounts:
    """Return the counts of all facets of a desk, by facet."""
    bases = bases_asked(with_memory=asked.with_memory, with_closed=False)
    columns = (COUNTS.c.facet, COUNTS.c.value)
    query = select(*columns, func.sum(COUNTS.c.companies)).where(COUNTS.c.basis.in_(bases))
    if asked.desk:
        query = query.where(COUNTS.c.desk == storable(asked.desk))
    found: FacetCounts = {facet: Counter() for facet in FACETS}
    for facet, value, companies in connection.execute(query.group_by(*columns)):
        found[facet][value] = int(companies)
    return found
