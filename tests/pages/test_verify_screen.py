"""核对材料: a file is dropped, and the screen says what was altered in it, page by page."""

import os
from html import escape
from pathlib import Path
from shutil import copytree

import pytest
from streamlit.testing.v1 import AppTest

from components.frame.ledger_access import open_ledger
from components.frame.plain_text import plain
from components.frame.screens import MEETING
from components.papers.verifying import EMPTY
from ledger.book.policy import LOCAL as LOCAL_ACTOR
from papers.renderers.writing import PaperFile
from papers.verification.remaking import PaperOffice
from tests.builders import HOSTILE
from tests.pages.screens import LOCAL, fine, said
from tests.papers.verification.made import replaced
from tests.papers.verification.offices import make_card

BODY = "word/document.xml"


@pytest.fixture(autouse=True)
def _own_ledger(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def card() -> PaperFile:
    return make_card(PaperOffice(open_ledger(), os.environ, LOCAL_ACTOR))


def open_verifying() -> AppTest:
    screen = AppTest.from_file(MEETING, default_timeout=120)
    screen.user = dict(LOCAL)
    screen.query_params["part"] = "核对材料"
    return screen.run()


def verified(name: str, content: bytes) -> AppTest:
    screen = open_verifying()
    return screen.file_uploader[0].upload(name, content).run()


def test_without_a_file_the_screen_says_what_can_be_verified() -> None:
    screen = open_verifying()

    assert fine(screen)
    assert EMPTY in said(screen)


def test_a_paper_as_it_was_made_is_said_to_be_so(card: PaperFile) -> None:
    screen = verified(card.name, card.content)

    assert fine(screen)
    assert "没有改动，数据版本也是现在的" in screen.success[0].value
    assert "项目推介卡" in screen.success[0].value


def test_an_altered_paper_is_told_by_place_with_what_it_said(card: PaperFile) -> None:
    altered = replaced(card.content, BODY, "含氟锂盐项目", "含氟钠盐项目")

    screen = verified(card.name, altered)

    assert not screen.exception
    assert "有改动" in screen.error[0].value
    assert "改动 1 处" in [one.value for one in screen.subheader]
    assert "含氟 钠 → 原为 锂" in said(screen)


def test_words_of_a_file_from_outside_are_shown_and_never_obeyed(card: PaperFile) -> None:
    altered = replaced(card.content, BODY, "含氟锂盐项目", escape(HOSTILE))

    screen = verified(f"{HOSTILE}.docx", altered)

    assert not screen.exception
    assert plain(HOSTILE) in said(screen)
    assert HOSTILE not in said(screen)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("坏的.docx", b"no zip", "没有读"),
        ("别的.exe", b"MZ", "只能核对"),
        ("别的.html", "<p>别人的话</p>".encode(), "不是本系统做的材料"),
    ],
)
def test_what_cannot_be_verified_says_why(name: str, content: bytes, says: str) -> None:
    screen = verified(name, content)

    assert fine(screen)
    assert "不能核对" in screen.warning[0].value
    assert says in said(screen)
