"""A file that a screen made is given to whose screen it was, and to nobody else who knows where."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.scriptrunner_utils import script_run_context
from websockets.sync.client import ClientConnection

from front.server.held_files import HeldFiles
from tests.front.server.office_online import (
    CHEN,
    WU,
    Browser,
    ask_for,
    ledger_of,
    office_online,
    press,
    said,
)
from tests.planted_number import plant

TABS = {"tab of wu": "wu", "tab of chen": "chen", "tab that has gone": ""}


@pytest.fixture(scope="module")
def address(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = copytree(prepared, tmp_path_factory.mktemp("held"), dirs_exist_ok=True)
    with ledger_of(folder) as ledger:
        plant(ledger)
    with office_online(folder) as running:
        yield running.address


def signed_in(address: str, name: str) -> Browser:
    browser = Browser(address)
    browser.sign_in(name)
    return browser


def button_on(websocket: ClientConnection) -> tuple[str, str]:
    """Open the list of plots; return its tab, and by what the button of its file is known."""
    websocket.send(ask_for("plots", ""))
    found = tab = ""
    for message in said(websocket):
        found = message.delta.new_element.download_button.deferred_file_id or found
        tab = message.new_session.initialize.session_id or tab
        if message.WhichOneof("type") == "script_finished":
            break
    assert found
    return tab, found


def file_on(websocket: ClientConnection) -> str:
    """Open the list of plots, have its file made and return where it is."""
    path = press(websocket, *button_on(websocket))
    assert path.startswith("/media/")
    return path


def test_a_file_is_there_for_whose_page_it_was_made_and_for_nobody_else(address: str) -> None:
    wu, chen = signed_in(address, WU), signed_in(address, CHEN)
    with wu.connect() as page:
        path = file_on(page)

        of_wu, of_chen = wu.get(path), chen.get(path)
        nowhere = chen.get("/media/0123456789abcdef.xlsx")

    assert of_wu.status == 200
    assert (of_chen.status, of_chen.text) == (404, nowhere.text)
    assert Browser(address).get(path).status == 303
    assert Browser(address).get(path, Accept="*/*").status == 401


def test_whoever_presses_the_button_of_another_gets_nothing(address: str) -> None:
    wu, chen = signed_in(address, WU), signed_in(address, CHEN)
    with wu.connect() as page, chen.connect() as other:
        _, button = button_on(page)
        tab, _ = button_on(other)
        path = press(other, tab, button)

        assert path.startswith("/media/")
        assert chen.get(path).status == 404


def test_it_is_gone_for_who_signed_out_and_in_again(address: str) -> None:
    wu = signed_in(address, WU)
    with wu.connect() as page:
        path = file_on(page)
        again = signed_in(address, WU)

        assert wu.get(path).status == 200
        assert again.get(path).status == 404
        form = wu.get("/account").form
        wu.post("/signout", {"form": form})
        assert wu.get(path).status in {303, 401}
        assert again.get(path).status == 404


class _Context:
    def __init__(self, tab: str) -> None:
        self.session_id = tab


@pytest.fixture
def in_tab(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the program run for the tab that stands here."""
    tab = ["tab of wu"]

    def context(*, suppress_warning: bool = False) -> _Context:  # noqa: ARG001
        return _Context(tab[0])

    monkeypatch.setattr(script_run_context, "get_script_run_ctx", context)
    monkeypatch.setattr("front.server.held_files.get_script_run_ctx", context)
    return tab


def test_images_files_and_downloads_made_at_the_click_are_each_known(in_tab: list[str]) -> None:
    files = HeldFiles(lambda tab: TABS[tab])
    manager = MediaFileManager(MemoryMediaFileStorage("/media"))
    files.watch(manager)

    image = manager.add(b"png", "image/png", "1")
    later = manager.add_deferred(lambda: b"made", "text/plain", "2", "a.txt")
    in_tab[0] = "tab of chen"
    clicked = manager.execute_deferred(later)

    for path in (image, clicked):
        assert files.holds(path, "wu")
        assert not files.holds(path, "chen")
        assert not files.holds(path, "")
    assert not files.holds(f"/media/{later}", "chen")


def test_what_two_pages_show_alike_is_there_for_both_until_it_is_forgotten(
    in_tab: list[str],
) -> None:
    files = HeldFiles(lambda tab: TABS[tab])
    manager = MediaFileManager(MemoryMediaFileStorage("/media"))
    files.watch(manager)
    manager.add(b"png", "image/png", "1")
    in_tab[0] = "tab of chen"
    path = manager.add(b"png", "image/png", "1")

    assert (files.holds(path, "wu"), files.holds(path, "chen")) == (True, True)

    manager.clear_session_refs("tab of wu")
    manager.clear_session_refs("tab of chen")
    manager.remove_orphaned_files()

    assert (files.holds(path, "wu"), files.holds(path, "chen")) == (False, False)


def test_a_tab_that_has_gone_opens_nothing(in_tab: list[str]) -> None:
    files = HeldFiles(lambda tab: TABS[tab])
    manager = MediaFileManager(MemoryMediaFileStorage("/media"))
    files.watch(manager)
    in_tab[0] = "tab that has gone"

    assert not files.holds(manager.add(b"png", "image/png", "1"), "")
