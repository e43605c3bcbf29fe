"""The menu and the one place where a screen's refusal is caught."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from chains.settings import DATA
from tests.forked import ROOT
from tests.signed_in import told

LOCAL = told()


def test_the_start_page_opens_without_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))

    opened = _open(LOCAL)

    assert (list(opened.exception), list(opened.error)) == ([], [])


def test_a_screen_is_closed_to_whom_the_gate_did_not_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))

    opened = _open({})

    assert "没有登录身份" in opened.error[0].value
    assert [one.type for one in opened.main.children.values() if one.key is None] == ["error"]


def test_a_file_that_nothing_opens_without_is_shown_as_a_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "chains").mkdir()
    shutil.copy(DATA / "settings.yaml", tmp_path / "chains")
    (tmp_path / "chains" / "sources.yaml").write_text("- id: [\n", encoding="utf-8")
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))

    opened = _open(LOCAL)

    assert list(opened.exception) == []
    assert "sources" in opened.error[0].value


def _open(user: dict[str, str]) -> AppTest:
    """Open the start page as `user`, as the gate would name it."""
    opened = AppTest.from_file(ROOT / "front" / "menu.py", default_timeout=120)
    opened.user = dict(user)
    return opened.run()
