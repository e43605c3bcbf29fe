"""The table: who may do what, everywhere or in what is their own, and who is asked otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledger.book.errors import NotAllowed
from ledger.book.policy.actions import Action
from ledger.book.policy.roles import Actor, Grant, Role


@dataclass(frozen=True, slots=True)
class Right:
    """权限: how an action is called to a person, who may do it everywhere, and who in their own.

    The own of a county are its plots and parks, that of a desk its companies.
    """

    word: str
    everywhere: frozenset[Role]
    own: frozenset[Role] = frozenset()


_ALL = frozenset(Role)
_ADMIN = frozenset({Role.ADMIN})
_OFFICE = frozenset({Role.ADMIN, Role.CENTRE})
_LED = _OFFICE | {Role.VIEWER}
_AT_HOME = _OFFICE | {Role.DESK, Role.COUNTY}
_DESK, _COUNTY = frozenset({Role.DESK}), frozenset({Role.COUNTY})

TABLE: Mapping[Action, Right] = {
    Action.READ: Right("查看台账", _ALL),
    Action.EXPORT: Right("导出清单和材料（不含电话）", _ALL),
    Action.RECORD_CHECK: Right("记录核实", _AT_HOME),
    Action.RECORD_URGENCY: Right("记录企业急需", _AT_HOME),
    Action.WITHDRAW_ANY_CHECK: Right("撤回别人的核实", _OFFICE),
    Action.WITHDRAW_ANY_URGENCY: Right("撤回别人记录的企业急需", _OFFICE),
    Action.EDIT_PLOT: Right("修改地块", _OFFICE, _COUNTY),
    Action.IMPORT_PLOTS: Right("导入地块", _OFFICE, _COUNTY),
    Action.UNDO_ANY_IMPORT: Right("撤销别人的导入", _OFFICE),
    Action.READ_CONTACT: Right("查看地块联系人的号码", _ADMIN, _COUNTY),
    Action.PLACE_PARK: Right("标注园区位置", _OFFICE, _COUNTY),
    Action.KEEP_BASKET: Right("准备出访清单", _OFFICE | _DESK),
    Action.RECORD_FINDING: Right("记录企业的动向和关系", _OFFICE, _DESK),
    Action.WITHDRAW_ANY_FINDING: Right("撤回别人的动向和关系", _OFFICE),
    Action.RECORD_VISIT: Right("记录拜访", _OFFICE, _DESK),
    Action.WITHDRAW_ANY_VISIT: Right("撤回别人的拜访记录", _OFFICE),
    Action.REVIEW_LINK: Right("复核归链", _OFFICE, _DESK),
    Action.READ_COMPANY_PERSON: Right("查看企业的联系人（号码打码）", _LED, _DESK),
    Action.READ_COMPANY_CONTACT: Right("查看企业联系人的号码", _ADMIN, _DESK),
    Action.KEEP_COMPANY_CONTACT: Right("保留企业的联系方式", _OFFICE),
    Action.IMPORT_COMPANIES: Right("导入企业", _OFFICE),
    Action.MERGE_COMPANIES: Right("合并企业", _OFFICE),
    Action.TAKE_SNAPSHOT: Right("保存快照", _OFFICE),
    Action.PREPARE_MEETING: Right("准备联席会议", _OFFICE),
    Action.REWORD_ANALYSIS: Right("改写四维研判", _OFFICE),
    Action.FILL_CARD: Right("填写推介卡", _OFFICE),
    Action.SET_DESKS: Right("调整片区范围", _ADMIN),
    Action.SWITCH_SAMPLES: Right("开关示例数据", _ADMIN),
    Action.ERASE_CONTACT: Right("列出到期的联系人、彻底删除", _ADMIN),
    Action.READ_AUDIT: Right("查看操作记录", _ADMIN),
    Action.MANAGE_USERS: Right("管理账号", _ADMIN),
}


def may(actor: Actor, action: Action, *, county: str = "", desk: str = "") -> bool:
    """Tell whether `actor` may do `action` to what lies in `county`, or to a company of `desk`.

    A role that is not known may do nothing; one without an area owns nothing.
    """
    rule, places = TABLE[action], {Role.COUNTY: county, Role.DESK: desk}
    return any(_allows(rule, grant, places) for grant in actor.grants)


def _allows(rule: Right, grant: Grant, places: Mapping[Role, str]) -> bool:
    if grant.role in rule.everywhere:
        return True
    return grant.role in rule.own and grant.area != "" and places[Role(grant.role)] == grant.area


def may_somewhere(actor: Actor, action: Action) -> bool:
    """Tell whether there is any place at all where `actor` may do `action`."""
    rule = TABLE[action]
    return may(actor, action) or any(actor.areas(role) for role in rule.own)


def require(
    actor: Actor,
    action: Action,
    *,
    counties: Iterable[str] = ("",),
    desks: Iterable[str] = ("",),
) -> None:
    """Return if `actor` may do `action` in every one of `counties` and of `desks`.

    Raises:
        NotAllowed: naming the action, the places that are not the actor's, and who can.
    """
    pairs = [(county, desk) for county in counties for desk in desks]
    foreign = sorted({p for p in pairs if not may(actor, action, county=p[0], desk=p[1])})
    if not foreign:
        return
    counties = sorted({county for county, _ in foreign if county})
    desks = sorted({desk for _, desk in foreign if desk})
    where = "、".join(sorted({*counties, *desks}))
    who = actor.name or actor.id
    refused = f"{who}没有权限{TABLE[action].word}{f'（{where}）' if where else ''}"
    text = f"{refused}。数据没有改动；请找{who_can(action, counties=counties, desks=desks)}。"
    raise NotAllowed(text)


def ask_whom(action: Action, *, counties: Iterable[str] = (), desks: Iterable[str] = ()) -> str:
    """Say in a sentence whom to ask for `action` there; for who is not offered it."""
    return f"{TABLE[action].word}：请找{who_can(action, counties=counties, desks=desks)}。"


def who_can(action: Action, *, counties: Iterable[str] = (), desks: Iterable[str] = ()) -> str:
    """Say whom to ask for `action` there: the office, and the owners of the places if they may."""
    rule = TABLE[action]
    office = "市招商服务中心" if Role.CENTRE in rule.everywhere else "市招商服务中心管理员"
    owners = [county for county in counties if Role.COUNTY in rule.own]
    owners += [f"{desk}片区" for desk in desks if Role.DESK in rule.own]
    return "或".join([office, *(["、".join(owners)] if owners else [])])
