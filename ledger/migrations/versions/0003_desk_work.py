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
    _findings()
    _desk_settings()
    _baskets()
    _urgency()


def _stamp() -> list[sa.Column[object]]:
    return [
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(120), nullable=False),
        sa.Column("changed_name", sa.String(120), nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
    ]


def _found() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("recorded_by", sa.String(120), nullable=False),
        sa.Column("recorded_name", sa.String(120), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.Column("withdrawn_at", sa.String(32), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
    ]


def _findings() -> None:
    said: dict[str, list[sa.Column[object]]] = {
        "company_signal": [
            sa.Column("kind", sa.String(20), nullable=False),
            sa.Column("happened_on", sa.Date(), nullable=False),
        ],
        "company_relation": [
            sa.Column("kind", sa.String(20), nullable=False),
            sa.Column("resident", sa.Text(), nullable=False),
            sa.Column("resident_key", KEY, nullable=False),
        ],
        "company_lookup": [
            sa.Column("subject", sa.String(20), nullable=False),
            sa.Column("outcome", sa.String(20), nullable=False),
            sa.Column("looked_on", sa.Date(), nullable=False),
        ],
    }
    for table, columns in said.items():
        texts = [sa.Column(name, sa.Text(), nullable=False) for name in ("says", "source")]
        op.create_table(table, *_found(), *columns, *texts, *_stamp())
        op.create_index(f"ix_{table}_company_id", table, ["company_id"])
    op.create_index("ix_company_relation_resident", "company_relation", ["resident_key"])


def _desk_settings() -> None:
    op.create_table(
        "desk_settings",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.String(120), nullable=False),
        sa.Column("saved_name", sa.String(120), nullable=False),
        sa.Column("saved_at", sa.String(32), nullable=False),
    )


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


def _urgency() -> None:
    op.create_table(
        "link_urgency",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("chain_id", sa.String(60), nullable=False),
        sa.Column("link_id", sa.String(60), nullable=False),
        sa.Column("need", sa.String(20), nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(120), nullable=False),
        sa.Column("recorded_name", sa.String(120), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.Column("withdrawn_at", sa.String(32), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        *_stamp(),
    )
    op.create_index("ix_link_urgency_link", "link_urgency", ["chain_id", "link_id"])
