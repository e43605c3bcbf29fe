"""The table of what the office puts on the cards it hands out (推介卡)."""

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ledger.schema.base import Base, Kept


class CardRow(Kept, Base):
    """推介卡内容: what the office filled in for the card of one link. Withdrawn, never removed."""

    __tablename__ = "card_filled"

    chain_id: Mapped[str] = mapped_column(String(60))
    link_id: Mapped[str] = mapped_column(String(60))
    content: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index("ix_card_filled_link", "chain_id", "link_id"),)
