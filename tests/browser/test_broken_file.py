"""A broken chain file as the office meets it: told where it is wrong, mended, and open again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from chains.settings import DATA
from tests.browser.chain_screen import LONG_MS
from tests.office_folder import write_text
from tests.running_app import running_app

pytestmark = pytest.mark.browser

SHIPPED = (DATA / "textile.yaml").read_text(encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    write_text(tmp_path, SHIPPED.replace("presence: planned", "presence: gone"), "textile")
    return tmp_path


@pytest.fixture
def office_server(office: Path) -> Iterator[str]:
    with running_app(office) as address:
        yield address


def test_a_broken_file_is_named_and_opens_again_once_it_is_mended(
    page: Page, office: Path, office_server: str
) -> None:
    line = 1 + SHIPPED[: SHIPPED.index("presence: planned")].count("\n")
    page.goto(office_server)

    notice = page.get_by_test_id("stAlert")
    expect(notice).to_contain_text("数据文件 textile.yaml 没有通过检查", timeout=LONG_MS)
    expect(notice).to_contain_text(f"第{line}行")
    expect(notice).to_contain_text("不在允许的取值内（填写值：gone；")
    expect(page.locator(".overview tbody tr")).to_have_count(15)

    write_text(office, SHIPPED, "textile")
    page.reload()

    expect(page.locator(".overview tbody tr")).to_have_count(16, timeout=LONG_MS)
    expect(notice).to_have_count(0)


def test_the_address_of_the_closed_chain_leads_back_to_the_overview(
    page: Page, office_server: str
) -> None:
    page.goto(f"{office_server}/chains?chain=textile")
    notices = page.get_by_test_id("stAlert")
    expect(notices.last).to_contain_text("没有编号为「textile」的产业链", timeout=LONG_MS)
    expect(notices.first).to_contain_text("textile.yaml 没有通过检查")

    page.get_by_role("link", name="回到总览").click()

    expect(page.locator(".overview tbody tr")).to_have_count(15)
