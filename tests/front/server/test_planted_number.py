"""A leader of the office online finds a planted telephone number in nothing that is sent."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from shutil import copytree
from zipfile import ZipFile

import pytest
from websockets.sync.client import ClientConnection

from components.chain.board.packing import unpacked
from tests.front.server.office_online import (
    LIN,
    Browser,
    ask_for,
    ledger_of,
    office_online,
    press,
    said,
)
from tests.papers.papers import pdf_pages
from tests.planted_number import COMPANY, PHONE, plant

SCREENS = (
    ("", ""),
    ("chains", "chain=fluorine"),
    ("chains", "chain=fluorine&link=sulfuric_acid"),
    ("map", "plot=YX-1"),
    ("desk", "area=长三角"),
    ("company", f"id={COMPANY}"),
    ("trip", f"companies={COMPANY}"),
    ("trip", f"companies={COMPANY}&part=记录"),
    ("meeting", ""),
    ("plots", ""),
    ("plots", "plot=YX-1"),
    ("companies", ""),
)
WITH_FILES = (
    ("chains", "chain=fluorine&link=sulfuric_acid"),
    ("map", "plot=YX-1"),
    ("desk", "area=长三角"),
    ("company", f"id={COMPANY}"),
    ("meeting", ""),
    ("plots", ""),
)
WITHOUT_THE_TEXT = {"map", "desk"}  # their files say nothing of what it was planted in
DRAWN_AS_DOTS = {"图片 PNG"}  # of the same drawing as the file with lines beside it
COVERED = f"{PHONE[:3]}****{PHONE[-4:]}"
FILE = re.compile(rb"/media/[0-9a-f]+\.\w+")


@pytest.fixture(scope="module")
def folder(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copytree(prepared, tmp_path_factory.mktemp("planted"), dirs_exist_ok=True)
    with ledger_of(folder) as ledger:
        plant(ledger)
    return folder


@pytest.fixture(scope="module")
def leader(folder: Path) -> Iterator[Browser]:
    with office_online(folder) as running:
        browser = Browser(running.address)
        browser.sign_in(LIN)
        yield browser


@dataclass
class Shown:
    """What came of a screen: all bytes, which tab it is, and the buttons of its files by title."""

    came: bytes = b""
    tab: str = ""
    buttons: dict[str, str] = field(default_factory=dict)


def shown(websocket: ClientConnection, page: str, asked: str) -> Shown:
    """Open a screen and return what came until it was drawn; what is packed unpacked behind."""
    websocket.send(ask_for(page, asked))
    found = Shown()
    for message in said(websocket):
        found.came += bytes(message.SerializeToString())
        element = message.delta.new_element
        if '"packed"' in element.bidi_component.json:
            packed = json.loads(element.bidi_component.json)["packed"]
            found.came += json.dumps(unpacked(packed)).encode()
        if button := element.download_button.deferred_file_id:
            found.buttons[element.download_button.label] = button
        found.tab = message.new_session.initialize.session_id or found.tab
        if message.WhichOneof("type") == "script_finished":
            break
    return found


def texts_of(path: str, content: bytes) -> str:
    """Return all that a file says, also what it says in parts of its own."""
    if path.endswith(".pdf"):
        return "\n".join(pdf_pages(content))
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with ZipFile(BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_a_leader_is_sent_the_number_by_no_screen_and_no_file(
    leader: Browser, folder: Path
) -> None:
    found, files = b"", set()
    with leader.connect() as websocket:
        for page, asked in SCREENS:
            came = shown(websocket, page, asked).came
            assert len(came) > 2000, page
            assert PHONE.encode() not in came, page
            files |= {(path.decode(), page) for path in FILE.findall(came)}
            found += came
        for path, page in sorted(files):
            assert PHONE not in leader.get(path).text, page

    assert "甲1有限公司".encode() in found
    assert COVERED.encode() in found
    assert "地块YX-1".encode() in found
    assert PHONE not in (folder / "app.log").read_text("utf-8")


@pytest.mark.parametrize(("page", "asked"), WITH_FILES)
def test_a_leader_finds_it_in_no_file_that_is_made_at_the_click(
    leader: Browser, page: str, asked: str
) -> None:
    said_in: dict[str, str] = {}
    with leader.connect() as websocket:
        screen = shown(websocket, page, asked)
        for title, button in screen.buttons.items():
            if title in DRAWN_AS_DOTS:
                continue
            path = press(websocket, screen.tab, button)
            answer = leader.get(path)
            assert answer.status == 200, title
            said_in[title] = texts_of(path, answer.content)

    assert said_in
    assert [title for title, text in said_in.items() if PHONE in text] == []
    assert any(COVERED in text for text in said_in.values()) == (page not in WITHOUT_THE_TEXT)
