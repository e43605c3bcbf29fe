"""The tables of the ledger. Changing one needs a step in `ledger/migrations/versions`."""

from datetime import UTC, date, datetime

from sqlalchemy import Date, Double, ForeignKey, Index, Integer, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from files.personal.columns import Written, WrittenName

# Ids sort by their bytes in every database, so that a hash over ordered rows is the same in all.
Key = String(120).with_variant(String(120, collation="C"), "postgresql")


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, kept as ISO text with microseconds: reads the same in every database."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write a moment that knows its time zone."""
        return value.astimezone(UTC).isoformat(timespec="microseconds") if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Read it back as UTC."""
        return datetime.fromisoformat(value) if value else None


class Base(DeclarativeBase):
    """Base of all tables."""


class Stamped:
    """Who wrote the row as it stands, when, and its version; a save of an old version fails."""

    version: Mapped[int] = mapped_column(Integer)
    changed_by: Mapped[str] = mapped_column(String(120))
    changed_name: Mapped[str] = mapped_column(WrittenName(120))
    changed_at: Mapped[datetime] = mapped_column(Instant)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:  # noqa: N805
        """Count the version up on every save and refuse one that started from an old version."""
        return {"version_id_col": cls.version}


class AuditRow(Base):
    """操作记录: one entry of the hash chain; the database refuses to change or remove it."""

    __tablename__ = "audit_entry"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[str] = mapped_column(String(120))
    actor_role: Mapped[str] = mapped_column(String(20))
    actor_name: Mapped[str] = mapped_column(String(120))
    topic: Mapped[str] = mapped_column(String(20))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    __table_args__ = (Index("ix_audit_entry_topic", "topic", "number"),)


class Kept(Stamped):
    """A record: who kept it when, and when and why it was withdrawn, if so. Never removed."""

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    recorded_by: Mapped[str] = mapped_column(String(120))
    recorded_name: Mapped[str] = mapped_column(WrittenName(120))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_reason: Mapped[str] = mapped_column(Written, default="")


class CheckRow(Kept, Base):
    """核实: what one person found when looking into one link. Withdrawn, never removed."""

    __tablename__ = "link_check"

    chain_id: Mapped[str] = mapped_column(String(60))
    link_id: Mapped[str] = mapped_column(String(60))
    outcome: Mapped[str] = mapped_column(String(20))
    companies: Mapped[str] = mapped_column(Written)
    checked_on: Mapped[date] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Written)
    document: Mapped[str] = mapped_column(Written)

    __table_args__ = (Index("ix_link_check_link", "chain_id", "link_id"),)


class ImportRow(Stamped, Base):
    """导入: one file that was taken over as a whole, and whether that was undone."""

    __tablename__ = "plot_import"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    file_name: Mapped[str] = mapped_column(Written)
    source: Mapped[str] = mapped_column(Written)
    rows: Mapped[int] = mapped_column(Integer)
    created: Mapped[int] = mapped_column(Integer)
    updated: Mapped[int] = mapped_column(Integer)
    unchanged: Mapped[int] = mapped_column(Integer)
    content_hash: Mapped[str] = mapped_column(String(64))
    imported_by: Mapped[str] = mapped_column(String(120))
    imported_name: Mapped[str] = mapped_column(WrittenName(120))
    imported_at: Mapped[datetime] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)


class PlotContent:
    """What a plot says: all of it as JSON, the contact apart so that no list can hold it."""

    content: Mapped[str] = mapped_column(Text)
    contact: Mapped[str] = mapped_column(Text)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("plot_import.id"))
    """The import that brought exactly this content; None for an edit by hand."""


class PlotRow(Stamped, PlotContent, Base):
    """要素: a real plot as it stands now; columns beside `content` are there to filter by."""

    __tablename__ = "plot"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    name: Mapped[str] = mapped_column(Written)
    kind: Mapped[str] = mapped_column(String(20))
    county: Mapped[str] = mapped_column(String(20), index=True)
    park: Mapped[str] = mapped_column(Written)
    area_mu: Mapped[float | None] = mapped_column(Double)
    price_10k_yuan_per_mu: Mapped[float | None] = mapped_column(Double)
    rent_yuan_per_m2_month: Mapped[float | None] = mapped_column(Double)
    occupancy: Mapped[str] = mapped_column(String(20))
    longitude: Mapped[float | None] = mapped_column(Double)
    latitude: Mapped[float | None] = mapped_column(Double)
    checked_on: Mapped[date | None] = mapped_column(Date)


class PlotHistoryRow(Stamped, PlotContent, Base):
    """地块旧版: a version of a plot that another one replaced."""

    __tablename__ = "plot_history"

    plot_id: Mapped[str] = mapped_column(Key, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    replaced_at: Mapped[datetime] = mapped_column(Instant)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:  # noqa: N805
        """History is written once; its version is part of its name."""
        return {}


class ImportedPlotRow(Base):
    """导入明细: a plot an import created (`replaced` is None) or changed (the version before)."""

    __tablename__ = "imported_plot"

    import_id: Mapped[int] = mapped_column(ForeignKey("plot_import.id"), primary_key=True)
    plot_id: Mapped[str] = mapped_column(Key, primary_key=True)
    replaced: Mapped[int | None] = mapped_column(Integer)


class ParkPositionRow(Stamped, Base):
    """园区位置: where the office placed a park of the park list."""

    __tablename__ = "park_position"

    park: Mapped[str] = mapped_column(Key, primary_key=True)
    position: Mapped[str] = mapped_column(Text)


class SwitchRow(Stamped, Base):
    """开关: a choice of the office that holds for everybody."""

    __tablename__ = "switch"

    name: Mapped[str] = mapped_column(Key, primary_key=True)
    on: Mapped[bool] = mapped_column("is_on")
