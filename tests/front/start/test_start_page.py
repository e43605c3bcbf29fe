"""The start page tells the browser where the server is, and nothing else becomes a start page."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from front.response_headers import content_policy
from front.start.page import PAGE, StartPage, told_page
from tests.front.asgi import encode, make_scope, send_through

PLAIN = '<html><script>ready = 0</script><script type="module" src="./index.js"></script></html>'


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "index.html"
    file.write_text(PLAIN, encoding="utf-8")
    return file


@pytest.fixture
def start_page(page: Path) -> StartPage:
    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        kept = Headers(scope=scope).get("if-none-match")
        answers: dict[str, Response] = {
            "/chains": Response(status_code=304)
            if kept
            else HTMLResponse(PLAIN, headers={"etag": "'1'"}),
            "/other": HTMLResponse(PLAIN.replace("ready", "READY")),
            "/media": PlainTextResponse(PLAIN),
        }
        await answers[scope["path"]](scope, receive, send)

    return StartPage(streamlit, "part", page)


def ask(start_page: StartPage, path: str, **headers: str) -> tuple[Headers, str]:
    asked = encode({"accept": "text/html,*/*", "host": "127.0.0.1:8501", **headers})
    start, *pieces = send_through(start_page, make_scope(path=path, headers=asked))
    body = b"".join(piece["body"] for piece in pieces).decode()
    return Headers(raw=start["headers"]), body


def test_a_page_says_before_its_first_module_where_the_server_is(start_page: StartPage) -> None:
    headers, body = ask(start_page, "/chains")

    told = 'window.__streamlit = {BACKEND_BASE_URL: location.origin + "/part"'
    assert body.index(told) < body.index('<script type="module"')
    assert headers["content-length"] == str(len(body.encode()))


def test_a_page_that_a_browser_kept_from_before_is_sent_anew(start_page: StartPage) -> None:
    headers, body = ask(start_page, "/chains", **{"if-none-match": '"old"'})

    assert "window.__streamlit" in body
    assert "etag" not in headers


@pytest.mark.parametrize("path", ["/other", "/media"])
def test_what_is_not_the_start_page_stays_as_it_is(start_page: StartPage, path: str) -> None:
    assert "window.__streamlit" not in ask(start_page, path)[1]


def test_who_asks_for_no_page_is_sent_what_streamlit_sends(start_page: StartPage) -> None:
    assert ask(start_page, "/chains", accept="*/*")[1] == PLAIN


def test_the_content_policy_lets_every_script_of_the_told_page_run() -> None:
    scripts = re.findall(
        r"<script>(.*?)</script>", told_page(PAGE.read_bytes()).decode(), re.DOTALL
    )
    hashes = [
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts
    ]

    assert any("window.__streamlit" in script for script in scripts)
    assert all(f"'sha256-{each}'" in content_policy("127.0.0.1:8501") for each in hashes)
