"""Streamlit's start files come out of memory as Streamlit would send them, and pages name more."""

import re
from pathlib import Path

import pytest
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from front.start.files import EVERYWHERE, FILES, OF_SCREENS, StartFiles
from tests.front.asgi import make_scope, send_through

PASSED_ON = "passed on"
PAGES = {"/", "/chains"}


async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
    """Stand behind: a page at two addresses, plain text at every other."""
    is_page = scope["path"] in PAGES
    answer = HTMLResponse("<p>") if is_page else PlainTextResponse(PASSED_ON)
    await answer(scope, receive, send)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    scripts = tmp_path / "static" / "js"
    scripts.mkdir(parents=True)
    (tmp_path / "secret.js").write_text("no")
    (tmp_path / "index.html").write_text('<script src="./static/js/index.1.js">')
    (scripts / "index.1.js").write_text("start()")
    (scripts / "Html.2.js").write_text('import{a}from"./index.1.js";import"./purify.3.js"')
    (scripts / "purify.3.js").write_text('import("./later.4.js")')
    (scripts / "later.4.js").write_text("")
    (scripts / "Selectbox.5.js").write_text("")
    return tmp_path


@pytest.fixture
def gate(files: Path) -> StartFiles:
    return StartFiles(streamlit, files)


def ask(gate: StartFiles, path: str, method: str = "GET") -> Response:
    start, body = send_through(gate, make_scope(path=path, method=method))
    return Response(body["body"], start["status"], dict(Headers(raw=start["headers"])))


def test_a_start_file_is_answered_with_its_kind_and_may_be_kept_for_a_year(
    gate: StartFiles,
) -> None:
    answer = ask(gate, "/static/js/index.1.js")

    assert answer.body == b"start()"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]


def test_a_file_is_read_once(gate: StartFiles, files: Path) -> None:
    ask(gate, "/static/js/index.1.js")
    (files / "static" / "js" / "index.1.js").unlink()

    assert ask(gate, "/static/js/index.1.js").body == b"start()"


@pytest.mark.parametrize(
    "path", ["/static/js/none.js", "/static/js/../../secret.js", "/secret.js", "/index.html"]
)
def test_what_is_no_start_file_is_passed_on(gate: StartFiles, path: str) -> None:
    assert bytes(ask(gate, path).body).decode() == PASSED_ON


def test_what_is_sent_to_the_server_is_passed_on(gate: StartFiles) -> None:
    assert bytes(ask(gate, "/static/js/index.1.js", "POST").body).decode() == PASSED_ON


def named(gate: StartFiles, path: str) -> list[str]:
    return re.findall(r"/js/([\w.]+)>; rel=modulepreload", ask(gate, path).headers["link"])


def test_a_page_names_what_its_first_pieces_import_but_not_what_it_names_itself(
    gate: StartFiles,
) -> None:
    assert named(gate, "/") == ["Html.2.js", "purify.3.js"]
    assert named(gate, "/chains") == ["Html.2.js", "Selectbox.5.js", "purify.3.js"]


def test_only_pages_name_files(gate: StartFiles) -> None:
    assert "link" not in ask(gate, "/elsewhere").headers


def test_the_streamlit_that_is_pinned_has_the_named_scripts() -> None:
    scripts = {file.name.partition(".")[0] for file in (FILES / "static" / "js").glob("*.js")}

    assert scripts >= {*EVERYWHERE, *(name for of in OF_SCREENS.values() for name in of)}
