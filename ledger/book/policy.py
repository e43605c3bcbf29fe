"""Who may do what: the one place that decides (docs/ledger.md).

| role | may |
|---|---|
| admin 市招商服务中心 | everything |
| county 县区 | plots and parks of its own county, their contacts; record checks |
| desk 片区 | record checks; keep its basket; its companies: findings, visits, links, contacts |
| viewer 领导 | read |

Everybody reads checks and plots; contacts are read by few, and each reading is recorded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ledger.book.errors import NotAllowed


class Role(StrEnum):
    """角色: what a user is to the ledger."""

    ADMIN = "admin"
    DESK = "desk"
    COUNTY = "county"
    VIEWER = "viewer"


ADMITTED = frozenset({Role.ADMIN})
"""Roles that screens and addresses of data open to; the others come with accounts."""


class Action(StrEnum):
    """操作: what can be done to the ledger."""

    READ = "read"
    RECORD_CHECK = "record_check"
    WITHDRAW_ANY_CHECK = "withdraw_any_check"
    EDIT_PLOT = "edit_plot"
    IMPORT_PLOTS = "import_plots"
    UNDO_ANY_IMPORT = "undo_any_import"
    READ_CONTACT = "read_contact"
    PLACE_PARK = "place_park"
    SWITCH_SAMPLES = "switch_samples"
    KEEP_BASKET = "keep_basket"
    RECORD_FINDING = "record_finding"
    WITHDRAW_ANY_FINDING = "withdraw_any_finding"
    RECORD_VISIT = "record_visit"
    WITHDRAW_ANY_VISIT = "withdraw_any_visit"
    SET_DESKS = "set_desks"
    IMPORT_COMPANIES = "import_companies"
    KEEP_COMPANY_CONTACT = "keep_company_contact"
    READ_COMPANY_CONTACT = "read_company_contact"
    REVIEW_LINK = "review_link"
    MERGE_COMPANIES = "merge_companies"
    READ_AUDIT = "read_audit"
    RECORD_URGENCY = "record_urgency"
    WITHDRAW_ANY_URGENCY = "withdraw_any_urgency"
    TAKE_SNAPSHOT = "take_snapshot"
    PREPARE_MEETING = "prepare_meeting"
    REWORD_ANALYSIS = "reword_analysis"
    FILL_CARD = "fill_card"


@dataclass(frozen=True, slots=True)
class Actor:
    """操作人: who looks or acts, from the gate to the audit log.

    `role` is plain text, because it may come from outside: one that is not known may do nothing.
    `area` is the county of a county user and the desk of a desk user.
    """

    id: str
    role: str
    name: str
    area: str = ""


LOCAL = Actor("local", Role.ADMIN, "本机管理员")

_EVERYBODY = frozenset({Action.READ})
_EVERYWHERE = {
    Role.ADMIN: frozenset(Action),
    Role.DESK: _EVERYBODY | {Action.RECORD_CHECK, Action.RECORD_URGENCY, Action.KEEP_BASKET},
    Role.COUNTY: _EVERYBODY | {Action.RECORD_CHECK, Action.RECORD_URGENCY},
    Role.VIEWER: _EVERYBODY,
}
_OWN_COUNTY = frozenset(
    {Action.EDIT_PLOT, Action.IMPORT_PLOTS, Action.READ_CONTACT, Action.PLACE_PARK}
)
_OWN_DESK = frozenset(
    {
        Action.RECORD_FINDING,
        Action.RECORD_VISIT,
        Action.REVIEW_LINK,
        Action.READ_COMPANY_CONTACT,
    }
)
_WORDS = {
    Action.READ: "查看台账",
    Action.RECORD_CHECK: "记录核实",
    Action.WITHDRAW_ANY_CHECK: "撤回别人的核实",
    Action.EDIT_PLOT: "修改地块",
    Action.IMPORT_PLOTS: "导入地块",
    Action.UNDO_ANY_IMPORT: "撤销别人的导入",
    Action.READ_CONTACT: "查看联系人",
    Action.PLACE_PARK: "标注园区位置",
    Action.SWITCH_SAMPLES: "开关示例数据",
    Action.KEEP_BASKET: "准备出访清单",
    Action.RECORD_FINDING: "记录企业的动向和关系",
    Action.WITHDRAW_ANY_FINDING: "撤回别人的动向和关系",
    Action.RECORD_VISIT: "记录拜访",
    Action.WITHDRAW_ANY_VISIT: "撤回别人的拜访记录",
    Action.SET_DESKS: "调整片区范围",
    Action.IMPORT_COMPANIES: "导入企业",
    Action.KEEP_COMPANY_CONTACT: "保留企业的联系方式",
    Action.READ_COMPANY_CONTACT: "查看企业的联系方式",
    Action.REVIEW_LINK: "复核归链",
    Action.MERGE_COMPANIES: "合并企业",
    Action.READ_AUDIT: "查看操作记录",
    Action.RECORD_URGENCY: "记录企业急需",
    Action.WITHDRAW_ANY_URGENCY: "撤回别人记录的企业急需",
    Action.TAKE_SNAPSHOT: "保存快照",
    Action.PREPARE_MEETING: "准备联席会议",
    Action.REWORD_ANALYSIS: "改写四维研判",
    Action.FILL_CARD: "填写推介卡",
}


def may(actor: Actor, action: Action, *, county: str = "", desk: str = "") -> bool:
    """Tell whether `actor` may do `action` to what lies in `county`, or to a company of `desk`.

    A role that is not known may do nothing.
    """
    if actor.role not in _EVERYWHERE:
        return False
    if action in _EVERYWHERE[Role(actor.role)]:
        return True
    if bool(desk) and actor.role == Role.DESK and actor.area == desk:
        return action in _OWN_DESK
    owns = bool(county) and actor.role == Role.COUNTY and actor.area == county
    return owns and action in _OWN_COUNTY


def require(
    actor: Actor,
    action: Action,
    *,
    counties: Iterable[str] = ("",),
    desks: Iterable[str] = ("",),
) -> None:
    """Return if `actor` may do `action` in every one of `counties` and of `desks`.

    Raises:
        NotAllowed: naming the action and the places that are not the actor's.
    """
    pairs = [(county, desk) for county in counties for desk in desks]
    foreign = sorted({p for p in pairs if not may(actor, action, county=p[0], desk=p[1])})
    if foreign:
        names = sorted({name for pair in foreign for name in pair if name})
        where = f"({'、'.join(names)})" if names else ""
        who = actor.name or actor.id
        refused = f"{who}没有权限{_WORDS[action]}{where}"
        text = f"{refused}。数据没有改动；如确有需要，请联系市招商服务中心。"
        raise NotAllowed(text)
