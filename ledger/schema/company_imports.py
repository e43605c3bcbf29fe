"""The tables of company lists that were taken over, and of what people decided about links."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from files.personal.columns import Written, WrittenName
from ledger.schema.base import Base, Instant, Key, Stamped


class CompanyImportRow(Stamped, Base):
    """企业导入: one list that was taken over as a whole, and whether that was undone."""

    __tablename__ = "company_import"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    file_name: Mapped[str] = mapped_column(Written)
    layout: Mapped[str] = mapped_column(Written)
    published: Mapped[str] = mapped_column(Written)
    rows: Mapped[int] = mapped_column(Integer)
    created: Mapped[int] = mapped_column(Integer)
    updated: Mapped[int] = mapped_column(Integer)
    unchanged: Mapped[int] = mapped_column(Integer)
    unmatched: Mapped[int] = mapped_column(Integer)
    contacts: Mapped[int] = mapped_column(Integer)
    content_hash: Mapped[str] = mapped_column(String(64))
    imported_by: Mapped[str] = mapped_column(String(120))
    imported_name: Mapped[str] = mapped_column(WrittenName(120))
    imported_at: Mapped[datetime] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)


class ImportedCompanyRow(Base):
    """企业导入明细: a company that an import created (`before` is "") or changed.

    `before` is the company as it was, as JSON, and `before_origin` where that came from.
    """

    __tablename__ = "imported_company"

    import_id: Mapped[int] = mapped_column(ForeignKey("company_import.id"), primary_key=True)
    company_id: Mapped[str] = mapped_column(Key, primary_key=True)
    before: Mapped[str] = mapped_column(Text)
    before_origin: Mapped[str] = mapped_column(String(40))


class CompanyContactRow(Stamped, Base):
    """企业联系方式: kept apart from the company, so that no list or export can hold it."""

    __tablename__ = "company_contact"

    company_id: Mapped[str] = mapped_column(Key, primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    import_id: Mapped[int] = mapped_column(ForeignKey("company_import.id"), index=True)


class VendorMappingRow(Stamped, Base):
    """列名对照: what a person said the headings of an unknown layout mean."""

    __tablename__ = "vendor_mapping"

    fingerprint: Mapped[str] = mapped_column(Key, primary_key=True)
    mapping: Mapped[str] = mapped_column(Text)


class LinkDecisionRow(Stamped, Base):
    """归链复核: what a person decided of one link of one company; the last decision counts.

    `state` is "" for a decision taken back. `before` is the assignment that was decided on, as
    JSON, `moved_to` the link it was moved to ("chain/link"), if it was.
    """

    __tablename__ = "link_decision"

    company_id: Mapped[str] = mapped_column(Key, primary_key=True)
    chain: Mapped[str] = mapped_column(String(60), primary_key=True)
    link: Mapped[str] = mapped_column(String(60), primary_key=True)
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Written)
    moved_to: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index("ix_link_decision_at", "changed_at"),)
