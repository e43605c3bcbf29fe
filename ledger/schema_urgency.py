"""The table of what companies say they need (企业急需)."""

from datetime import date, datetime

from sqlalchemy import Date, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ledger.schema import Base, Instant, Stamped


class UrgencyRow(Stamped, Base):
    """企业急需: what somebody asking around heard about one link. Withdrawn, never removed."""

    __tablename__ = "link_urgency"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    chain_id: Mapped[str] = mapped_column(String(60))
    link_id: Mapped[str] = mapped_column(String(60))
    need: Mapped[str] = mapped_column(String(20))
    company: Mapped[str] = mapped_column(Text)
    asked_on: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(Text)
    recorded_by: Mapped[str] = mapped_column(String(120))
    recorded_name: Mapped[str] = mapped_column(String(120))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_link_urgency_link", "chain_id", "link_id"),)
