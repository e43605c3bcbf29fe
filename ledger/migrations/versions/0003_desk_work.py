"""Make the tables of the desks: settings, signals, relations, reviews, trip baskets."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    _baskets()


def _stamp() -> list[sa.Column[object]]:
    return [
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(120), nullable=False),
        sa.Column("changed_name", sa.String(120), nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
    ]


def _baskets() -> None:
    op.create_table(
        "trip_basket",
        sa.Column("owner", KEY, primary_key=True),
        sa.Column("company", KEY, primary_key=True),
        sa.Column("desk", sa.String(40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
        *_stamp(),
    )
    op.create_index("ix_trip_basket_desk", "trip_basket", ["desk"])
