"""Where a database stands among the steps of `ledger/migrations`, and taking the missing ones."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

STEPS = Path(__file__).parents[1] / "migrations"


def newest_step() -> str:
    """Return the step this program works with."""
    return str(ScriptDirectory(str(STEPS)).get_current_head())


def is_known(step: str) -> bool:
    """Tell whether this program knows the step; a newer program's steps are not known."""
    return step in {known.revision for known in ScriptDirectory(str(STEPS)).walk_revisions()}


def current_step(connection: Connection) -> str | None:
    """Return at which step the database stands, None for one without our tables."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(connection: Connection, to: str = "head") -> None:
    """Take the steps that are missing, up to `to`, in the transaction of `connection`."""
    config = Config()
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
