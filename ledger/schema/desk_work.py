"""The tables of what desks find out about companies, and of the areas of the desks."""

from datetime import date, datetime

from sqlalchemy import Date, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from files.personal.columns import Written, WrittenName
from ledger.schema.base import Base, Instant, Kept, Key


class Found(Kept):
    """Something somebody found out about a company; withdrawn, never removed."""

    company_id: Mapped[str] = mapped_column(Key, index=True)


class SignalRow(Found, Base):
    """动向: a dated event of a company, with its source."""

    __tablename__ = "company_signal"

    kind: Mapped[str] = mapped_column(String(20))
    happened_on: Mapped[date] = mapped_column(Date)
    says: Mapped[str] = mapped_column(Written)
    source: Mapped[str] = mapped_column(Written)


class RelationRow(Found, Base):
    """关系: a tie between a company and Sanming, with its source."""

    __tablename__ = "company_relation"

    kind: Mapped[str] = mapped_column(String(20))
    resident: Mapped[str] = mapped_column(Written)
    resident_key: Mapped[str] = mapped_column(Key)
    """The resident's name as `targets.names.name_key` has it, to ask from the resident's side."""
    says: Mapped[str] = mapped_column(Written)
    source: Mapped[str] = mapped_column(Written)

    __table_args__ = (Index("ix_company_relation_resident", "resident_key"),)


class LookupRow(Found, Base):
    """查找: that somebody looked into one subject of a company, when, and what came of it."""

    __tablename__ = "company_lookup"

    subject: Mapped[str] = mapped_column(String(20))
    outcome: Mapped[str] = mapped_column(String(20))
    looked_on: Mapped[date] = mapped_column(Date)
    says: Mapped[str] = mapped_column(Written)
    source: Mapped[str] = mapped_column(Written)


class DeskSettingsRow(Base):
    """片区范围: one version of the areas of the desks; the last one counts."""

    __tablename__ = "desk_settings"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    content: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Written)
    saved_by: Mapped[str] = mapped_column(String(120))
    saved_name: Mapped[str] = mapped_column(WrittenName(120))
    saved_at: Mapped[datetime] = mapped_column(Instant)
