"""用户与权限: the accounts, what an administrator may do to each, and who signed in."""

from collections.abc import Callable

import streamlit as st

from components.accounts.table import (
    ALL,
    LAST_SEEN,
    STATES,
    AccountFilter,
    account_rows,
    log_rows,
)
from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from ledger.accounts.overview import AccountOverview, account_overview
from ledger.accounts.passwords import hash_password, make_password
from ledger.accounts.sign_in_log import latest_sign_ins
from ledger.accounts.signing_in import unlock
from ledger.accounts.users import (
    Account,
    AccountState,
    add_account,
    end_all_sessions,
    give_grants,
    grants_text,
    reset_password,
    switch_account,
)
from ledger.book.database import Ledger
from ledger.book.policy import ROLE_NAMES, Actor, Grant, areas_of
from ledger.desks.areas import current_desks

DONE = "accounts_done"
LOCAL_TEXT = (
    "这一页管联网以后的账号：谁能登录、是什么角色、管哪里。现在是单机，不用账号，这里没有要做的。"
    "怎样联网见 docs/accounts.md。"
)


def accounts_view(ledger: Ledger, actor: Actor) -> None:
    """Draw the list with its filters, the account chosen in it, the form for a new one, the log."""
    overview, choices = _read(ledger)
    if DONE in st.session_state:
        st.success(st.session_state.pop(DONE), icon=":material/check:")
    st.markdown(
        f"**{len(overview.accounts)} 个账号，{plain(overview.summary())}**。离岗的当天停用。"
    )
    chosen = _table(overview)
    if chosen is not None:
        _panel(ledger, actor, overview, (chosen, choices))
    _new(ledger, actor, choices)
    _log(ledger, actor, chosen)


def _read(ledger: Ledger) -> tuple[AccountOverview, dict[str, Grant]]:
    """Return the accounts as they are now, and every grant that can be given, by its words."""
    with ledger.reading() as session:
        overview = account_overview(session, ledger.clock())
        desks = [desk.name for desk in current_desks(session).settings.desks]
    grants = [Grant(role, area) for role in ROLE_NAMES for area in areas_of(role, desks) or ("",)]
    return overview, {grants_text([grant]): grant for grant in grants}


def _table(overview: AccountOverview) -> Account | None:
    role, state, seen = st.columns(3)
    asked = AccountFilter(
        role.selectbox("角色", (ALL, *ROLE_NAMES.values()), key="accounts_role"),
        state.selectbox("状态", STATES, key="accounts_state"),
        seen.selectbox("最近登录", LAST_SEEN, key="accounts_seen"),
    )
    accounts = [one for one in overview.accounts if asked.keeps(one, overview)]
    if not accounts:
        st.info("没有符合条件的账号。")
        return None
    event = st.dataframe(
        account_rows(accounts, overview),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="accounts_table",
    )
    picked = event["selection"]["rows"]
    return accounts[picked[0]] if picked and picked[0] < len(accounts) else None


def _panel(
    ledger: Ledger,
    actor: Actor,
    overview: AccountOverview,
    at: tuple[Account, dict[str, Grant]],
) -> None:
    account, choices = at
    st.subheader(plain(f"{account.name}（{account.id}）"), anchor=False)
    is_on = account.state is AccountState.ACTIVE
    online = overview.online.get(account.id, 0)
    reset, switch, end, free = st.columns(4)
    if reset.button("重置密码", key="reset"):
        _do(lambda: _reset(ledger, actor, account))
    if switch.button("停用" if is_on else "启用", key="switch"):
        _do(lambda: _switch(ledger, actor, account, on=not is_on))
    if end.button(f"结束全部登录（{online}）", key="end", disabled=not online):
        _do(lambda: _end(ledger, actor, account))
    if free.button("解锁", key="unlock", disabled=account.id not in overview.locked):
        _do(lambda: _unlock(ledger, actor, account))
    with st.form(f"roles_{account.id}", border=False):
        given = st.multiselect("角色和管哪里", list(choices), _given(account, choices))
        sent = st.form_submit_button("换角色")
    if sent:
        _do(lambda: _give(ledger, actor, account, [choices[one] for one in given]))


def _given(account: Account, choices: dict[str, Grant]) -> list[str]:
    return [words for words, grant in choices.items() if grant in account.grants]


def _new(ledger: Ledger, actor: Actor, choices: dict[str, Grant]) -> None:
    with st.expander("新建账号"), st.form("new_account", border=False):
        account_id = st.text_input("账号", max_chars=32, placeholder="如 chen.shili")
        name = st.text_input("姓名", max_chars=20)
        given = st.multiselect("角色和管哪里", list(choices))
        sent = st.form_submit_button("新建", type="primary")
    if sent:
        grants = [choices[one] for one in given]
        _do(lambda: _add(ledger, actor, account_id, (name, grants)))


def _log(ledger: Ledger, actor: Actor, account: Account | None) -> None:
    whose = plain(account.name) if account else "全部账号"
    with st.expander(f"登录记录（{whose}，最近 50 条，不能删改）"):
        with ledger.reading() as session:
            entries = latest_sign_ins(session, actor, account.id if account else None)
        if entries:
            st.dataframe(log_rows(entries), hide_index=True)
        else:
            st.info("还没有登录记录。")


def _do(act: Callable[[], str]) -> None:
    """Do what was asked and say so on a fresh screen, or show the refusal where it was asked."""
    with refusals_shown():
        st.session_state[DONE] = plain(act())
        st.rerun()


def _first_password() -> tuple[str, str]:
    made = make_password()
    return made, f"第一次登录的密码（只显示这一次，请当面交给本人）：{made}"


def _add(ledger: Ledger, actor: Actor, account_id: str, person: tuple[str, list[Grant]]) -> str:
    made, said = _first_password()
    hashed = hash_password(made)
    with ledger.writing(actor) as session:
        account = add_account(session, actor, account_id.strip(), person, hashed)
    return f"已新建 {account.id}。{said}"


def _reset(ledger: Ledger, actor: Actor, account: Account) -> str:
    made, said = _first_password()
    hashed = hash_password(made)
    with ledger.writing(actor) as session:
        reset_password(session, actor, account.id, hashed)
    return f"{account.name}的密码已重置，登录都已结束。{said}"


def _switch(ledger: Ledger, actor: Actor, account: Account, *, on: bool) -> str:
    with ledger.writing(actor) as session:
        switch_account(session, actor, account.id, on=on)
    return f"{account.name}可以登录了。" if on else f"{account.name}已停用，登录都已结束。"


def _end(ledger: Ledger, actor: Actor, account: Account) -> str:
    with ledger.writing(actor) as session:
        ended = end_all_sessions(session, actor, account.id)
    return f"{account.name}的 {ended} 个登录已结束。"


def _unlock(ledger: Ledger, actor: Actor, account: Account) -> str:
    with ledger.writing(actor) as session:
        unlock(session, actor, account.id)
    return f"{account.name}已解锁。"


def _give(ledger: Ledger, actor: Actor, account: Account, grants: list[Grant]) -> str:
    with ledger.writing(actor) as session:
        changed = give_grants(session, actor, account.id, grants)
    return f"{account.name}现在是{grants_text(changed.grants)}，登录都已结束。"
