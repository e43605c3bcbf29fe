"""The table of what was decided of companies that may be one."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from files.personal.columns import Written
from ledger.schema.base import Base, Kept, Key


class SameCompanyRow(Kept, Base):
    """同一家: that two companies are one, or are not. Withdrawn, never removed.

    Of one company `first_id` is kept, and `second_id` is shown no more. `moved` is what followed,
    as JSON, so that it can go back.
    """

    __tablename__ = "same_company"

    first_id: Mapped[str] = mapped_column(Key, index=True)
    second_id: Mapped[str] = mapped_column(Key, index=True)
    verdict: Mapped[str] = mapped_column(String(20))
    why: Mapped[str] = mapped_column(Written)
    moved: Mapped[str] = mapped_column(Text)
