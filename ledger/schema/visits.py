"""The table of visits to companies."""

from datetime import date

from sqlalchemy import Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from files.personal.columns import Written, WrittenName
from ledger.schema.base import Base, Kept, Key


class VisitRow(Kept, Base):
    """拜访: what one group found at one company on one trip. Withdrawn, never removed."""

    __tablename__ = "visit"

    number: Mapped[str] = mapped_column(WrittenName(40), index=True)
    company_id: Mapped[str] = mapped_column(Key, index=True)
    company_name: Mapped[str] = mapped_column(Written)
    desk: Mapped[str] = mapped_column(String(40), index=True)
    visited_on: Mapped[date] = mapped_column(Date)
    days: Mapped[int] = mapped_column(Integer)
    team: Mapped[str] = mapped_column(Text)
    people: Mapped[str] = mapped_column(Text)
    result: Mapped[str] = mapped_column(Text)
    next_step: Mapped[str] = mapped_column(Text)
    product: Mapped[str] = mapped_column(Text, default="")
    witness: Mapped[str] = mapped_column(Text, default="")
