"""Mark that a plot may say what makes it 标准地, and by when it is to be built on.

A plot is kept as one text, so no column changes. The step is there for older programs: they
would refuse such a plot one by one, and now say at once that they are too old.
"""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change nothing in the tables."""
