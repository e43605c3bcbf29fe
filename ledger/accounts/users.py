"""Accounts (账号): made, given rights, reset, disabled; every change is audited.

An account is never removed: what its owner did stays signed with its id.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ledger.accounts.passwords import PasswordHash, good_hash, is_password
from ledger.accounts.sessions import end_sessions_of
from ledger.book.audit import append
from ledger.book.database import Ledger, moment
from ledger.book.errors import NotAllowed, NotPossible
from ledger.book.form_values import line_of_text
from ledger.book.policy import LOCAL, ROLE_NAMES, Action, Actor, Grant, Role, areas_of, require
from ledger.book.records import stamp
from ledger.desks.areas import current_desks
from ledger.schema.accounts import AccountGrantRow, AccountRow

TOPIC = "account"
_ID = re.compile(r"[a-z][a-z0-9._-]{1,31}")
_TAKEN = frozenset({LOCAL.id, "gate"})
MOST_NAME = 20


class AccountState(StrEnum):
    """账号状态: whether somebody may sign in with it."""

    ACTIVE = "active"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Account:
    """账号: one person who may sign in; `must_change` until a password of their own is chosen."""

    id: str
    name: str
    grants: tuple[Grant, ...]
    state: AccountState
    must_change: bool
    password_at: datetime
    changed_at: datetime

    @property
    def actor(self) -> Actor:
        """The person as the ledger's functions take it."""
        return Actor(self.id, self.name, self.grants)

    @property
    def is_admin(self) -> bool:
        """Tell whether this account can sign in and administer."""
        held = any(grant.role == Role.ADMIN for grant in self.grants)
        return held and self.state is AccountState.ACTIVE


def list_accounts(session: Session) -> list[Account]:
    """List all accounts by id."""
    rows = session.scalars(select(AccountRow).order_by(AccountRow.id)).all()
    query = select(AccountGrantRow).order_by(AccountGrantRow.account_id, AccountGrantRow.position)
    grants: dict[str, list[Grant]] = {}
    for grant in session.scalars(query):
        grants.setdefault(grant.account_id, []).append(Grant(grant.role, grant.area))
    return [_account(row, grants.get(row.id, [])) for row in rows]


def find_account(session: Session, account_id: str) -> Account | None:
    """Return one account, None if there is none of this id."""
    row = session.get(AccountRow, account_id)
    return _account(row, _grants(session, account_id)) if row else None


def has_administrator(session: Session) -> bool:
    """Tell whether anybody can sign in and administer."""
    return any(account.is_admin for account in list_accounts(session))


def add_account(
    session: Session,
    actor: Actor,
    account_id: str,
    person: tuple[str, Sequence[Grant]],
    password: PasswordHash,
) -> Account:
    """Make an account for a `person` (name and grants); they choose their password when they come.

    Raises:
        NotAllowed: `actor` does not manage accounts.
        NotPossible: the id is taken or not written as one, or a value does not fit.
    """
    require(actor, Action.MANAGE_USERS)
    name = require_new(session, account_id, person[0])
    row = AccountRow(id=account_id, name=name, state=AccountState.ACTIVE)
    _set_password(session, row, password, must_change=True)
    stamp(session, actor, row)
    session.add(row)
    session.flush()
    grants = _write_grants(session, account_id, person[1])
    append(session, actor, (TOPIC, "add", account_id), {"name": name, "grants": _said(grants)})
    return _account(row, grants)


def give_grants(
    session: Session, actor: Actor, account_id: str, grants: Sequence[Grant]
) -> Account:
    """Give an account other rights; its sessions end, so that they count at once.

    Raises:
        NotAllowed: `actor` does not manage accounts.
        NotPossible: a grant does not fit, or no administrator would be left.
    """
    row = _managed(session, actor, account_id)
    before = _grants(session, account_id)
    _require_other_admin(session, account_id, grants)
    written = _write_grants(session, account_id, grants)
    _changed(session, actor, row)
    end_sessions_of(session, account_id)
    detail = {"before": _said(before), "grants": _said(written)}
    append(session, actor, (TOPIC, "grants", account_id), detail)
    return _account(row, written)


