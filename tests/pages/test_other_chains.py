"""Screens of an office that shows eleven chains and one extra: every count follows the set."""

from pathlib import Path
from shutil import copytree

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from chains.settings import DATA, SETTINGS
from components.frame.screens import PAGES
from tests.chains.test_frame import ELEVEN
from tests.pages.screens import LOCAL, drawn, fine, open_overview, said


@pytest.fixture(autouse=True)
def office(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(prepared, tmp_path, dirs_exist_ok=True)
    given = {"frame": list(ELEVEN), "extras": ["food_snack"]}
    settings = yaml.safe_load((DATA / SETTINGS).read_text("utf-8")) | given
    (tmp_path / "chains").mkdir(exist_ok=True)
    text = yaml.safe_dump(settings, allow_unicode=True)
    (tmp_path / "chains" / SETTINGS).write_text(text, encoding="utf-8")
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))


def opened(section: str, name: str) -> AppTest:
    screen = AppTest.from_file(PAGES / section / f"{name}.py", default_timeout=60)
    screen.user = dict(LOCAL)
    return screen.run()


def test_the_overview_lists_them_and_says_how_many() -> None:
    screen = open_overview()

    assert fine(screen)
    assert [row["id"] for row in drawn(screen)["rows"]] == [*ELEVEN, "food_snack"]
    assert "本页仍按 12 条链" in " ".join(one.label for one in screen.expander)


@pytest.mark.parametrize(
    ("section", "name", "words"),
    [("meeting", "wallmaps", "16 张：12 条链各一张"), ("meeting", "meeting", "放映共 26 屏")],
)
def test_papers_and_the_meeting_count_them(section: str, name: str, words: str) -> None:
    screen = opened(section, name)

    assert fine(screen)
    assert words in said(screen)
