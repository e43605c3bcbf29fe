"""Who may do what: the one place that decides. Pure: no clock, no file, no database.

`roles` says who somebody is, `actions` what can be done, `table` who may do it; the table in
docs/ledger.md is printed from there (`page`).
"""

from ledger.book.policy.actions import Action
from ledger.book.policy.roles import (
    ADMITTED,
    LOCAL,
    ROLE_NAMES,
    WORK_GROUPS,
    Actor,
    Grant,
    Role,
    areas_of,
    read_grants,
    written_grants,
)
from ledger.book.policy.table import ask_whom, may, may_somewhere, require, who_can

__all__ = [
    "ADMITTED",
    "LOCAL",
    "ROLE_NAMES",
    "WORK_GROUPS",
    "Action",
    "Actor",
    "Grant",
    "Role",
    "areas_of",
    "ask_whom",
    "may",
    "may_somewhere",
    "read_grants",
    "require",
    "who_can",
    "written_grants",
]
