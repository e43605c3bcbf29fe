"""The index of keywords in a columnar file: for each pair of characters, who has it.

Written in stretches of companies, each sorted by pair: a question reads a little of each, and
building one never needs more than a stretch in memory.
"""

from sqlalchemy import Connection

STRETCH = 500_000


def index_pairs(connection: Connection) -> None:
    """Make the table `company_bigram` (pair, company) of a new columnar file.

    Pairs across two lines are left out: no keyword has a line feed.
    """
    run = connection.exec_driver_sql
    run("CREATE TABLE company_bigram (pair VARCHAR, company INTEGER)")
    last = run("SELECT coalesce(max(number), 0) FROM company").scalar_one()
    for start in range(0, last + 1, STRETCH):
        run(
            "INSERT INTO company_bigram SELECT pair, number FROM ("  # noqa: S608 - numbers of ours
            "SELECT number, unnest(list_distinct(list_transform(range(1, length(search_text)), "
            "lambda place: substring(search_text, place, 2)))) AS pair FROM company "
            f"WHERE number >= {start} AND number < {start + STRETCH}) "
            "WHERE NOT contains(pair, chr(10)) ORDER BY pair, number"
        )
