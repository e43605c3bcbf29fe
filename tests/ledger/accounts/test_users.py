"""Accounts: only administrators make and change them, one always stays, everything is audited."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ledger.accounts.passwords import hash_password
from ledger.accounts.sessions import find_session, hash_token
from ledger.accounts.signing_in import SignedIn
from ledger.accounts.users import (
    AccountState,
    add_account,
    change_own_password,
    end_all_sessions,
    find_account,
    give_grants,
    list_accounts,
    reset_password,
    switch_account,
)
from ledger.book.audit import verify
from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed, NotPossible
from ledger.book.policy import LOCAL, Actor, Grant, Role
from ledger.schema.accounts import AccountRow, AccountSessionRow
from ledger.schema.base import AuditRow
from tests.ledger.accounts.people import CHEN, DESK, PASSWORD, WU, add, come, come_in
from tests.ledger.builders import COUNTY, VIEWER
from tests.ledger.builders import DESK as DESK_USER

ADMIN = Grant(Role.ADMIN)
NEW = "ferry-lantern-quartz"


def is_open(ledger: Ledger, signed: SignedIn) -> bool:
    with ledger.reading() as session:
        found = find_session(session, hash_token(signed.token))
    return found is not None and found.ended_at is None


def test_an_account_holds_several_roles_in_the_order_given(ledger: Ledger) -> None:
    grants = (DESK, Grant(Role.COUNTY, "尤溪县"), Grant(Role.VIEWER))
    add(ledger, grants=grants)

    with ledger.reading() as session:
        [account] = list_accounts(session)

    assert (account.id, account.name, account.grants) == (CHEN, "陈示例", grants)
    assert (account.state, account.must_change) == (AccountState.ACTIVE, True)
    assert account.actor == Actor(CHEN, "陈示例", grants)


@pytest.mark.parametrize(
    "account_id", ["", "a", "Chen", "陈示例", "local", "gate", "a b", "x" * 33]
)
def test_an_id_is_short_and_plain_and_not_one_of_ours(ledger: Ledger, account_id: str) -> None:
    with pytest.raises(NotPossible):
        add(ledger, account_id)


def test_an_id_is_never_given_twice(ledger: Ledger) -> None:
    add(ledger)

    with pytest.raises(NotPossible, match="已经有了"):
        add(ledger)


@pytest.mark.parametrize(
    "grants",
    [
        [],
        [Grant("king")],
        [Grant(Role.DESK)],
        [Grant(Role.DESK, "月球")],
        [Grant(Role.ADMIN, "长三角")],
        [Grant(Role.COUNTY, "长三角")],
    ],
)
def test_a_role_that_is_unknown_or_lacks_its_area_is_refused(
    ledger: Ledger, grants: list[Grant]
) -> None:
    with pytest.raises(NotPossible, match="没有改动"):
        add(ledger, grants=grants)

    with ledger.reading() as session:
        assert list_accounts(session) == []


Change = Callable[[Session, Actor], object]


@pytest.mark.parametrize("actor", [DESK_USER, COUNTY, VIEWER], ids=lambda one: one.id)
@pytest.mark.parametrize(
    "change",
    [
        lambda s, a: add_account(s, a, "new.one", ("新", [ADMIN]), hash_password(NEW)),
        lambda s, a: give_grants(s, a, CHEN, [ADMIN]),
        lambda s, a: reset_password(s, a, CHEN, hash_password(NEW)),
        lambda s, a: switch_account(s, a, CHEN, on=False),
        lambda s, a: end_all_sessions(s, a, CHEN),
    ],
)
def test_nobody_but_an_administrator_changes_accounts(
    ledger: Ledger, actor: Actor, change: Change
) -> None:
    before = add(ledger)

    with pytest.raises(NotAllowed), ledger.writing(actor) as session:
        change(session, actor)

    with ledger.reading() as session:
        assert list_accounts(session) == [before]


def test_the_last_administrator_can_neither_be_disabled_nor_lose_the_role(ledger: Ledger) -> None:
    add(ledger, WU, [ADMIN])
    add(ledger)

    with pytest.raises(NotPossible, match="唯一的管理员"), ledger.writing(LOCAL) as session:
        switch_account(session, LOCAL, WU, on=False)
    with pytest.raises(NotPossible, match="唯一的管理员"), ledger.writing(LOCAL) as session:
        give_grants(session, LOCAL, WU, [DESK])

    with ledger.reading() as session:
        found = find_account(session, WU)
    assert found is not None
    assert found.is_admin


@pytest.mark.parametrize(
    "change",
    [
        lambda s, a: give_grants(s, a, CHEN, [Grant(Role.VIEWER)]),
        lambda s, a: reset_password(s, a, CHEN, hash_password(NEW)),
        lambda s, a: switch_account(s, a, CHEN, on=False),
        lambda s, a: end_all_sessions(s, a, CHEN),
    ],
)
def test_whatever_changes_an_account_ends_its_sessions(ledger: Ledger, change: Change) -> None:
    add(ledger)
    add(ledger, WU, [ADMIN])
    one, two, other = come_in(ledger), come_in(ledger), come_in(ledger, WU)

    with ledger.writing(LOCAL) as session:
        change(session, LOCAL)

    assert [is_open(ledger, signed) for signed in (one, two, other)] == [False, False, True]


def test_a_disabled_account_does_not_come_in_until_it_is_enabled(ledger: Ledger) -> None:
    add(ledger)
    with ledger.writing(LOCAL) as session:
        switch_account(session, LOCAL, CHEN, on=False)

    assert not isinstance(come(ledger), SignedIn)
    with ledger.writing(LOCAL) as session:
        switch_account(session, LOCAL, CHEN, on=True)
    assert isinstance(come(ledger), SignedIn)


def test_a_password_of_ones_own_ends_the_other_sessions(ledger: Ledger) -> None:
    account = add(ledger)
    here, elsewhere = come_in(ledger), come_in(ledger)

    change_own_password(ledger, account, PASSWORD, NEW, here.session.id)

    assert [is_open(ledger, signed) for signed in (here, elsewhere)] == [True, False]
    assert not isinstance(come(ledger), SignedIn)
    assert isinstance(come(ledger, password=NEW), SignedIn)
    with ledger.reading() as session:
        found = find_account(session, CHEN)
    assert found is not None
    assert not found.must_change


@pytest.mark.parametrize(
    ("old", "new"), [("wrong-wrong-wrong", NEW), (PASSWORD, PASSWORD), (PASSWORD, "chenshili1")]
)
def test_a_wrong_old_password_or_a_poor_new_one_changes_nothing(
    ledger: Ledger, old: str, new: str
) -> None:
    account = add(ledger)

    with pytest.raises((NotAllowed, NotPossible), match="没有改动"):
        change_own_password(ledger, account, old, new, "")

    assert isinstance(come(ledger), SignedIn)


def test_every_change_is_audited_and_no_password_or_token_is_in_it(ledger: Ledger) -> None:
    account = add(ledger)
    add(ledger, WU, [ADMIN])
    signed = come_in(ledger)
    change_own_password(ledger, account, PASSWORD, NEW, signed.session.id)
    with ledger.writing(LOCAL) as session:
        give_grants(session, LOCAL, CHEN, [Grant(Role.VIEWER)])
        reset_password(session, LOCAL, CHEN, hash_password(NEW))
        switch_account(session, LOCAL, CHEN, on=False)

    with ledger.reading() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.number)).all()
        kept = session.scalars(select(AccountRow.password_hash)).all()
        hashes = session.scalars(select(AccountSessionRow.token_hash)).all()
        assert verify(session) is None
    assert [(row.action, row.subject) for row in rows] == [
        ("add", CHEN),
        ("add", WU),
        ("password", CHEN),
        ("grants", CHEN),
        ("reset", CHEN),
        ("disable", CHEN),
    ]
    written = "\n".join(f"{row.subject}{row.detail}" for row in rows)
    for secret in (PASSWORD, NEW, signed.token, *kept, *hashes):
        assert secret not in written
