"""The tables of the trip baskets."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from files.personal.columns import Written
from ledger.schema.base import Base, Instant, Key, Stamped


class BasketRow(Stamped, Base):
    """出访清单: one company that one person means to visit, kept until taken out again."""

    __tablename__ = "trip_basket"

    owner: Mapped[str] = mapped_column(Key, primary_key=True)
    company: Mapped[str] = mapped_column(Key, primary_key=True)
    desk: Mapped[str] = mapped_column(String(40), index=True)
    name: Mapped[str] = mapped_column(Written)
    added_at: Mapped[datetime] = mapped_column(Instant)
