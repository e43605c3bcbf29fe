"""Signing in to the office online in a real browser: at four sizes, and until the session ends."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page, expect

from ledger.accounts.users import end_all_sessions
from ledger.book.policy import LOCAL
from tests.front.server.office_online import FIRST, PASSWORD, WU, add_people, ledger_of, settings
from tests.running_app import running_process

pytestmark = pytest.mark.browser

SIZES = ((1440, 900), (1366, 768), (768, 1024), (390, 844))
WIDER_THAN_THE_WINDOW = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture(scope="module")
def folder(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copytree(prepared, tmp_path_factory.mktemp("online"), dirs_exist_ok=True)
    with ledger_of(folder) as ledger:
        add_people(ledger, chosen=False)
    return folder


@pytest.fixture(scope="module")
def online(folder: Path) -> Iterator[str]:
    """Address of the office online; the browser stands for the proxy, which is this computer."""
    with running_process(folder, **settings(folder) | {"SANMING_HOSTS": "127.0.0.1"}) as running:
        yield running.address


def sign_in(page: Page, password: str) -> None:
    page.get_by_label("账号").fill(WU)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


@pytest.mark.parametrize("size", SIZES)
def test_the_page_to_sign_in_fits_and_says_what_went_wrong_without_any_script(
    online: str, browser: Browser, size: tuple[int, int]
) -> None:
    view = {"width": size[0], "height": size[1]}
    context = browser.new_context(java_script_enabled=False, viewport=view)  # type: ignore[arg-type]
    page = context.new_page()

    page.goto(f"{online}/chains")
    sign_in(page, f"wrong-{size[0]}")

    expect(page.get_by_role("alert")).to_contain_text("账号或密码不对")
    expect(page.get_by_label("账号")).to_have_value(WU)
    assert not page.evaluate(WIDER_THAN_THE_WINDOW)
    button = page.get_by_role("button", name="登录").bounding_box()
    assert button is not None
    assert button["height"] >= 44
    assert button["y"] + button["height"] <= size[1]
    context.close()


def test_from_the_first_password_to_the_end_of_the_session(
    online: str, browser: Browser, folder: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(online)
    sign_in(page, FIRST)
    page.get_by_label("现在的密码").fill(FIRST)
    page.get_by_label("新密码（").fill(PASSWORD)
    page.get_by_label("新密码再写一次").fill(PASSWORD)
    page.get_by_role("button", name="保存新密码").click()

    expect(page.get_by_role("link", name="我的账号、退出")).to_be_visible()
    page.goto(f"{online}/accounts")
    expect(page.get_by_role("heading", name="用户与权限")).to_be_visible()
    expect(page.get_by_text("3 个账号")).to_be_visible()
    with ledger_of(folder) as ledger, ledger.writing(LOCAL) as session:
        assert end_all_sessions(session, LOCAL, WU) == 1
    page.get_by_text("新建账号").click()
    page.get_by_role("link", name="看图谱").click()

    page.wait_for_url("**/signin?ended=1")
    expect(page.get_by_role("alert")).to_contain_text("登录已经结束")
    context.close()
