"""A leader of the office online finds a planted telephone number in nothing that is sent."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import ClientConnection

from components.chain.board.packing import unpacked
from tests.front.server.office_online import LIN, Browser, ledger_of, office_online, said
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


def ask_for(page: str, asked: str) -> bytes:
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = asked
    return bytes(message.SerializeToString())


def sent(websocket: ClientConnection, page: str, asked: str) -> bytes:
    """Open a screen and return all that came until it was drawn; what is packed unpacked behind."""
    websocket.send(ask_for(page, asked))
    pieces = []
    for message in said(websocket):
        pieces.append(bytes(message.SerializeToString()))
        component = message.delta.new_element.bidi_component.json
        if '"packed"' in component:
            pieces.append(json.dumps(unpacked(json.loads(component)["packed"])).encode())
        if message.WhichOneof("type") == "script_finished":
            break
    return b"".join(pieces)


def test_a_leader_is_sent_the_number_by_no_screen_and_no_file(
    leader: Browser, folder: Path
) -> None:
    found, files = b"", set()
    with leader.connect() as websocket:
        for page, asked in SCREENS:
            came = sent(websocket, page, asked)
            assert len(came) > 2000, page
            assert PHONE.encode() not in came, page
            files |= {(path.decode(), page) for path in FILE.findall(came)}
            found += came
        for path, page in sorted(files):
            assert PHONE not in leader.get(path).text, page

    assert "甲1有限公司".encode() in found
    assert f"{PHONE[:3]}****{PHONE[-4:]}".encode() in found
    assert "地块YX-1".encode() in found
    assert PHONE not in (folder / "app.log").read_text("utf-8")
