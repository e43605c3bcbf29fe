"""Let PostgreSQL refuse rows of another county or desk by itself, whatever asks for the change.

Who acts is told to each transaction (`ledger.book.opening.row_rights`); SQLite has no such guard.
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

HOLDS = """
CREATE FUNCTION sanming_holds(wanted text, place text DEFAULT NULL) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1
    FROM jsonb_array_elements(
      COALESCE(NULLIF(current_setting('sanming.grants', true), ''), '[]')::jsonb
    ) AS held
    WHERE held ->> 0 = wanted
      AND (place IS NULL OR (held ->> 1 = place AND place <> ''))
  )
$$
"""
OFFICE = "(sanming_holds('admin') OR sanming_holds('centre'))"
ANY_COUNTY = f"({OFFICE} OR sanming_holds('county'))"
OF_COMPANY = """(%s OR CASE
  WHEN EXISTS (SELECT 1 FROM company WHERE company.id = company_id)
  THEN sanming_holds('desk', (SELECT desk FROM company WHERE company.id = company_id))
  ELSE sanming_holds('desk')
END)"""
MAY_CHANGE = {
    "plot": f"({OFFICE} OR sanming_holds('county', county))",
    "plot_history": f"({OFFICE} OR sanming_holds('county', content::jsonb ->> 'county'))",
    "plot_import": ANY_COUNTY,
    "imported_plot": ANY_COUNTY,
    "park_position": ANY_COUNTY,
    "visit": f"({OFFICE} OR sanming_holds('desk', desk))",
    "company_signal": OF_COMPANY % OFFICE,
    "company_relation": OF_COMPANY % OFFICE,
    "company_lookup": OF_COMPANY % OFFICE,
    "company_contact": OFFICE,
}


def upgrade() -> None:
    """Make the function that reads who acts, and the policies of each table."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(HOLDS)
    for table, may in MAY_CHANGE.items():
        # FORCE: the program usually owns the tables, and owners are let through otherwise.
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY may_read ON {table} FOR SELECT USING (true)")
        op.execute(f"CREATE POLICY may_add ON {table} FOR INSERT WITH CHECK {may}")
        op.execute(f"CREATE POLICY may_change ON {table} FOR UPDATE USING {may} WITH CHECK {may}")
        op.execute(f"CREATE POLICY may_remove ON {table} FOR DELETE USING {may}")
