"""The table of what companies say they need (企业急需)."""

from datetime import date

from sqlalchemy import Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from files.personal.columns import Written
from ledger.schema.base import Base, Kept


class UrgencyRow(Kept, Base):
    """企业急需: what somebody asking around heard about one link. Withdrawn, never removed."""

    __tablename__ = "link_urgency"

    chain_id: Mapped[str] = mapped_column(String(60))
    link_id: Mapped[str] = mapped_column(String(60))
    need: Mapped[str] = mapped_column(String(20))
    company: Mapped[str] = mapped_column(Written)
    asked_on: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(Written)

    __table_args__ = (Index("ix_link_urgency_link", "chain_id", "link_id"),)