def reset_password(
    session: Session, actor: Actor, account_id: str, password: PasswordHash
) -> Account:
    """Give an account a first password again; its sessions end.

    Raises:
        NotAllowed: `actor` does not manage accounts.
        NotPossible: there is no such account.
    """
    row = _managed(session, actor, account_id)
    _set_password(session, row, password, must_change=True)
    _changed(session, actor, row)
    end_sessions_of(session, account_id)
    append(session, actor, (TOPIC, "reset", account_id))
    return _account(row, _grants(session, account_id))


def switch_account(session: Session, actor: Actor, account_id: str, *, on: bool) -> Account:
    """Enable or disable an account; the sessions of a disabled one end.

    Raises:
        NotAllowed: `actor` does not manage accounts.
        NotPossible: there is no such account, or no administrator would be left.
    """
    row = _managed(session, actor, account_id)
    state = AccountState.ACTIVE if on else AccountState.DISABLED
    if row.state != state:
        if not on:
            _require_other_admin(session, account_id, ())
            end_sessions_of(session, account_id)
        row.state = state
        _changed(session, actor, row)
        append(session, actor, (TOPIC, "enable" if on else "disable", account_id))
    return _account(row, _grants(session, account_id))


def end_all_sessions(session: Session, actor: Actor, account_id: str) -> int:
    """End every session of an account and return how many there were.

    Raises:
        NotAllowed: `actor` does not manage accounts.
        NotPossible: there is no such account.
    """
    _managed(session, actor, account_id)
    ended = end_sessions_of(session, account_id)
    append(session, actor, (TOPIC, "end_sessions", account_id), {"sessions": ended})
    return ended


def change_own_password(ledger: Ledger, account: Account, old: str, new: str, keep: str) -> None:
    """Let somebody choose a password; all other sessions of theirs end, the one of id `keep` stays.

    Whoever calls this counts wrong old passwords (`signing_in.allow_attempt`).

    Raises:
        NotAllowed: the old password is wrong.
        NotPossible: the new one is too easily guessed, or the old one again.
    """
    with ledger.reading() as session:
        row = session.get(AccountRow, account.id)
        kept = row.password_hash if row else None
    if not is_password(kept, old):
        text = "现在的密码不对，没有改动。"
        raise NotAllowed(text)
    if is_password(kept, new):
        text = "新密码和现在的一样，没有改动。"
        raise NotPossible(text)
    hashed = good_hash(new, (account.id, account.name))
    with ledger.writing(account.actor) as session:
        changed = session.get_one(AccountRow, account.id)
        if changed.password_hash != kept or changed.state != AccountState.ACTIVE:
            text = "账号刚刚被管理员改过，没有改动。请重新登录。"
            raise NotPossible(text)
        _set_password(session, changed, hashed, must_change=False)
        _changed(session, account.actor, changed)
        end_sessions_of(session, account.id, but=keep)
        append(session, account.actor, (TOPIC, "password", account.id))


def require_grants(session: Session, grants: Sequence[Grant]) -> tuple[Grant, ...]:
    """Return `grants`, each once, if every role is known and has the area that it needs.

    Raises:
        NotPossible: there is none, or one does not fit.
    """
    if not grants:
        text = "至少要给一种角色。没有改动。"
        raise NotPossible(text)
    desks = [desk.name for desk in current_desks(session).settings.desks]
    for grant in grants:
        if grant.role not in set(Role):
            text = f"没有“{grant.role}”这种角色。没有改动。"
            raise NotPossible(text)
        areas = areas_of(Role(grant.role), desks)
        if grant.area not in (areas or ("",)):
            said = f"要写管哪里：{'、'.join(areas)}" if areas else "不分地方，不写管哪里"
            text = f"角色 {grant.role} {said}（填写值：{grant.area or '空'}）。没有改动。"
            raise NotPossible(text)
    return tuple(dict.fromkeys(grants))


