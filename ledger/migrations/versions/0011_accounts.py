"""Make the tables of accounts; the database refuses to change or remove a sign-in of the log."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables and the guard of the log."""
    _accounts()
    _sessions()
    _log()
    _guard()


def _accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("password_at", sa.String(32), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(120), nullable=False),
        sa.Column("changed_name", sa.String(120), nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
    )
    op.create_table(
        "account_grant",
        sa.Column("account_id", KEY, sa.ForeignKey("account.id"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("area", sa.String(40), nullable=False),
    )


def _sessions() -> None:
    op.create_table(
        "account_session",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("account_id", KEY, sa.ForeignKey("account.id"), nullable=False),
        sa.Column("started_at", sa.String(32), nullable=False),
        sa.Column("seen_at", sa.String(32), nullable=False),
        sa.Column("ended_at", sa.String(32), nullable=True),
    )
    op.create_index("ix_account_session_account_id", "account_session", ["account_id"])
    op.create_table(
        "sign_in_attempts",
        sa.Column("name_hash", sa.String(64), primary_key=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.String(32), nullable=False),
        sa.Column("locked_until", sa.String(32), nullable=True),
    )


def _log() -> None:
    op.create_table(
        "sign_in",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("ix_sign_in_account_id", "sign_in", ["account_id"])


def _guard() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER sign_in_no_{verb.lower()} BEFORE {verb} ON sign_in "
                "BEGIN SELECT RAISE(ABORT, 'sign-ins are never changed'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_sign_in_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'sign-ins are never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER sign_in_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON sign_in "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_sign_in_change()"
    )
