"""A ledger that can be read and not written: the office opens for reading, and says why."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from streamlit.testing.v1 import AppTest

from components.frame.kept import forget_all
from components.frame.screens import DESK, OVERVIEW, PAGES
from ledger.book.database import FILE_NAME
from tests.ledger.small_disk import RealDisk, may_mount, read_only, real_disk
from tests.pages.screens import LOCAL, fine

SCREENS = (OVERVIEW, DESK, PAGES / "office" / "plots.py", PAGES / "look" / "map.py")
AREAS = PAGES / "office" / "desks.py"


def opened(page: Path) -> AppTest:
    screen = AppTest.from_file(page, default_timeout=120)
    screen.user = dict(LOCAL)
    return screen.run()


def notices(screen: AppTest) -> list[str]:
    said = [warning.value.replace("\\", "") for warning in screen.warning]
    return [text for text in said if text.startswith("台账现在只能看，不能保存")]


if may_mount():

    @pytest.fixture
    def disk(tmp_path: Path, blank: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RealDisk]:
        """An office on a disk of its own, whose companies were put in while it was writable."""
        monkeypatch.setenv("SANMING_DATA", str(tmp_path))
        with real_disk(tmp_path) as made:
            copyfile(blank, tmp_path / FILE_NAME)
            assert notices(opened(DESK)) == []
            forget_all()  # as if started anew
            yield made
            forget_all()

    def test_a_start_on_a_read_only_disk_opens_every_screen_and_says_so(disk: RealDisk) -> None:
        with read_only(disk.folder):
            screens = [opened(page) for page in SCREENS]

        assert [len(notices(screen)) for screen in screens] == [1] * len(SCREENS)
        assert all(fine(screen) for screen in screens)
        assert "不许写入" in notices(screens[0])[0]
        assert notices(opened(OVERVIEW)) == []

    def test_a_start_on_a_full_disk_opens_every_screen_and_says_how_much_is_missing(
        disk: RealDisk,
    ) -> None:
        disk.fill_up_to(0)
        screens = [opened(page) for page in SCREENS]

        assert all(fine(screen) for screen in screens)
        assert ["磁盘已满，还差约 20 MB" in notices(screen)[0] for screen in screens] == [
            True
        ] * len(SCREENS)
        assert not any("备份" in notices(screen)[0] for screen in screens)

    def test_a_save_on_a_full_disk_is_refused_in_words_and_goes_through_with_room(
        disk: RealDisk,
    ) -> None:
        screen = opened(AREAS)
        disk.fill_up_to(0)
        refused = saved(screen, "北京、天津、河北、山西")
        (disk.folder / "full").unlink()
        done = saved(screen, "北京、天津、河北、山西")

        [error] = refused
        assert "磁盘已满，还差约 20 MB" in error
        assert "这次没有保存" in error
        assert done == []

    def saved(screen: AppTest, places: str) -> list[str]:
        """Set the places of the first desk; return what is said against it."""
        screen.text_area[0].set_value(places)
        [save] = [button for button in screen.button if button.label == "保存"]
        save.click().run()
        return [error.value.replace("\\", "") for error in screen.error]
