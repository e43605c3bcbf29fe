"""Texts that people write and everybody reads: a telephone number in one is never read out whole.

New ones hold none (`ledger.book.form_values`, the readers of files). Rows from before may: they
are covered as they are read, so that no screen, paper, export or command can show them, and stay
as they are in the database, its copies and its hashes.
"""

from typing import Any

from sqlalchemy import ColumnElement, String, Table, Text, type_coerce
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from files.personal.phones import without_phones


class Written(TypeDecorator[str]):
    """自由文字: its telephone numbers are covered as it is read; what is kept stays untouched.

    Setting what was read sets nothing: the row still compares equal and is not written.
    """

    impl: type[String] = Text
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Cover the numbers of a person who wrote them here."""
        return None if value is None else without_phones(value)


class WrittenName(Written):
    """姓名: the same of a short text."""

    impl = String
    cache_ok = True


def as_kept(table: Table) -> list[ColumnElement[Any]]:
    """Return the columns of `table` as they are kept, nothing covered: for copies and hashes."""
    return [
        type_coerce(column, column.type.impl_instance).label(column.name)
        if isinstance(column.type, Written)
        else column
        for column in table.columns
    ]
