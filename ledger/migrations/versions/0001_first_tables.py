"""Make the first tables: audit log, checks, plots with history and imports, parks, switches."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables and forbid changing the audit log."""
    _audit()
    _checks()
    _imports()
    _plots()
    _parks_and_switches()


def _stamp(*, version: bool = True) -> list[sa.Column[object]]:
    columns: list[sa.Column[object]] = [
        sa.Column("changed_by", sa.String(120), nullable=False),
        sa.Column("changed_name", sa.String(120), nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
    ]
    return [sa.Column("version", sa.Integer(), nullable=False), *columns] if version else columns


def _content() -> list[sa.Column[object]]:
    return [
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("import_id", sa.Integer(), sa.ForeignKey("plot_import.id"), nullable=True),
    ]


def _audit() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("actor_id", sa.String(120), nullable=False),
        sa.Column("actor_role", sa.String(20), nullable=False),
        sa.Column("actor_name", sa.String(120), nullable=False),
        sa.Column("topic", sa.String(20), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("ix_audit_entry_topic", "audit_entry", ["topic", "number"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_entry_no_{verb.lower()} BEFORE {verb} ON audit_entry "
                "BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'audit entries are never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )


def _checks() -> None:
    op.create_table(
        "link_check",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("chain_id", sa.String(60), nullable=False),
        sa.Column("link_id", sa.String(60), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("companies", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(120), nullable=False),
        sa.Column("recorded_name", sa.String(120), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.Column("withdrawn_at", sa.String(32), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        *_stamp(),
    )
    op.create_index("ix_link_check_link", "link_check", ["chain_id", "link_id"])


def _imports() -> None:
    op.create_table(
        "plot_import",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("rows", "created", "updated", "unchanged")
        ),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("imported_by", sa.String(120), nullable=False),
        sa.Column("imported_name", sa.String(120), nullable=False),
        sa.Column("imported_at", sa.String(32), nullable=False),
        sa.Column("undone_at", sa.String(32), nullable=True),
        *_stamp(),
    )
    op.create_table(
        "imported_plot",
        sa.Column("import_id", sa.Integer(), sa.ForeignKey("plot_import.id"), primary_key=True),
        sa.Column("plot_id", KEY, primary_key=True),
        sa.Column("replaced", sa.Integer(), nullable=True),
    )


def _plots() -> None:
    op.create_table(
        "plot",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("county", sa.String(20), nullable=False),
        sa.Column("park", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.Double(), nullable=True)
            for name in ("area_mu", "price_10k_yuan_per_mu", "rent_yuan_per_m2_month")
        ),
        sa.Column("occupancy", sa.String(20), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        *_stamp(),
        *_content(),
    )
    op.create_index("ix_plot_county", "plot", ["county"])
    op.create_table(
        "plot_history",
        sa.Column("plot_id", KEY, primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True),
        sa.Column("replaced_at", sa.String(32), nullable=False),
        *_stamp(version=False),
        *_content(),
    )


def _parks_and_switches() -> None:
    op.create_table(
        "park_position",
        sa.Column("park", KEY, primary_key=True),
        sa.Column("position", sa.Text(), nullable=False),
        *_stamp(),
    )
    op.create_table(
        "switch",
        sa.Column("name", KEY, primary_key=True),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        *_stamp(),
    )
