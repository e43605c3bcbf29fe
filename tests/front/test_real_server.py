"""A fresh process, asked before anybody opened the start page: the gate stands before all of it."""

from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.running_app import running_process

STREAM = "/_stcore/stream"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_process(tmp_path_factory.mktemp("office")) as running:
        yield running.address


@pytest.mark.parametrize("path", [STREAM, f"/chains{STREAM}", f"/look/chain{STREAM}"])
@pytest.mark.parametrize("origin", [None, "http://evil.example"])
def test_a_websocket_without_our_page_behind_it_is_refused(
    address: str, path: str, origin: str | None
) -> None:
    # No proxy: this computer is asked directly, whatever the environment says.
    with pytest.raises(InvalidStatus) as refused:
        connect(_websocket(address) + path, additional_headers=_origin(origin), proxy=None)

    assert refused.value.response.status_code == 403


def test_a_websocket_of_our_own_page_opens(address: str) -> None:
    with connect(
        _websocket(address) + STREAM, additional_headers=_origin(address), proxy=None
    ) as stream:
        assert stream.protocol.state.name == "OPEN"


@pytest.mark.parametrize(
    "path", ["/", "/chains", "/readyz", "/assets/vis-network.min.js", "/_stcore/health", "/media/x"]
)
def test_a_foreign_host_name_is_refused_on_every_address(address: str, path: str) -> None:
    status, headers = _get(address, path, {"Host": "evil.example"})

    assert status == 403
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/chains", "/_stcore/health", "/static/missing", "/media/x"])
def test_every_address_answers_with_the_security_headers(address: str, path: str) -> None:
    _, headers = _get(address, path, {})

    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in headers["content-security-policy"]


def test_no_answer_says_what_program_gives_it(address: str) -> None:
    _, headers = _get(address, "/readyz", {})

    assert "server" not in headers


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/chains/_stcore/metrics"])
def test_how_many_people_are_connected_is_told_to_nobody(address: str, path: str) -> None:
    status, _ = _get(address, path, {})

    assert status == 403


def test_no_screen_file_can_be_fetched(address: str) -> None:
    _, headers = _get(address, "/pages/look/chain.py", {})

    assert headers["content-type"].startswith("text/html")


def _get(address: str, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str]]:
    """Ask for `path`; return the status and the headers, names in lower case."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=120)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


def _origin(origin: str | None) -> dict[str, str]:
    return {} if origin is None else {"Origin": origin}


def _websocket(address: str) -> str:
    return address.replace("http://", "ws://")