def grants_text(grants: Iterable[Grant]) -> str:
    """Return grants in words: each role, and the area it holds for."""
    named = ((ROLE_NAMES.get(Role(g.role), g.role), g.area) for g in grants)
    return "；".join(f"{role}（{area}）" if area else role for role, area in named)


def _managed(session: Session, actor: Actor, account_id: str) -> AccountRow:
    require(actor, Action.MANAGE_USERS)
    row = session.get(AccountRow, account_id)
    if row is None:
        text = f"没有账号 {account_id[:40]}。没有改动。"
        raise NotPossible(text)
    return row


def require_new(session: Session, account_id: str, name: str) -> str:
    """Return the name of a person as it is kept, if an account may be made for them.

    Raises:
        NotPossible: the id is taken or not written as one, or the name does not fit.
    """
    require_id(account_id)
    if session.get(AccountRow, account_id) is not None:
        text = f"账号 {account_id} 已经有了，没有改动。停用的账号可以重新启用。"
        raise NotPossible(text)
    return person_name(name)


def require_id(account_id: str) -> None:
    """Return if this is written as the id of an account.

    Raises:
        NotPossible: it is not.
    """
    if not _ID.fullmatch(account_id) or account_id in _TAKEN:
        text = (
            f"账号 {account_id[:40]} 不能用：要 2～32 个小写字母、数字、点、横线，字母开头，"
            "如 chen.shili。没有改动。"
        )
        raise NotPossible(text)


def person_name(written: str) -> str:
    """Return the name of a person as it is kept.

    Raises:
        NotPossible: it is empty, too long, or no line of text.
    """
    name = line_of_text(written, "姓名", required=True)
    if len(name) > MOST_NAME:
        text = f"姓名最长 {MOST_NAME} 个字。没有改动。"
        raise NotPossible(text)
    return name


def _require_other_admin(session: Session, account_id: str, grants: Iterable[Grant]) -> None:
    """Refuse what would leave nobody who can administer."""
    if any(grant.role == Role.ADMIN for grant in grants):
        return
    admins = {account.id for account in list_accounts(session) if account.is_admin}
    if admins == {account_id}:
        text = f"{account_id} 是唯一的管理员，没有改动。请先给另一个人管理员角色。"
        raise NotPossible(text)


def _write_grants(session: Session, account_id: str, grants: Sequence[Grant]) -> tuple[Grant, ...]:
    kept = require_grants(session, grants)
    session.execute(delete(AccountGrantRow).where(AccountGrantRow.account_id == account_id))
    session.add_all(
        AccountGrantRow(account_id=account_id, position=at, role=grant.role, area=grant.area)
        for at, grant in enumerate(kept)
    )
    session.flush()
    return kept


def _set_password(
    session: Session, row: AccountRow, password: PasswordHash, *, must_change: bool
) -> None:
    row.password_hash, row.must_change = password, must_change
    row.password_at = moment(session)


def _changed(session: Session, actor: Actor, row: AccountRow) -> None:
    stamp(session, actor, row)
    session.flush()


def _grants(session: Session, account_id: str) -> tuple[Grant, ...]:
    query = select(AccountGrantRow).where(AccountGrantRow.account_id == account_id)
    rows = session.scalars(query.order_by(AccountGrantRow.position))
    return tuple(Grant(row.role, row.area) for row in rows)


def _said(grants: Iterable[Grant]) -> list[list[str]]:
    return [[grant.role, grant.area] for grant in grants]


def _account(row: AccountRow, grants: Iterable[Grant]) -> Account:
    return Account(
        row.id,
        row.name,
        tuple(grants),
        AccountState(row.state),
        row.must_change,
        row.password_at,
        row.changed_at,
    )
