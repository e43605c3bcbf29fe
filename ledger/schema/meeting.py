"""The tables of the joint meeting: snapshots, what is to be decided, rewritten sentences."""

from datetime import date, datetime

from sqlalchemy import Date, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from files.personal.columns import Written, WrittenName
from ledger.schema.base import Base, Instant, Key, Stamped


class SnapshotRow(Base):
    """快照: computed results at one state of the data; the database refuses to change one."""

    __tablename__ = "snapshot"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(Key, unique=True)
    data_version: Mapped[str] = mapped_column(String(120))
    ledger_number: Mapped[int] = mapped_column(Integer)
    ledger_hash: Mapped[str] = mapped_column(String(64))
    results: Mapped[str] = mapped_column(Text)
    results_hash: Mapped[str] = mapped_column(String(64))
    taken_by: Mapped[str] = mapped_column(String(120))
    taken_name: Mapped[str] = mapped_column(WrittenName(120))
    taken_at: Mapped[datetime] = mapped_column(Instant)


class DecisionRow(Stamped, Base):
    """待决事项: one line of the meeting's list; `chain_id` "" for the meeting as a whole."""

    __tablename__ = "meeting_decision"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    chain_id: Mapped[str] = mapped_column(String(60), default="")
    text: Mapped[str] = mapped_column(Written)
    unit: Mapped[str] = mapped_column(Written)
    due_on: Mapped[date | None] = mapped_column(Date)
    removed_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (Index("ix_meeting_decision_chain", "chain_id"),)


class RewordingRow(Stamped, Base):
    """改写: an editor's sentence beside the computed one. Withdrawn, never removed."""

    __tablename__ = "rewording"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    chain_id: Mapped[str] = mapped_column(String(60))
    place: Mapped[str] = mapped_column(String(120))
    computed: Mapped[str] = mapped_column(Written)
    text: Mapped[str] = mapped_column(Written)
    data_version: Mapped[str] = mapped_column(String(120))
    recorded_by: Mapped[str] = mapped_column(String(120))
    recorded_name: Mapped[str] = mapped_column(WrittenName(120))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (Index("ix_rewording_place", "chain_id", "place"),)
