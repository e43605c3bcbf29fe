"""The tables of accounts (账号): who may sign in, as what, and who did."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from files.personal.columns import WrittenName
from ledger.schema.base import Base, Instant, Key, Stamped


class AccountRow(Stamped, Base):
    """账号: one person who may sign in; `password_hash` is all that is kept of the password."""

    __tablename__ = "account"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    name: Mapped[str] = mapped_column(WrittenName(120))
    state: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(Text)
    password_at: Mapped[datetime] = mapped_column(Instant)
    must_change: Mapped[bool] = mapped_column()


class AccountGrantRow(Base):
    """账号的授权: one role of an account, and the area it holds for ("" for everywhere)."""

    __tablename__ = "account_grant"

    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    role: Mapped[str] = mapped_column(String(20))
    area: Mapped[str] = mapped_column(String(40))


class AccountSessionRow(Base):
    """登录会话: from a sign-in to its end; the token itself is with the browser alone."""

    __tablename__ = "account_session"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class SignInAttemptsRow(Base):
    """登录尝试: how often a name was tried in vain since it last succeeded.

    Of names without account as well, so that nobody learns which exist; a hash, because people
    type their password into the wrong field.
    """

    __tablename__ = "sign_in_attempts"

    name_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(Integer)
    last_at: Mapped[datetime] = mapped_column(Instant)
    locked_until: Mapped[datetime | None] = mapped_column(Instant)


class SignInRow(Base):
    """登录记录: one entry of a hash chain; the database refuses to change or remove it.

    A chain of its own and no entry of the audit log, whose last number stands in the data version:
    who signs in changes no data.
    """

    __tablename__ = "sign_in"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    account_id: Mapped[str] = mapped_column(Key, index=True)
    outcome: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
