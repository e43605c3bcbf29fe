"""The way of a county's list in a browser: upload, look, confirm, undo."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from files.sheets.cells import MEGABYTE, MOST_BYTES
from tests.builders import HOSTILE

pytestmark = pytest.mark.browser

LIST = f"编号,名称,类型,县区\nT-1,{HOSTILE},闲置土地,三元区\nT-2,乙地块,标准厂房,大田县\n"
FAULTY = LIST.replace("三元区", "东北")


def test_a_list_is_looked_at_confirmed_and_taken_back(server: str, page: Page) -> None:
    page.goto(f"{server}/plots?part=导入")

    choose_file(page, FAULTY)
    expect(page.get_by_text("清单{{7*191}}.csv 有 1 处问题")).to_be_visible()
    expect(page.get_by_text("没有保存任何一行")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("确认导入"))).to_have_count(0)

    page.get_by_role("button", name=re.compile("^移除 清单")).first.click()
    choose_file(page, LIST)
    expect(page.get_by_text("还没有保存")).to_be_visible()
    page.get_by_role("button", name="确认导入 2 行").click()
    expect(page.get_by_text(re.compile("已导入.*新增 2"))).to_be_visible()

    page.get_by_role("button", name=re.compile("撤销这次导入")).click()
    expect(page.get_by_text("条将从台账撤走")).to_be_visible()
    page.get_by_role("button", name="确认撤销").click()
    expect(page.get_by_text(re.compile("已撤销.*撤走 2 条"))).to_be_visible()


def test_a_file_that_is_too_large_is_told_the_limit_in_chinese(
    server: str, page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "很大.csv"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    page.goto(f"{server}/plots?part=导入")

    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(path)

    refused = page.get_by_test_id("stFileChip")
    expect(refused).to_have_attribute("aria-invalid", "true")
    said = refused.evaluate("chip => getComputedStyle(chip, '::after').content")
    assert f"文件超过 {MOST_BYTES // MEGABYTE} MB" in said.replace('" "', "")
    assert "请分成几个文件再传" in said
    refused.hover()
    expect(page.get_by_text("or smaller").locator("visible=true")).to_have_count(0)


def choose_file(page: Page, text: str) -> None:
    """Give the uploader a list, as a CSV whose name is hostile too."""
    raw = text.encode("utf-8-sig")
    given: FilePayload = {"name": "清单{{7*191}}.csv", "mimeType": "text/csv", "buffer": raw}
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(given)
