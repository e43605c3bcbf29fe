"""The office online, attacked over HTTP and websocket as it runs: refused each time."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from front.server.routes import MOST_POSTS
from ledger.accounts.passwords import hash_password
from ledger.accounts.sign_in_log import latest_sign_ins
from ledger.accounts.signing_in import ATTEMPTS, unlock
from ledger.accounts.users import add_account, end_all_sessions, reset_password, switch_account
from ledger.book.policy import LOCAL, Grant, Role
from tests.front.server.office_online import (
    CHEN,
    FIRST,
    HOST,
    LIN,
    OWN_PAGE,
    PASSWORD,
    WU,
    Browser,
    ledger_of,
    office_online,
    rerun,
    said,
    tab_of,
)

SESSION = "__Host-sanming_session"
WRONG = "wrong-wrong-wrong"
DATA = ("/geo/plots.geojson", "/media/0123.xlsx", "/_stcore/metrics", "/_stcore/host-config")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("online")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with office_online(folder) as running:
        yield running.address


@pytest.fixture
def visitor(address: str) -> Browser:
    """Somebody who has not signed in."""
    return Browser(address)


@pytest.fixture
def wu(address: str) -> Browser:
    """An administrator who has signed in."""
    browser = Browser(address)
    assert browser.sign_in().where == "/"
    return browser


def refused(browser: Browser, tab: str = "", **headers: str) -> int:
    with pytest.raises(InvalidStatus) as ended:
        browser.connect(tab, **headers)
    status: int = ended.value.response.status_code
    return status


def test_who_signed_in_sees_screens_and_data_until_leaving(wu: Browser) -> None:
    page, data = wu.get("/chains"), wu.get("/geo/plots.geojson", Accept="*/*")

    assert (page.status, data.status) == (200, 200)
    with wu.connect() as websocket:
        assert tab_of(websocket)
    cookie = dict(wu.cookies)
    left = wu.post("/signout", {"form": wu.get("/account").form})
    assert (left.status, left.where, SESSION in wu.cookies) == (303, "/signin", False)
    wu.cookies = cookie
    assert wu.get("/chains").where == "/signin?ended=1"


@pytest.mark.parametrize("path", ["/", "/chains", "/plots", "/account", "/users"])
def test_without_a_cookie_every_page_leads_to_the_sign_in(visitor: Browser, path: str) -> None:
    answer = visitor.get(path)

    assert (answer.status, answer.where, answer.text) == (303, "/signin", "")


@pytest.mark.parametrize("path", DATA)
def test_without_a_cookie_no_data_and_no_file_leaves(visitor: Browser, path: str) -> None:
    assert visitor.get(path, Accept="*/*").status == 401


def test_without_a_cookie_nothing_is_uploaded_and_no_websocket_opens(visitor: Browser) -> None:
    upload = visitor.ask("PUT", "/_stcore/upload_file/tab/file", "x", Origin=OWN_PAGE)

    assert (upload.status, refused(visitor)) == (401, 403)


@pytest.mark.parametrize("value", ["", "x", "x" * 43, "-" * 43, "../../etc", "' OR 1=1 --"])
def test_a_forged_cookie_is_no_cookie(visitor: Browser, value: str) -> None:
    visitor.cookies[SESSION] = value

    assert visitor.get("/chains").where == "/signin"
    assert refused(visitor) == 403


def test_two_cookies_of_our_name_are_none(wu: Browser) -> None:
    twice = f"{SESSION}={wu.cookies[SESSION]}; {SESSION}={'x' * 43}"

    assert wu.get("/chains", Cookie=twice).where == "/signin"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"https://{HOST}.evil.example"])
def test_another_page_can_neither_open_a_websocket_nor_send_a_form(
    wu: Browser, origin: str
) -> None:
    form = wu.get("/account").form

    assert refused(wu, Origin=origin) == 403
    assert wu.post("/signout", {"form": form}, Origin=origin).status == 403
    assert wu.ask("PUT", "/_stcore/upload_file/t/f", "x", Origin=origin).status == 403
    assert wu.get("/chains").status == 200


def test_a_form_that_does_not_say_where_it_comes_from_is_refused(wu: Browser) -> None:
    assert wu.ask("POST", "/signout", f"form={wu.get('/account').form}").status == 403


@pytest.mark.parametrize("host", ["evil.example", f"{HOST}.evil.example", "127.0.0.1", ""])
def test_a_foreign_host_name_is_refused(wu: Browser, host: str) -> None:
    wu.host = host

    answer = wu.get("/chains")

    assert answer.status in {400, 403}
    assert "evil" not in answer.text


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_forged_identity_header_makes_nobody_somebody(visitor: Browser, kind: str) -> None:
    forged = {
        "X_Sanming_User_Id": "local",
        "X_Sanming_User_Grants": '[["admin",""]]',
        "X_Sanming_Session": "x",
    }

    if kind == "http":
        assert visitor.get("/geo/plots.geojson", **(forged | {"Accept": "*/*"})).status == 401
    else:
        assert refused(visitor, **forged) == 403


def test_metrics_are_for_administrators(address: str, wu: Browser) -> None:
    lin = Browser(address)
    lin.sign_in(LIN)

    assert wu.get("/_stcore/metrics").status == 200
    assert lin.get("/_stcore/metrics").status == 403


def test_health_is_for_who_runs_the_server_and_says_no_more_to_others(visitor: Browser) -> None:
    assert visitor.get("/_stcore/health").status == 200
    ready = visitor.get("/readyz")
    assert (ready.status, ready.text) == (200, '{"ready":true}')


def test_the_sign_in_goes_home_wherever_one_came_from(visitor: Browser) -> None:
    form = visitor.get("/signin?next=https://evil.example").form

    answer = visitor.post(
        "/signin?next=https://evil.example",
        {"form": form, "name": WU, "password": PASSWORD, "next": "https://evil.example"},
    )

    assert (answer.status, answer.where) == (303, "/")


def test_the_cookie_is_for_this_host_over_https_and_no_script(wu: Browser) -> None:
    form = wu.get("/signin").form
    answer = wu.post("/signin", {"form": form, "name": WU, "password": PASSWORD})

    [cookie] = [line for line in answer.cookies if line.startswith(SESSION)]
    marks = {mark.strip().lower() for mark in cookie.split(";")[1:]}
    assert marks == {"httponly", "secure", "samesite=strict", "path=/"}


def test_a_token_planted_before_the_sign_in_is_worth_nothing_after_it(visitor: Browser) -> None:
    planted = "p" * 43
    visitor.cookies[SESSION] = planted

    visitor.sign_in()

    assert visitor.cookies[SESSION] != planted
    attacker = Browser(visitor.address, cookies={SESSION: planted})
    assert attacker.get("/chains").where == "/signin"


def test_signing_in_again_ends_the_session_before(wu: Browser) -> None:
    before = Browser(wu.address, cookies=dict(wu.cookies))

    wu.sign_in()

    assert wu.get("/chains").status == 200
    assert before.get("/chains").where == "/signin?ended=1"


@pytest.mark.parametrize("form", ["", "0" * 64, "é"])
def test_a_sign_in_form_that_we_did_not_draw_is_refused(visitor: Browser, form: str) -> None:
    visitor.get("/signin")

    answer = visitor.post("/signin", {"form": form, "name": WU, "password": PASSWORD})

    assert (answer.status, SESSION in visitor.cookies) == (400, False)


def test_the_form_of_another_browser_is_refused(visitor: Browser) -> None:
    other = Browser(visitor.address).get("/signin").form
    visitor.get("/signin")

    answer = visitor.post("/signin", {"form": other, "name": WU, "password": PASSWORD})

    assert answer.status == 400


def test_what_was_typed_comes_back_as_text(visitor: Browser) -> None:
    hostile = '"><script>alert(1)</script>'
    form = visitor.get("/signin").form

    answer = visitor.post("/signin", {"form": form, "name": hostile, "password": hostile})

    assert answer.status == 401
    assert "<script" not in answer.text


def test_brute_force_is_locked_out_alike_for_names_with_and_without_account(
    address: str, folder: Path
) -> None:
    answers = {}
    for name in (CHEN, "nobody.here"):
        browser = Browser(address, from_address="10.1.1.1")
        tried = [browser.sign_in(name, WRONG) for _ in range(ATTEMPTS + 1)]
        answers[name] = [(one.status, plain(one.text, name)) for one in tried]

    assert answers[CHEN] == answers["nobody.here"]
    right = Browser(address).sign_in(CHEN)
    assert right.status == 401
    assert re.search(r"锁到 \d\d:\d\d", right.text)
    with ledger_of(folder) as ledger, ledger.writing(LOCAL) as session:
        unlock(session, LOCAL, CHEN)
    assert Browser(address).sign_in(CHEN).where == "/"


def test_an_address_that_sends_forms_without_end_has_to_wait(address: str) -> None:
    browser = Browser(address, from_address="10.6.6.6")
    form = browser.get("/signin").form
    fields = {"form": form, "name": "nobody.there", "password": WRONG}

    answers = [browser.post("/signin", fields).status for _ in range(MOST_POSTS + 1)]

    assert answers == [401] * MOST_POSTS + [429]
    assert Browser(address).sign_in().where == "/"


def test_a_revoked_session_is_seen_at_the_next_click(wu: Browser, folder: Path) -> None:
    with wu.connect() as websocket:
        tab_of(websocket)
        read_to_the_end_of_the_run(websocket)
        with ledger_of(folder) as ledger, ledger.writing(LOCAL) as session:
            end_all_sessions(session, LOCAL, WU)

        websocket.send(rerun())

        kinds = [message.WhichOneof("type") for message in said(websocket)]
    assert kinds[-1] == "auth_redirect"
    assert {"new_session", "delta"} & set(kinds) == set()
    assert wu.get("/chains").where == "/signin?ended=1"


def test_a_page_whose_session_has_ended_is_led_to_the_sign_in_when_it_comes_back(
    wu: Browser, folder: Path
) -> None:
    with ledger_of(folder) as ledger, ledger.writing(LOCAL) as session:
        assert end_all_sessions(session, LOCAL, WU) == 1

    with wu.connect() as websocket:
        assert [m.auth_redirect.url for m in said(websocket)] == ["/signin?ended=1"]


def test_nobody_takes_over_the_tab_of_another(address: str, wu: Browser) -> None:
    chen = Browser(address)
    chen.sign_in(CHEN)
    with wu.connect() as of_wu:
        tab = tab_of(of_wu)
        with chen.connect(tab) as of_chen:
            assert tab_of(of_chen) != tab
        upload = f"/_stcore/upload_file/{tab}/file"
        assert chen.ask("PUT", upload, "x", Origin=OWN_PAGE).status == 403
        assert chen.ask("DELETE", upload, Origin=OWN_PAGE).status == 403
        of_wu.send(rerun())
        assert next(said(of_wu))


def test_not_even_the_same_person_takes_a_tab_along_into_a_new_sign_in(
    address: str, wu: Browser
) -> None:
    again = Browser(address)
    again.sign_in()

    with wu.connect() as before:
        tab = tab_of(before)
        with again.connect(tab) as after:
            assert tab_of(after) != tab


def test_a_first_password_opens_nothing_but_the_page_to_choose_ones_own(
    address: str, folder: Path
) -> None:
    with ledger_of(folder) as ledger, ledger.writing(LOCAL) as session:
        person = ("新示例", (Grant(Role.ADMIN),))
        add_account(session, LOCAL, "new.shili", person, hash_password(FIRST))
    new = Browser(address)
    new.sign_in("new.shili", FIRST)

    assert new.get("/chains").where == "/account"
    assert new.get("/geo/plots.geojson", Accept="*/*").status == 403
    with new.connect() as websocket:
        assert [m.auth_redirect.url for m in said(websocket)] == ["/account"]
    form = new.get("/account").form
    for chosen in ("short", "password12345", "new.shili99"):
        fields = {"form": form, "old": FIRST, "new": chosen, "again": chosen}
        assert new.post("/account/password", fields).status == 400
    fields = {"form": form, "old": FIRST, "new": PASSWORD, "again": PASSWORD}
    assert new.post("/account/password", fields).where == "/"
    assert new.get("/chains").status == 200


@pytest.mark.parametrize("change", ["disable", "reset"])
def test_a_disabled_or_reset_account_is_out_at_once(
    address: str, folder: Path, change: str
) -> None:
    name = f"{change}.shili"
    with ledger_of(folder) as ledger, ledger.writing(LOCAL) as session:
        grants = (Grant(Role.VIEWER),)
        add_account(session, LOCAL, name, ("示例", grants), hash_password(PASSWORD))
    browser = Browser(address)
    browser.sign_in(name)
    assert browser.get("/account").status == 200
    with ledger_of(folder) as ledger, ledger.writing(LOCAL) as session:
        if change == "disable":
            switch_account(session, LOCAL, name, on=False)
        else:
            reset_password(session, LOCAL, name, hash_password(FIRST))

    assert browser.get("/account").where == "/signin?ended=1"
    assert browser.sign_in(name).status == 401


def test_the_log_holds_addresses_and_neither_passwords_nor_tokens(
    wu: Browser, folder: Path
) -> None:
    with ledger_of(folder) as ledger, ledger.reading() as session:
        entries = latest_sign_ins(session, LOCAL)
    log = (folder / "app.log").read_text(encoding="utf-8")

    assert entries[0].address == wu.from_address
    for secret in (PASSWORD, WRONG, FIRST, wu.cookies[SESSION]):
        assert secret not in log
        assert secret not in str(entries)


def plain(text: str, name: str) -> str:
    """Return a page without what differs for each reader: tokens, the name, the time of day."""
    without = re.sub(r"[0-9a-f]{64}|\d\d:\d\d", "", text)
    return without.replace(name, "")


def read_to_the_end_of_the_run(websocket: object) -> None:
    for message in said(websocket):  # type: ignore[arg-type]
        if message.WhichOneof("type") == "script_finished":
            return
