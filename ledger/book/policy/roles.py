"""Who somebody is to the ledger: roles, each with the area it holds for."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chains.allowed_words import COUNTIES


class Role(StrEnum):
    """角色: what a user is to the ledger, in the order shown."""

    VIEWER = "viewer"
    DESK = "desk"
    COUNTY = "county"
    WORK_GROUP = "group"
    CENTRE = "centre"
    ADMIN = "admin"


ROLE_NAMES = {
    Role.VIEWER: "领导",
    Role.DESK: "片区",
    Role.COUNTY: "县区",
    Role.WORK_GROUP: "工作组",
    Role.CENTRE: "招商服务中心干部",
    Role.ADMIN: "市招商服务中心管理员",
}

# The eight groups of the action plan, in its order.
WORK_GROUPS = (
    "现代农业",
    "现代工业",
    "现代服务业",
    "文化旅游",
    "央企省企",
    "外企",
    "要素保障",
    "考核考评",
)

ADMITTED = frozenset(Role)
"""Roles that screens and addresses of data open to; what each may do there is in the table."""


def areas_of(role: Role, desks: Iterable[str]) -> tuple[str, ...]:
    """Return the areas that `role` can be given for, none if it holds everywhere.

    `desks` are the names of the desks as the office has them.
    """
    areas = {Role.DESK: tuple(desks), Role.COUNTY: COUNTIES, Role.WORK_GROUP: WORK_GROUPS}
    return areas.get(role, ())


@dataclass(frozen=True, slots=True)
class Grant:
    """授权: one role of an account, and the desk, county or work group it holds for.

    `role` is plain text, because it may come from outside: one that is not known may do nothing.
    """

    role: str
    area: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """操作人: who looks or acts, from the gate to the audit log."""

    id: str
    name: str
    grants: tuple[Grant, ...]

    def areas(self, role: Role) -> tuple[str, ...]:
        """Return the areas held in `role`, in the order given; none that is empty."""
        return tuple(grant.area for grant in self.grants if grant.role == role and grant.area)

    @property
    def admitted(self) -> bool:
        """Tell whether screens and addresses of data open to this person."""
        return any(grant.role in ADMITTED for grant in self.grants)

    @property
    def roles(self) -> str:
        """The known roles for the audit log: one that holds everywhere, else all but reading.

        At most 17 characters (`county+desk+group`), for the column of the log takes 20.
        """
        held = {grant.role for grant in self.grants} & set(Role)
        for one in (Role.ADMIN, Role.CENTRE):
            if one in held:
                return one
        return "+".join(sorted(held - {Role.VIEWER})) or "+".join(held)


LOCAL = Actor("local", "本机管理员", (Grant(Role.ADMIN),))


def written_grants(grants: Iterable[Grant]) -> str:
    """Return grants as one line of text, for a header or a cell."""
    return json.dumps([[g.role, g.area] for g in grants], ensure_ascii=False)


def read_grants(text: str) -> tuple[Grant, ...]:
    """Return the grants of such a text; none at all if any of it is not understood."""
    try:
        pairs = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    if not (isinstance(pairs, list) and all(_is_pair(pair) for pair in pairs)):
        return ()
    return tuple(Grant(role, area) for role, area in pairs)


def _is_pair(pair: object) -> bool:
    return isinstance(pair, list) and [type(part) for part in pair] == [str, str]
