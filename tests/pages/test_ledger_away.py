"""The ledger taken away under the open screens: each goes on from what it showed, and says so."""

import re
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

import pytest
from streamlit.testing.v1 import AppTest

from components.frame.last_state import look
from ledger.book.database import FILE_NAME
from targets.companies_file import load_companies
from tests.pages.screens import LOCAL, fine

# That of accounts shows a single person at a computer nothing of the ledger.
WITHOUT = {"__init__", "accounts"}
PAGES = sorted(p for p in Path("pages").glob("*/*.py") if p.stem not in WITHOUT)
ADDRESSES = {
    "company": {"id": load_companies().companies[0].id},
    "trip": {"companies": load_companies().companies[0].id},
    "chain": {"chain": "fluorine", "view": "四维研判"},
    "plots": {"part": "待复核"},
}
PRESENTED = {"chain": {"present": "1"}, "meeting": {"present": "1"}}
MARK = re.compile(
    r"截至 \d\d:\d\d 的数据。台账数据库连不上，现在不能保存，恢复后自动继续。台账文件"
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office's folder, whose ledger may be taken away and put back."""

    folder: Path

    def take_away(self) -> None:
        self._move(self.folder, self.folder / "elsewhere")

    def put_back(self) -> None:
        self._move(self.folder / "elsewhere", self.folder)

    def _move(self, here: Path, there: Path) -> None:
        there.mkdir(exist_ok=True)
        for file in here.glob(f"{FILE_NAME}*"):
            file.rename(there / file.name)


@pytest.fixture
def office(tmp_path: Path, blank: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    monkeypatch.setattr("ledger.book.opening.reach.PATIENCE_S", 60.0)  # no clock decides
    copyfile(blank, tmp_path / FILE_NAME)
    return Office(tmp_path)


def opened(page: Path, address: dict[str, str]) -> AppTest:
    screen = AppTest.from_file(page.resolve(), default_timeout=120)
    screen.user = dict(LOCAL)
    for name, value in address.items():
        screen.query_params[name] = value
    return screen.run()


def shown(screen: AppTest) -> list[str]:
    """All texts of a screen but those of its mark."""
    parts = (screen.title, screen.markdown, screen.caption, screen.info, screen.error)
    return [element.value for kind in parts for element in kind]


def marks(screen: AppTest) -> list[str]:
    said = [warning.value.replace("\\", "").replace("\u2060", "") for warning in screen.warning]
    return [text for text in said if look.AWAY in text]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_screen_shows_what_it_showed_under_one_mark_until_the_ledger_is_back(
    page: Path, office: Office
) -> None:
    address = ADDRESSES.get(page.stem, {})
    before = opened(page, address)
    office.take_away()
    away = opened(page, address)
    office.put_back()
    back = opened(page, address)

    assert list(away.exception) == []
    assert [len(marks(screen)) for screen in (before, away, back)] == [0, 1, 0]
    assert MARK.match(marks(away)[0])
    assert shown(away) == shown(before) == shown(back)


@pytest.mark.parametrize("name", PRESENTED)
def test_what_is_presented_bears_the_mark_as_well(name: str, office: Office) -> None:
    [page] = [page for page in PAGES if page.stem == name]
    opened(page, PRESENTED[name])

    office.take_away()
    away = opened(page, PRESENTED[name])

    assert len(marks(away)) == 1
    assert fine(away)


def test_a_list_that_nobody_asked_for_before_closes_only_itself(office: Office) -> None:
    [page] = [page for page in PAGES if page.stem == "desk"]
    before = opened(page, {})

    office.take_away()
    away = opened(page, {"q": "没有人问过的"})

    assert len(marks(away)) == 1
    [error] = away.error
    assert "此前没有读过" in error.value
    assert [group.label for group in away.button_group] == [g.label for g in before.button_group]
    assert away.text_input[0].value == "没有人问过的"
    assert [button.label for button in away.button if button.key == "chip_0"] == [
        "“没有人问过的” ✕"
    ]
    assert not any(title.value.endswith("家") for title in away.title)  # nobody can count it


def test_where_nothing_was_read_before_the_chains_are_shown_and_that_is_said(
    office: Office,
) -> None:
    (office.folder / FILE_NAME).write_bytes(b"")
    [page] = [page for page in PAGES if page.stem == "overview"]

    screen = opened(page, {})

    assert marks(screen)[0].startswith("没有读到台账里的内容。")
    assert "0 字节" in marks(screen)[0]
    assert len(marks(screen)) == 1
    assert fine(screen)
    assert shown(screen)


def test_a_ledger_that_could_not_be_opened_at_the_start_is_opened_once_it_can_be(
    office: Office, blank: Path
) -> None:
    (office.folder / FILE_NAME).write_bytes(b"")
    [page] = [page for page in PAGES if page.stem == "overview"]
    closed = opened(page, {})

    copyfile(blank, office.folder / FILE_NAME)
    open_again = opened(page, {})

    assert [len(marks(screen)) for screen in (closed, open_again)] == [1, 0]
    assert fine(open_again)
