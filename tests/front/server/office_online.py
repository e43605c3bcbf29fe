"""The office online, started as its server starts it, and browsers that ask it through a proxy."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from itertools import count
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from ledger.accounts.passwords import hash_password
from ledger.accounts.users import add_account, change_own_password
from ledger.book.database import Ledger, open_ledger
from ledger.book.policy import LOCAL, Grant, Role
from tests.running_app import RunningApp, running_process

HOST = "zs.example.gov.cn"
OWN_PAGE = f"https://{HOST}"
FIRST, PASSWORD = "granite-willow-first", "bamboo-kiln-harbour"
WU, CHEN, LIN = "wu.shili", "chen.shili", "lin.shili"
LONG_S = 120  # a busy machine is slow, not wrong
_COUNT = count(1)
_ADMIN = (Grant(Role.ADMIN),)
PEOPLE = {WU: _ADMIN, CHEN: _ADMIN, LIN: (Grant(Role.VIEWER),)}


def add_people(ledger: Ledger, *, chosen: bool = True) -> None:
    """Give accounts to `PEOPLE`, who have `chosen` their own passwords or not yet."""
    for account_id, grants in PEOPLE.items():
        hashed = hash_password(FIRST)
        with ledger.writing(LOCAL) as session:
            made = add_account(session, LOCAL, account_id, ("示例", grants), hashed)
        if chosen:
            change_own_password(ledger, made, FIRST, PASSWORD, "")


def settings(folder: Path) -> dict[str, str]:
    """Return the settings of server mode behind a proxy on this computer."""
    secret = folder / "server-secret"
    if not secret.exists():
        secret.touch(mode=0o600)
        secret.write_text("x" * 40, encoding="ascii")
    return {
        "SANMING_MODE": "server",
        "SANMING_HOSTS": HOST,
        "SANMING_SECRET_FILE": str(secret),
        "SANMING_PROXY": "127.0.0.1",
    }


@contextmanager
def office_online(folder: Path) -> Iterator[RunningApp]:
    """Run the office online with accounts for `PEOPLE`."""
    ledger = open_ledger({"SANMING_DATA": str(folder)})
    try:
        add_people(ledger)
    finally:
        ledger.close()
    with running_process(folder, **settings(folder)) as running:
        yield running


@contextmanager
def ledger_of(folder: Path) -> Iterator[Ledger]:
    """Open its ledger beside it."""
    ledger = open_ledger({"SANMING_DATA": str(folder)})
    try:
        yield ledger
    finally:
        ledger.close()


@dataclass
class Browser:
    """A browser whose requests come through the proxy; it keeps cookies and follows nothing."""

    address: str
    host: str = HOST
    cookies: dict[str, str] = field(default_factory=dict)
    from_address: str = field(default_factory=lambda: f"10.9.{next(_COUNT)}.7")

    def headers(self, **more: str) -> dict[str, str]:
        sent = {
            "Host": self.host,
            "X-Forwarded-For": self.from_address,
            "X-Forwarded-Proto": "https",
        }
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return sent | {name.replace("_", "-"): value for name, value in more.items()}

    def ask(self, method: str, path: str, body: str | None = None, **more: str) -> "Answer":
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=120)
        try:
            connection.request(method, path, body, self.headers(**more))
            answer = Answer.read(connection.getresponse())
        finally:
            connection.close()
        for line in answer.cookies:
            name, _, value = line.partition(";")[0].partition("=")
            if value.strip('"'):
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return answer

    def get(self, path: str, **more: str) -> "Answer":
        return self.ask("GET", path, **({"Accept": "text/html"} | more))

    def post(self, path: str, fields: dict[str, str], **more: str) -> "Answer":
        sent = {"Content_Type": "application/x-www-form-urlencoded", "Origin": OWN_PAGE}
        return self.ask("POST", path, urlencode(fields), **(sent | more))

    def sign_in(self, name: str = WU, password: str = PASSWORD) -> "Answer":
        form = self.get("/signin").form
        return self.post("/signin", {"form": form, "name": name, "password": password})

    def connect(self, tab: str = "", **more: str) -> ClientConnection:
        """Open a websocket as Streamlit's page does, coming back to the session `tab`."""
        headers = self.headers(**({"Origin": OWN_PAGE} | more))
        host = headers.pop("Host")
        server = urlsplit(self.address)
        return connect(
            f"ws://{host}/_stcore/stream",
            sock=socket.create_connection((server.hostname, server.port), timeout=120),
            additional_headers=headers,
            subprotocols=[Subprotocol(one) for one in ("streamlit", "-", tab)[: 3 if tab else 1]],
            max_size=None,
            proxy=None,
            open_timeout=120,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    where: str
    content: bytes
    cookies: tuple[str, ...]

    @classmethod
    def read(cls, response: HTTPResponse) -> "Answer":
        content = response.read()
        cookies = tuple(response.headers.get_all("set-cookie") or ())
        return cls(response.status, response.headers.get("location", ""), content, cookies)

    @property
    def text(self) -> str:
        """What it says, as far as it is text."""
        return self.content.decode("utf-8", "replace")

    @property
    def form(self) -> str:
        """The hidden token of its form."""
        found = re.search(r'name="form" value="([0-9a-f]+)"', self.text)
        return found[1] if found else ""


def rerun() -> bytes:
    """Return what the page sends for a click."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    message.rerun_script.page_script_hash = ""
    return bytes(message.SerializeToString())


def ask_for(page: str, asked: str) -> bytes:
    """Return what the page sends to open a screen."""
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = asked
    return bytes(message.SerializeToString())


def press(websocket: ClientConnection, tab: str, button: str) -> str:
    """Press the button of a file and return where the file is then."""
    message = BackMsg()
    message.backend_operation_request.request_id = "1"
    message.backend_operation_request.session_id = tab
    message.backend_operation_request.deferred_file.file_id = button
    websocket.send(message.SerializeToString())
    answers = (m.backend_operation_response for m in said(websocket))
    return str(next(a.deferred_file.url for a in answers if a.request_id))


def said(websocket: ClientConnection) -> Iterator[ForwardMsg]:
    """Yield what comes over a websocket until it is closed, which must not take for ever."""
    while True:
        try:
            data = websocket.recv(timeout=LONG_S)  # papers are made at the click
        except ConnectionClosed:
            return
        message = ForwardMsg()
        assert isinstance(data, bytes)
        message.ParseFromString(data)
        yield message


def tab_of(websocket: ClientConnection) -> str:
    """Ask for a first run and return the id of Streamlit's session."""
    websocket.send(rerun())
    for message in said(websocket):
        if message.WhichOneof("type") == "new_session":
            return str(message.new_session.initialize.session_id)
    msg = "the websocket was closed before a session began"
    raise AssertionError(msg)
