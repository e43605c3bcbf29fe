"""Where a database stands among the steps of `ledger/migrations`, and taking the missing ones."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

STEPS = Path(__file__).parents[1] / "migrations"


@cache
def _steps() -> ScriptDirectory:
    """Read the steps once: they stay what they are as long as the program runs."""
    return ScriptDirectory(str(STEPS))


def newest_step() -> str:
    """Return the step this program works with."""
    return str(_steps().get_current_head())


def is_known(step: str) -> bool:
    """Tell whether this program knows the step; a newer program's steps are not known."""
    return step in {known.revision for known in _steps().walk_revisions()}


def current_step(connection: Connection) -> str | None:
    """Return at which step the database stands, None for one without our tables."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(connection: Connection, to: str = "head") -> None:
    """Take the steps that are missing, up to `to`, in the transaction of `connection`."""
    config = Config()
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
