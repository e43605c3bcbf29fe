"""Give companies and their links the classes that order them, in the place of the score.

The values are worked out anew at the next look (`ledger.companies.store`); until then what is
there stands behind everything else.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ORDERED = sa.String(320).with_variant(sa.String(320, collation="C"), "postgresql")
UNCLASSED = "999999"
IN_ORDER = ["class_code", "tie_order", "id"]


def upgrade() -> None:
    """Add the columns, and order the indexes by class."""
    for table in ("company", "company_link"):
        for name in ("class_code", "after_code"):
            column = sa.Column(name, sa.Integer(), nullable=False, server_default=UNCLASSED)
            op.add_column(table, column)
    op.add_column("company", sa.Column("tie_order", ORDERED, nullable=False, server_default=""))
    op.drop_index("ix_company_desk", "company")
    op.drop_index("ix_company_score", "company")
    op.create_index("ix_company_desk", "company", ["desk", "basis", *IN_ORDER])
    op.create_index("ix_company_class", "company", ["basis", *IN_ORDER])
