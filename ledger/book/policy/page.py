"""The table as docs/ledger.md prints it."""

from ledger.book.policy.roles import ROLE_NAMES, Actor, Grant, Role
from ledger.book.policy.table import TABLE, may

OWN, OTHER = "own", "other"
COLUMNS: dict[str, tuple[Role, str]] = {
    "领导": (Role.VIEWER, ""),
    "工作组": (Role.WORK_GROUP, ""),
    "片区 本片区": (Role.DESK, OWN),
    "片区 别处": (Role.DESK, OTHER),
    "县区 本县": (Role.COUNTY, OWN),
    "县区 别处": (Role.COUNTY, OTHER),
    "干部": (Role.CENTRE, ""),
    "管理员": (Role.ADMIN, ""),
}


def policy_table() -> str:
    """Return the table in Markdown: a row for each action, a column for each role and place."""
    heads = ["操作", "代码", *COLUMNS]
    rows = [heads, ["---"] * len(heads)]
    for action, rule in TABLE.items():
        cells = []
        for role, place in COLUMNS.values():
            actor = Actor("", ROLE_NAMES[role], (Grant(role, OWN),))
            where = {"county": place} if role is Role.COUNTY else {"desk": place}
            cells.append("✓" if may(actor, action, **where) else "")
        rows.append([rule.word, action.value, *cells])
    return "\n".join(map(_line, rows))


def _line(cells: list[str]) -> str:
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


def role_list() -> str:
    """Return the roles as one line: name and code."""
    return "，".join(f"{name}（{role}）" for role, name in ROLE_NAMES.items())
