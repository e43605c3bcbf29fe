"""Make the tables of companies: what is known of them, their links, lists and keyword index."""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
