"""Make the tables of companies: what is known of them, their links, lists and keyword index."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables, their indexes, and the index of keywords in the way of the database."""
    _company()
    _links_and_lists()
    _indexes()
    _imports()
    _decisions()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE company_bigram USING "
            "fts5(bigrams, content='', columnsize=0, detail=none)"
        )
        # PostgreSQL refuses index rows as long as many tags can be, and reads its rows as well.
        op.execute(
            "CREATE INDEX ix_company_facets ON company "
            "(desk, basis, province, city, chain_tags, link_tags, list_tags)"
        )
        return
    op.create_table(
        "company_bigram",
        sa.Column("company", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("bigrams", sa.ARRAY(sa.Text()), nullable=False),
    )
    op.create_index("ix_company_bigram", "company_bigram", ["bigrams"], postgresql_using="gin")


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _company() -> None:
    told = ("name", "name_en", "former_names", "credit_code", "stock_code", "province", "city")
    more = ("district", "status", "industry", "industry_code", "products", "scope", "website")
    source = ("basis", "source_title", "source_url", "published", "note")
    tags = ("chain_tags", "link_tags", "list_tags", "emerging_tags")
    parts = ("chain", "relation", "signal", "transfer", "carry", "score")
    op.create_table(
        "company",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("id", KEY, nullable=False),
        *_texts(*told, *more, *source),
        sa.Column("established_on", sa.Date(), nullable=True),
        sa.Column("capital_10k_yuan", sa.Double(), nullable=True),
        *_texts("name_key", "desk", *tags, "search_text", "best_chain", "best_link"),
        *(
            sa.Column(f"{part}_{end}", sa.Double(), nullable=False)
            for part in parts
            for end in ("low", "high")
        ),
        *(
            sa.Column(name, sa.Boolean(), nullable=False)
            for name in ("fills_gap", "has_relation", "has_signal")
        ),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("id", name="uq_company_id"),
    )


def _links_and_lists() -> None:
    def company() -> sa.Column[int]:
        return sa.Column("company", sa.Integer(), sa.ForeignKey("company.number"), primary_key=True)

    op.create_table(
        "company_link",
        company(),
        sa.Column("chain", sa.String(60), primary_key=True),
        sa.Column("link", sa.String(60), primary_key=True),
        sa.Column("state", sa.String(20), nullable=False),
        *_texts("basis", "reason"),
        sa.Column("sought", sa.Boolean(), nullable=False),
        sa.Column("decided_by", sa.String(120), nullable=False),
    )
    op.create_table(
        "company_list",
        company(),
        sa.Column("name", KEY, primary_key=True),
        sa.Column("edition", KEY, primary_key=True),
        sa.Column("rank", sa.Integer(), nullable=True),
    )
    op.create_table(
        "company_state",
        sa.Column("name", KEY, primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )


def _indexes() -> None:
    best_first: tuple[sa.TextClause, str] = (sa.text("score_low DESC"), "id")
    op.create_index("ix_company_desk", "company", ["desk", "basis", *best_first])
    op.create_index("ix_company_score", "company", ["basis", *best_first])
    op.create_index("ix_company_city", "company", ["desk", "basis", "province", "city"])
    op.create_index("ix_company_name_key", "company", ["name_key"])
    op.create_index("ix_company_credit_code", "company", ["credit_code"])
    op.create_index("ix_company_link", "company_link", ["chain", "link", "state", "company"])
    op.create_index("ix_company_list", "company_list", ["name", "company"])


def _stamp() -> list[sa.Column[object]]:
    return [
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(120), nullable=False),
        sa.Column("changed_name", sa.String(120), nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
    ]


def _imports() -> None:
    counts = ("rows", "created", "updated", "unchanged", "unmatched", "contacts")
    op.create_table(
        "company_import",
        sa.Column("id", sa.Integer(), primary_key=True),
        *_texts("file_name", "layout", "published"),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("imported_by", sa.String(120), nullable=False),
        sa.Column("imported_name", sa.String(120), nullable=False),
        sa.Column("imported_at", sa.String(32), nullable=False),
        sa.Column("undone_at", sa.String(32), nullable=True),
        *_stamp(),
    )
    made_by = sa.ForeignKey("company_import.id")
    op.create_table(
        "imported_company",
        sa.Column("import_id", sa.Integer(), made_by, primary_key=True),
        sa.Column("company_id", KEY, primary_key=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("before_origin", sa.String(40), nullable=False),
    )
    op.create_table(
        "company_contact",
        sa.Column("company_id", KEY, primary_key=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("import_id", sa.Integer(), sa.ForeignKey("company_import.id"), nullable=False),
        *_stamp(),
    )
    op.create_index("ix_company_contact_import_id", "company_contact", ["import_id"])
    op.create_table(
        "vendor_mapping",
        sa.Column("fingerprint", KEY, primary_key=True),
        sa.Column("mapping", sa.Text(), nullable=False),
        *_stamp(),
    )


def _decisions() -> None:
    op.create_table(
        "link_decision",
        sa.Column("company_id", KEY, primary_key=True),
        sa.Column("chain", sa.String(60), primary_key=True),
        sa.Column("link", sa.String(60), primary_key=True),
        sa.Column("state", sa.String(20), nullable=False),
        *_texts("reason", "moved_to", "before"),
        *_stamp(),
    )
    op.create_index("ix_link_decision_at", "link_decision", ["changed_at"])
