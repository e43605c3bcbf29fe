"""Make the tables of trips and meetings: visits, snapshots, decisions, rewritten sentences."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    _snapshots()
    _decisions()
    _rewordings()
    _visits()


def _snapshots() -> None:
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", KEY, nullable=False, unique=True),
        sa.Column("data_version", sa.String(120), nullable=False),
        sa.Column("ledger_number", sa.Integer(), nullable=False),
        sa.Column("ledger_hash", sa.String(64), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("results_hash", sa.String(64), nullable=False),
        *_by("taken"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER snapshot_no_{verb.lower()} BEFORE {verb} ON snapshot "
                "BEGIN SELECT RAISE(ABORT, 'snapshots are never changed'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_snapshot_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'snapshots are never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER snapshot_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON snapshot "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_snapshot_change()"
    )


def _decisions() -> None:
    op.create_table(
        "meeting_decision",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("chain_id", sa.String(60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("removed_at", sa.String(32), nullable=True),
        *_stamp(),
    )
    op.create_index("ix_meeting_decision_chain", "meeting_decision", ["chain_id"])


def _rewordings() -> None:
    op.create_table(
        "rewording",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("chain_id", sa.String(60), nullable=False),
        sa.Column("place", sa.String(120), nullable=False),
        sa.Column("computed", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("data_version", sa.String(120), nullable=False),
        *_by("recorded"),
        sa.Column("withdrawn_at", sa.String(32), nullable=True),
        *_stamp(),
    )
    op.create_index("ix_rewording_place", "rewording", ["chain_id", "place"])


def _visits() -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("company_id", KEY, nullable=False),
        sa.Column("company_name", sa.Text(), nullable=False),
        sa.Column("desk", sa.String(40), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("team", "people", "result", "next_step", "product", "witness")
        ),
        *_by("recorded"),
        sa.Column("withdrawn_at", sa.String(32), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        *_stamp(),
    )
    for column in ("number", "company_id", "desk"):
        op.create_index(f"ix_visit_{column}", "visit", [column])


def _by(done: str) -> list[sa.Column[object]]:
    lengths = {f"{done}_by": 120, f"{done}_name": 120, f"{done}_at": 32}
    return [sa.Column(name, sa.String(length), nullable=False) for name, length in lengths.items()]


def _stamp() -> list[sa.Column[object]]:
    return [sa.Column("version", sa.Integer(), nullable=False), *_by("changed")]
