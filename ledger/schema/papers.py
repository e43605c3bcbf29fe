"""The table of papers made: what each one said, so that a copy of it can be verified later."""

from datetime import date, datetime

from sqlalchemy import Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ledger.schema.base import Base, Instant, Key


class PaperRow(Base):
    """材料记录: one paper as it was made; the database refuses to change or remove it.

    A chain of its own and no entry of the audit log, whose last number stands in the data version:
    a paper that is made changes no data.
    """

    __tablename__ = "paper_made"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    paper: Mapped[str] = mapped_column(Key, index=True)
    kind: Mapped[str] = mapped_column(String(20))
    options: Mapped[str] = mapped_column(Text)
    data_version: Mapped[str] = mapped_column(String(200))
    day: Mapped[date] = mapped_column(Date)
    files: Mapped[str] = mapped_column(Text)
    texts: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str] = mapped_column(String(120))
    made_name: Mapped[str] = mapped_column(String(120))
    made_at: Mapped[datetime] = mapped_column(Instant)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
