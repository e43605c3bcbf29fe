"""Make the table of papers made; the database refuses to change or remove a row of it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table and its guard."""
    op.create_table(
        "paper_made",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("paper", KEY, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("data_version", sa.String(200), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(120), nullable=False),
        sa.Column("made_name", sa.String(120), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("ix_paper_made_paper", "paper_made", ["paper"])
    _guard()


def _guard() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER paper_made_no_{verb.lower()} BEFORE {verb} ON paper_made "
                "BEGIN SELECT RAISE(ABORT, 'papers made are never changed'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_paper_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'papers made are never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER paper_made_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON paper_made "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_paper_change()"
    )
