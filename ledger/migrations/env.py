"""Run by Alembic for each upgrade: inside the transaction that `ledger.book.migrating` opened."""

from alembic import context

from ledger.schema.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,  # SQLite takes back tables too, given a transaction that covers them
    render_as_batch=True,
)
context.run_migrations()
