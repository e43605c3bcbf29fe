"""Who acts, as PostgreSQL is told it: its policies refuse rows of others (migration 0010).

Told to one transaction at a time, so that a pool that hands connections on (pgbouncer too) never
hands on somebody's rights. SQLite has no such guard; there the ledger's functions stand alone.
"""

from sqlalchemy import Connection, text

from ledger.book.policy import Actor, written_grants

UNGUARDED = (
    "数据库用户是超级用户（或有 BYPASSRLS），PostgreSQL 的行级安全对它不起作用；"
    "请换一个普通用户，数据库归它所有。"
)


def act_as(connection: Connection, actor: Actor) -> None:
    """Tell the database who acts until the end of this transaction."""
    if connection.dialect.name != "postgresql":
        return
    query = text(
        "SELECT set_config('sanming.actor', :id, true), set_config('sanming.grants', :held, true)"
    )
    connection.execute(query, {"id": actor.id, "held": written_grants(actor.grants)})


def unguarded(connection: Connection) -> str:
    """Say in Chinese that this user passes the policies by, "" if it does not."""
    if connection.dialect.name != "postgresql":
        return ""
    query = text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    return UNGUARDED if connection.scalar(query) else ""
