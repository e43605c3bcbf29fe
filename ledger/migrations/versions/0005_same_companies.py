"""Make the table of what was decided of companies that may be one."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "same_company",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("first_id", KEY, nullable=False),
        sa.Column("second_id", KEY, nullable=False),
        sa.Column("verdict", sa.String(20), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("why", "moved")),
        *_by("recorded"),
        sa.Column("withdrawn_at", sa.String(32), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_by("changed"),
    )
    for column in ("first_id", "second_id"):
        op.create_index(f"ix_same_company_{column}", "same_company", [column])


def _by(done: str) -> list[sa.Column[object]]:
    lengths = {f"{done}_by": 120, f"{done}_name": 120, f"{done}_at": 32}
    return [sa.Column(name, sa.String(length), nullable=False) for name, length in lengths.items()]
