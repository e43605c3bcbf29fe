"""The office online behind a real nginx: foreign names, the sign-in, two people at one plot."""

import ssl
from collections.abc import Iterator
from http.client import HTTPSConnection
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page, expect

from ledger.book.policy import LOCAL
from ledger.plots.edits import NEW, edit_plot
from ledger.plots.register import get_plot
from tests.front.server.nginx import behind_nginx, find_nginx
from tests.front.server.office_online import (
    CHEN,
    HOST,
    PASSWORD,
    WU,
    add_people,
    ledger_of,
    settings,
)
from tests.ledger.builders import make_plot
from tests.running_app import running_process

pytestmark = [pytest.mark.browser, pytest.mark.nginx]


@pytest.fixture(scope="module")
def folder(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copytree(prepared, tmp_path_factory.mktemp("proxied"), dirs_exist_ok=True)
    with ledger_of(folder) as ledger:
        add_people(ledger)
        with ledger.writing(LOCAL) as session:
            edit_plot(session, LOCAL, make_plot("P1", name="城东地块"), NEW)
    return folder


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    """The port of nginx; the dashboard behind it is asked by nobody else."""
    program = find_nginx()
    assert program is not None, "nginx is missing: apt-get install nginx-light"
    with (
        running_process(folder, **settings(folder)) as running,
        behind_nginx(program, running.address, folder / "nginx") as port,
    ):
        yield port


def status(port: int, host: str, path: str = "/signin") -> int:
    """Ask nginx under a name and return the status."""
    trusting = ssl._create_unverified_context()  # noqa: S323, SLF001  (its certificate is ours)
    connection = HTTPSConnection("127.0.0.1", port, timeout=120, context=trusting)
    try:
        connection.request("GET", path, headers={"Host": host, "Accept": "text/html"})
        return connection.getresponse().status
    finally:
        connection.close()


def signed_in(browser: Browser, port: int, name: str) -> Page:
    """Sign in a person in a browser of their own; return the first screen."""
    page = browser.new_context(ignore_https_errors=True).new_page()
    page.goto(f"https://{HOST}:{port}/")
    page.get_by_label("账号").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("link", name="我的账号、退出")).to_be_visible()
    return page


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", f"{HOST}.evil.example"])
def test_a_foreign_name_is_refused_behind_nginx_as_well(port: int, host: str) -> None:
    assert status(port, f"{HOST}:{port}") == 200
    assert status(port, host) == 403


def test_nobody_comes_to_a_screen_or_a_file_without_signing_in(port: int) -> None:
    own = f"{HOST}:{port}"

    assert status(port, own, "/chains") == 303
    assert status(port, own, "/media/0123456789abcdef.csv") in {303, 403}
    assert status(port, own, "/_stcore/metrics") in {303, 403}


def test_two_people_at_one_plot_learn_of_each_other_and_of_a_change(
    port: int, folder: Path, browser: Browser
) -> None:
    wu, chen = signed_in(browser, port, WU), signed_in(browser, port, CHEN)
    address = f"https://{HOST}:{port}/plots?plot=P1"
    wu.goto(address)
    expect(wu.get_by_text("城东地块").first).to_be_visible()
    chen.goto(address)

    expect(chen.get_by_text("还有人打开着这里")).to_be_visible()
    chen.get_by_label("用地面积(亩)").fill("30")
    chen.get_by_role("button", name="保存").first.click()
    expect(chen.get_by_text("已保存（第 2 版）")).to_be_visible()

    wu.get_by_label("用地面积(亩)").fill("20")
    wu.get_by_role("button", name="保存").first.click()

    expect(wu.get_by_text("下面的表已换成对方保存的内容")).to_be_visible()
    with ledger_of(folder) as ledger, ledger.reading() as session:
        assert get_plot(session, "P1").plot.area_mu == 30
    for page in (wu, chen):
        page.context.close()
